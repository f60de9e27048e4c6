using System.Diagnostics.CodeAnalysis;

namespace SocialKit;

/// <summary>The name of an account on one platform, without "@" and without the address. Compared without case, as every platform does.</summary>
/// <param name="Platform">The platform on which the name means somebody.</param>
/// <param name="Name">The name, spelled as it was found.</param>
public sealed record Handle(PlatformId Platform, string Name)
{
    /// <inheritdoc/>
    public bool Equals(Handle? other) =>
        other is not null && Platform == other.Platform && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Platform, Name.GetHashCode(StringComparison.OrdinalIgnoreCase));
}

/// <summary>How one platform names accounts: what a handle looks like, how a text mentions it, where its profile is.</summary>
/// <remarks>Implementations are stateless and safe to share between threads.</remarks>
public interface IHandleSyntax
{
    /// <summary>Reads a handle as people write it: with or without "@", or as the address of a profile on this platform.</summary>
    /// <returns>False if <paramref name="written"/> is no handle here; nothing is corrected.</returns>
    bool TryParse(string written, [NotNullWhen(true)] out Handle? handle);

    /// <summary>What to write in a text so that the platform mentions <paramref name="handle"/>, "@" included.</summary>
    string Mention(Handle handle);

    /// <summary>The https address of the handle's profile.</summary>
    string Profile(Handle handle);

    /// <summary>The https address at which a person follows <paramref name="handle"/>.</summary>
    /// <value>Its profile, unless the platform has a page that asks just that.</value>
    string Follow(Handle handle) => Profile(handle);
}
