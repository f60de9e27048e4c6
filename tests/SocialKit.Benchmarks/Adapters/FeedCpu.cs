using SocialKit.Access;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;

namespace SocialKit.Benchmarks.Adapters;

/// <summary>What one look at a listed account costs: the CPU time of this whole process, with HTTP, sockets and garbage collection.</summary>
/// <param name="Quiet">CPU of a look that finds nothing new.</param>
/// <param name="Busy">CPU of a look that finds ten posts.</param>
/// <param name="Plain">CPU of one plain read of the same ten posts that looks at nothing, over the same connections.</param>
/// <param name="Requests">How many requests a look takes.</param>
internal sealed record FeedCpu(double Quiet, double Busy, double Plain, double Requests)
{
    private const int Rounds = 3;

    /// <summary>Measures a feed and plain reads in turn; the best of three rounds, since others use the machine too.</summary>
    public static async Task<FeedCpu> MeasureAsync(StubProcess servers, StubAccounts accounts, Platform platform, int looks)
    {
        var name = platform.Id.Value;
        var reader = await accounts.SignInAsync(platform, 1);
        var quietMark = await BeginAsync(platform.Feed!, reader, StubFeeds.IdOn(name, StubFeeds.Quiet));
        var busyMark = await BeginAsync(platform.Feed!, reader, StubFeeds.IdOn(name, StubFeeds.Busy));
        await Task.Delay(5);
        var before = (await servers.CountsAsync(name)).Requests;
        for (var i = 0; i < 10; i++)
            await LookAsync(platform.Feed!, reader, StubFeeds.IdOn(name, StubFeeds.Busy), busyMark, 10);
        var requests = ((await servers.CountsAsync(name)).Requests - before) / 10.0;
        var plainCall = HttpCall.Get(StubFeeds.AddressOn(name, servers[name], StubFeeds.Busy)).With(new Secret("invented-access"));
        var (quiet, busy, plain) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            quiet = Math.Min(quiet, await AdapterCpu.CpuAsync(looks, () => LookAsync(platform.Feed!, reader, StubFeeds.IdOn(name, StubFeeds.Quiet), quietMark, 0)));
            busy = Math.Min(busy, await AdapterCpu.CpuAsync(looks, () => LookAsync(platform.Feed!, reader, StubFeeds.IdOn(name, StubFeeds.Busy), busyMark, 10)));
            plain = Math.Min(plain, await AdapterCpu.CpuAsync(looks, () => accounts.Http.SendAsync(plainCall, CancellationToken.None)));
        }
        return new(quiet, busy, plain, requests);
    }

    private static async Task<string> BeginAsync(IFeed feed, Account reader, string account) => await feed.ReadAsync(new(reader, account, null, 20), CancellationToken.None) switch
    {
        FeedReading.Read read => read.Mark,
        var other => throw new InvalidOperationException($"{reader.Platform}: {other}"),
    };

    private static async Task LookAsync(IFeed feed, Account reader, string account, string mark, int expected)
    {
        var reading = await feed.ReadAsync(new(reader, account, mark, 20), CancellationToken.None);
        if (reading is not FeedReading.Read read || read.Posts.Count != expected)
            throw new InvalidOperationException($"{reader.Platform}: {expected} posts were expected, and it was {reading}");
    }
}
