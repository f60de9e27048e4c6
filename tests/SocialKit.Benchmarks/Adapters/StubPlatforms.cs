using System.Globalization;
using System.Text.Json;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Adapters;

/// <summary><c>bench adapter-servers</c>: a server of each platform on the loopback that takes every post and answers as its documents say. It is a process of its own, whose CPU is not the adapters'.</summary>
internal static class StubPlatforms
{
    /// <summary>Asked for how many connections, requests and posts there were; does not count itself.</summary>
    public const string Counts = "/bench/counts";

    /// <summary>Answered without being looked at.</summary>
    public const string Plain = "/bench/plain";

    private static long _last = 1_000_000_000;

    /// <summary>Says the servers' addresses in one line, as <c>x=http://127.0.0.1:1234 …</c>, and lives as long as its parent.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        ParentProcess.EndWithIt();
        using var stop = new CancellationTokenSource();
        using var terminate = ParentProcess.OnTerminate(stop);
        var after = TimeSpan.FromMilliseconds(new Arguments(arguments).Number("after", 0));
        List<StubServer> servers = [];
        foreach (var name in StubAccounts.Platforms)
            servers.Add(Serve(name, after));
        Console.WriteLine(string.Join(' ', StubAccounts.Platforms.Zip(servers, (name, server) => $"{name}={server.Address}")));
        try
        {
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        foreach (var server in servers)
            await server.DisposeAsync();
        return 0;
    }

    private static StubServer Serve(string name, TimeSpan after)
    {
        StubServer? server = null;
        var posts = 0;
        server = new(request =>
        {
            if (request.Route == Counts)
            {
                var came = server!.Requests.Where(one => one.Route != Counts).ToList();
                return new StubAnswer.Reply(200, string.Create(CultureInfo.InvariantCulture, $"{came.Select(one => one.Connection).Distinct().Count()} {came.Count} {Volatile.Read(ref posts)}"));
            }
            if (request.Route == Plain)
                return new StubAnswer.Reply(200, "{}");
            if (StubFeeds.Answer(name, request) is { } read)
                return new StubAnswer.Reply(200, read) { After = after };
            var (body, isPost) = Answer(name, request, Interlocked.Increment(ref _last));
            if (isPost)
                Interlocked.Increment(ref posts);
            return new StubAnswer.Reply(body.Length == 0 ? 404 : 200, body) { After = after };
        });
        return server;
    }

    private static (string Body, bool IsPost) Answer(string name, StubRequest request, long id) => (name, request.Method, request.Route.Split('/')[^1]) switch
    {
        ("x", "POST", "tweets") => ($"{{\"data\":{{\"id\":\"{id}\",\"text\":\"Free the invented prisoner\"}}}}", true),
        ("bluesky", "POST", "com.atproto.repo.putRecord") => (Record(request), true),
        ("mastodon", "POST", "statuses") => ($"{{\"id\":\"{id}\",\"created_at\":\"2026-11-24T12:00:00.000Z\",\"content\":\"<p>Free the invented prisoner</p>\",\"url\":\"https://mastodon.example/@invented/{id}\",\"account\":{{\"id\":\"1\"}}}}", true),
        ("mastodon", "GET", "lookup") => (Author(request.Fields["acct"], id), false),
        ("facebook", "POST", "feed") => ($"{{\"id\":\"1_{id}\"}}", true),
        ("threads", "GET", "threads_publishing_limit") => ("{\"data\":[{\"quota_usage\":0,\"config\":{\"quota_total\":250,\"quota_duration\":86400}}]}", false),
        ("threads", "POST", "threads") => ($"{{\"id\":\"{id}\"}}", false),
        ("threads", "POST", "threads_publish") => ($"{{\"id\":\"{id}\"}}", true),
        ("threads", "GET", var one) when request.Path.Contains("permalink", StringComparison.Ordinal) => ($"{{\"id\":\"{one}\",\"permalink\":\"https://www.threads.com/@invented/post/P{one}\"}}", false),
        ("threads", "GET", var one) => ($"{{\"id\":\"{one}\",\"status\":\"FINISHED\"}}", false),
        ("telegram", "POST", "sendMessage") => ($"{{\"ok\":true,\"result\":{{\"message_id\":{id},\"date\":1795500000,\"chat\":{{\"id\":-1001000000001,\"type\":\"channel\",\"title\":\"Invented\"}},\"text\":\"Free the invented prisoner\"}}}}", true),
        _ => ("", false),
    };

    // One account of ten has published something when it is read.
    private static string Author(string name, long id) =>
        $"{{\"id\":\"{id}{(id % 10 == 0 ? StubFeeds.Busy : StubFeeds.Quiet)}\",\"username\":\"invented\",\"acct\":\"{name}\",\"url\":\"https://mastodon.example/@invented\"}}";

    private static string Record(StubRequest request)
    {
        using var json = JsonDocument.Parse(request.Body);
        var put = json.RootElement;
        return $"{{\"uri\":\"at://{put.GetProperty("repo").GetString()}/{put.GetProperty("collection").GetString()}/{put.GetProperty("rkey").GetString()}\",\"cid\":\"bafyreiinventedinventedinventedinventedinventedinventedinve\"}}";
    }
}
