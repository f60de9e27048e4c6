using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SocialKit;

/// <summary>The platforms that this program knows, in the order in which they are shown. The core itself knows none.</summary>
/// <exception cref="ArgumentException">Two platforms answer to one name.</exception>
public sealed class PlatformSet : IReadOnlyList<Platform>
{
    private readonly Platform[] _platforms;
    private readonly Dictionary<string, Platform> _byLabel = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A set of <paramref name="platforms"/>.</summary>
    public PlatformSet(params IEnumerable<Platform> platforms)
    {
        _platforms = [.. platforms];
        foreach (var platform in _platforms)
        {
            string[] labels = [platform.Id.Value, platform.Name, .. platform.Aliases];
            foreach (var label in labels.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!_byLabel.TryAdd(label, platform))
                    throw new ArgumentException($"Two platforms are called '{label}'.", nameof(platforms));
            }
        }
    }

    /// <inheritdoc/>
    public int Count => _platforms.Length;

    /// <inheritdoc/>
    public Platform this[int index] => _platforms[index];

    /// <summary>The platform with this id.</summary>
    /// <exception cref="KeyNotFoundException">It is not in this set.</exception>
    public Platform this[PlatformId id] => _byLabel[id.Value];

    /// <summary>Finds a platform by id, name or alias, without case.</summary>
    public bool TryFind(string label, [NotNullWhen(true)] out Platform? platform) => _byLabel.TryGetValue(label, out platform);

    /// <inheritdoc/>
    public IEnumerator<Platform> GetEnumerator() => ((IEnumerable<Platform>)_platforms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
