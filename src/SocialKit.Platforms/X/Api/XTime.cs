namespace SocialKit.Platforms.X.Api;

/// <summary>The times in X's ids: milliseconds since 2010-11-04T01:42:54.657Z, 22 bits up (Twitter, Snowflake, 2010).</summary>
internal static class XTime
{
    private const long Epoch = 1_288_834_974_657;
    private const int BitsBelow = 22;

    /// <summary>No id of a post that is read is lower: 2011-01-01.</summary>
    public static long EarliestId { get; } = IdAt(new(2011, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The lowest id of a time.</summary>
    public static long IdAt(DateTimeOffset time) => Math.Clamp(time.ToUnixTimeMilliseconds() - Epoch, 0, long.MaxValue >> BitsBelow) << BitsBelow;

    /// <summary>The time in an id.</summary>
    public static DateTimeOffset Of(long id) => DateTimeOffset.FromUnixTimeMilliseconds((id >> BitsBelow) + Epoch);
}
