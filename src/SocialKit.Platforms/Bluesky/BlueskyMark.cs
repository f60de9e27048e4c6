using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Platforms.Bluesky;

/// <summary>How far an account's posts were read: every key up to a floor, and single ones above it.</summary>
/// <remarks>
/// Servers list records by their key, which is a time; but who writes a record may choose the key, so a new record can stand before older ones: a scheduled post that went out late, a client whose clock is behind. So the floor
/// stays <see cref="Overlap"/> behind the clock, and what was read above it is remembered by its key.
/// </remarks>
/// <param name="Floor">Everything up to this key was read.</param>
/// <param name="Above">The keys above it that were read.</param>
internal sealed record BlueskyMark(string Floor, IReadOnlySet<string> Above)
{
    /// <summary>How much later than its key says a record may come and is still read.</summary>
    /// <value>2 hours</value>
    public static TimeSpan Overlap { get; } = TimeSpan.FromHours(2);

    /// <summary>The most keys that are remembered; then the floor rises.</summary>
    public const int MostAbove = 300;

    private const char Separator = ' ';

    /// <summary>As it is stored.</summary>
    public override string ToString() => string.Join(Separator, Above.Order(StringComparer.Ordinal).Prepend(Floor));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string written, [NotNullWhen(true)] out BlueskyMark? mark)
    {
        var keys = written.Split(Separator);
        mark = keys.All(key => Syntax.Tid.IsValid(key)) ? new(keys[0], keys.Skip(1).ToHashSet(StringComparer.Ordinal)) : null;
        return mark is not null;
    }

    /// <summary>A mark before anything was read.</summary>
    /// <param name="now">The time by which floors are set.</param>
    public static BlueskyMark At(DateTimeOffset now) => new(RecordKeys.LowestOf(now - Overlap), new HashSet<string>(StringComparer.Ordinal));

    /// <summary>The mark after more was read.</summary>
    /// <param name="read">The keys that were read, above the floor.</param>
    /// <param name="until">The key up to which nothing was left out; null if nothing at all was.</param>
    /// <param name="now">The time by which floors are set: the earlier one of the server's clock and this machine's.</param>
    public BlueskyMark After(IEnumerable<string> read, string? until, DateTimeOffset now)
    {
        var highest = RecordKeys.LowestOf(now - Overlap);
        var floor = Lower(highest, until);
        floor = string.CompareOrdinal(floor, Floor) > 0 ? floor : Floor;
        var above = Above.Concat(read).Where(key => string.CompareOrdinal(key, floor) > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (above.Count > MostAbove && Lower(above[^(MostAbove + 1)], until) is var raised && string.CompareOrdinal(raised, floor) > 0)
        {
            floor = raised;
            above.RemoveAll(key => string.CompareOrdinal(key, floor) <= 0);
        }
        return new(floor, above.ToHashSet(StringComparer.Ordinal));
    }

    private static string Lower(string key, string? other) => other is not null && string.CompareOrdinal(other, key) < 0 ? other : key;
}
