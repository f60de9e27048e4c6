namespace SocialKit.Reposts;

/// <summary>How often a listed account is read: about twice as often as it publishes, between two bounds. Pure.</summary>
/// <param name="Shortest">The shortest time between two readings.</param>
/// <param name="Longest">The longest.</param>
public sealed record PollPace(TimeSpan Shortest, TimeSpan Longest)
{
    // What is weeks old says little of what an account does while a campaign runs.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(3);

    /// <summary>From 2 minutes to 4 hours.</summary>
    public static PollPace Default { get; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromHours(4));

    /// <summary>How many posts a day an account publishes of which nothing is known yet.</summary>
    /// <value>5</value>
    public static double AssumedPostsADay => 5;

    /// <summary>How often the account publishes, after another reading.</summary>
    /// <param name="before">What was known before; null for nothing.</param>
    /// <param name="posts">How many posts were read.</param>
    /// <param name="over">In how much time they were published.</param>
    public static double PostsADay(double? before, int posts, TimeSpan over)
    {
        if (over <= TimeSpan.Zero)
            return before ?? AssumedPostsADay;
        var known = Math.Exp(-over / Memory);
        return (before ?? AssumedPostsADay) * known + posts / over.TotalDays * (1 - known);
    }

    /// <summary>How long it is to the next reading.</summary>
    /// <param name="postsADay">How often the account publishes; null if that is not known yet.</param>
    /// <param name="maxAge">How old a post may be: it must not be too old when it is read.</param>
    /// <param name="chance">From 0 to 1: spreads the readings of accounts that are alike, by up to a tenth.</param>
    public TimeSpan Next(double? postsADay, TimeSpan maxAge, double chance)
    {
        var half = TimeSpan.FromDays(Math.Min(0.5 / Math.Max(postsADay ?? AssumedPostsADay, 1e-6), 365));
        var longest = maxAge / 4 < Longest ? maxAge / 4 : Longest;
        var next = half < Shortest ? Shortest : half > longest ? longest : half;
        next = next < Shortest ? Shortest : next;
        return next * (1 + 0.1 * Math.Clamp(chance, 0, 1));
    }

    /// <summary>How long it is to the next reading after one that failed, for so many times in a row now.</summary>
    public TimeSpan AfterFailure(int failures) => Shortest * Math.Pow(2, Math.Clamp(failures - 1, 0, 20)) is var wait && wait < Longest ? wait : Longest;
}
