using System.Globalization;
using System.Text;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Adapters;

/// <summary>What <see cref="StubPlatforms"/> answer when accounts are read. One account has nothing new, the other ten posts that were made at this moment.</summary>
internal static class StubFeeds
{
    /// <summary>How the id of the account begins that has nothing new, behind what the platform puts before it.</summary>
    public const string Quiet = "1001";

    /// <summary>The other one's.</summary>
    public const string Busy = "1002";

    private const int Posts = 10;
    private const string Words = "Ask the invented prosecutor why nobody has seen the invented prisoner of conscience for years. Свободу выдуманному заключённому #FreeThem https://alpha.example/actions/";

    /// <summary>The id of an account on a platform.</summary>
    public static string IdOn(string platform, string account) => platform == "bluesky" ? "did:plc:inventedinventedinvented" + account : account;

    /// <summary>The address that a look at an account asks for, without what narrows it.</summary>
    public static string AddressOn(string platform, string server, string account) => platform switch
    {
        "x" => $"{server}/2/users/{account}/tweets",
        "bluesky" => $"{server}/xrpc/com.atproto.repo.listRecords?repo={IdOn(platform, account)}",
        _ => $"{server}/api/v1/accounts/{account}/statuses",
    };

    /// <summary>The answer; null if it is no reading of an account.</summary>
    public static string? Answer(string platform, StubRequest request) => (platform, request.Method, request.Route.Split('/')) switch
    {
        ("x", "GET", [.., "users", var user, "tweets"]) => X(user),
        ("bluesky", "GET", [.., "com.atproto.repo.describeRepo"]) => $$$"""{"handle":"invented.example","did":"{{{request.Fields["repo"]}}}","didDoc":{},"collections":[],"handleIsCorrect":true}""",
        ("bluesky", "GET", [.., "com.atproto.repo.listRecords"]) => Bluesky(request.Fields["repo"]),
        ("mastodon", "GET", [.., "accounts", var account, "statuses"]) => Mastodon(account),
        _ => null,
    };

    private static string X(string user) => user.EndsWith(Quiet, StringComparison.Ordinal)
        ? """{"meta":{"result_count":0}}"""
        : $$$"""{"data":[{{{Each(i => XPost(user, i))}}}],"includes":{"users":[{"id":"{{{user}}}","username":"invented"}]},"meta":{"result_count":10}}""";

    private static string XPost(string user, int i)
    {
        var id = ((Milliseconds - 1_288_834_974_657) << 22) + Posts - i;
        return $$$"""{"id":"{{{id}}}","text":"{{{Words}}}{{{i}}}","author_id":"{{{user}}}","conversation_id":"{{{id}}}","lang":"en","created_at":"{{{Now}}}","edit_history_tweet_ids":["{{{id}}}"],"entities":{"hashtags":[{"start":1,"end":9,"tag":"FreeThem"}]}}""";
    }

    private static string Bluesky(string repo) => repo.EndsWith(Quiet, StringComparison.Ordinal) ? """{"records":[]}""" : $$$"""{"records":[{{{Each(i => BlueskyPost(repo, i))}}}]}""";

    private static string BlueskyPost(string repo, int i) =>
        $$$"""{"uri":"at://{{{repo}}}/app.bsky.feed.post/{{{BlueskyStub.KeyOf(TimeProvider.System.GetUtcNow(), i)}}}","cid":"bafyreiinventedinventedinventedinventedinventedinventedinventedinve","value":{"$type":"app.bsky.feed.post","text":"{{{Words}}}{{{i}}}","langs":["en"],"createdAt":"{{{Now}}}"}}""";

    private static string Mastodon(string account) => account.EndsWith(Quiet, StringComparison.Ordinal) ? "[]" : $"[{Each(i => MastodonPost(account, i))}]";

    private static string MastodonPost(string account, int i) =>
        $$$"""{"id":"{{{(Milliseconds * 100) + Posts - i}}}","created_at":"{{{Now}}}","visibility":"public","language":"en","content":"<p>{{{Words}}}{{{i}}}</p>","url":"https://mastodon.example/@invented/{{{i}}}","account":{"id":"{{{account}}}","acct":"invented"},"media_attachments":[],"tags":[{"name":"freethem"}]}""";

    private static long Milliseconds => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Now => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Each(Func<int, string> item) => new StringBuilder().AppendJoin(',', Enumerable.Range(0, Posts).Select(item)).ToString();
}
