namespace SocialKit.Reposts;

/// <summary>What a job costs, in the currency of its platform's prices.</summary>
/// <param name="Reads">How many posts are read a day.</param>
/// <param name="LookUps">How many accounts are looked up a day.</param>
/// <param name="Reposts">The most reposts a day.</param>
/// <param name="ADay">All of it together; at most the budget is ever spent.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="AsOf">When the prices were read.</param>
public sealed record RepostCost(double Reads, int LookUps, double Reposts, decimal ADay, string Currency, DateOnly AsOf)
{
    /// <summary>About what a job costs a day; null where nothing costs anything.</summary>
    /// <param name="price">The platform's prices.</param>
    /// <param name="feeds">The accounts that are read: with how often they publish, as far as that is known.</param>
    /// <param name="rules">The rules: every post may be reposted, up to the cap.</param>
    public static RepostCost? Of(IFeedPrice? price, IReadOnlyCollection<ListedFeed> feeds, RepostRules rules)
    {
        if (price is null)
            return null;
        var posts = feeds.Sum(feed => feed.PostsADay ?? PollPace.AssumedPostsADay);
        var reposts = Math.Min(posts, rules.PerDay);
        var amount = (decimal)posts * price.OfRead.Amount + feeds.Count * price.OfLookUp.Amount + (decimal)reposts * (price.OfRepost.Amount + price.OfRead.Amount);
        return new(posts, feeds.Count, reposts, amount, price.OfRepost.Currency, price.OfRepost.AsOf);
    }

    /// <summary>What one repost costs: the look at the original, then the repost.</summary>
    public static decimal OfRepost(IFeed feed) => feed.Price is { } price ? price.OfRepost.Amount + price.OfRead.Amount : 0;

    // Where posts are paid for, few are asked for at once: what a reading may cost is taken from the budget before it begins.
    private const int PaidAtOnce = 10;
    private const int MostPaid = 5 * PaidAtOnce + 2;
    private const int MostLookUps = 2;

    /// <summary>The least budget a day with which anything is read and reposted.</summary>
    public static decimal Least(IFeedPrice price) => MostLookUps * price.OfLookUp.Amount + MostPaid * price.OfRead.Amount + price.OfRepost.Amount + price.OfRead.Amount;

    /// <summary>What is asked of a feed: within what a reading may cost.</summary>
    internal static FeedRequest Request(IFeed feed, Account reader, string userId, string? mark, int posts) =>
        feed.Price is null ? new(reader, userId, mark, posts) : new(reader, userId, mark, Math.Min(posts, PaidAtOnce)) { MostCharged = MostPaid };

    /// <summary>What a reading may cost at most.</summary>
    /// <param name="feed">The platform's feed.</param>
    /// <param name="calls">How many calls it makes: all but one are look-ups.</param>
    internal static decimal MostOf(IFeed feed, int calls) => feed.Price is { } price ? (calls - 1) * price.OfLookUp.Amount + MostPaid * price.OfRead.Amount : 0;
}
