using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Benchmarks.Adapters;

/// <summary>What an adapter costs for one post after the other: the CPU time of this whole process, with HTTP, sockets and garbage collection.</summary>
/// <param name="Milliseconds">CPU of a post from the delivery to the receipt.</param>
/// <param name="Plain">CPU of one plain call with a body of the same length, over the same connections.</param>
/// <param name="Prepares">How many requests it takes to make it ready.</param>
/// <param name="Sends">How many it takes to send it.</param>
/// <param name="Connections">How many connections were made for all of it.</param>
internal sealed record AdapterCpu(double Milliseconds, double Plain, int Prepares, int Sends, int Connections)
{
    private const int WarmUp = 500;
    private const int Rounds = 3;

    /// <summary>Measures an adapter and plain calls in turn; the best of three rounds, since others use the machine too.</summary>
    public static async Task<AdapterCpu> MeasureAsync(StubProcess servers, StubAccounts accounts, Platform platform, int posts)
    {
        var name = platform.Id.Value;
        var account = await accounts.SignInAsync(platform, 1);
        var none = (await servers.CountsAsync(name)).Requests;
        var ready = await ReadyAsync(platform, accounts.Post(account).Delivery);
        var prepares = (await servers.CountsAsync(name)).Requests - none;
        await PostAsync(platform, accounts.Post(account).Delivery);
        var sends = (await servers.CountsAsync(name)).Requests - none - (2 * prepares);
        var plainCall = HttpCall.Post(servers[name] + StubPlatforms.Plain, new byte[ready.Body.Length]).With(new Secret("invented-access"));
        var (ours, plain) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            ours = Math.Min(ours, await CpuAsync(posts, () => PostAsync(platform, accounts.Post(account).Delivery)));
            plain = Math.Min(plain, await CpuAsync(posts, () => accounts.Http.SendAsync(plainCall, CancellationToken.None)));
        }
        return new(ours, plain, prepares, sends, (await servers.CountsAsync(name)).Connections);
    }

    /// <summary>CPU in milliseconds of one of <paramref name="times"/> runs, after a warm-up.</summary>
    public static async Task<double> CpuAsync(int times, Func<Task> once)
    {
        for (var i = 0; i < WarmUp; i++)
            await once();
        // The compiler's own threads finish what the warm-up asked of them.
        await Task.Delay(300);
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
            await once();
        return (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times;
    }

    private static async Task PostAsync(Platform platform, Delivery delivery)
    {
        var outcome = await platform.Sender!.SendAsync(delivery, await ReadyAsync(platform, delivery), CancellationToken.None);
        if (outcome is not Outcome.Done)
            throw new InvalidOperationException($"{platform.Name}: {outcome}");
    }

    private static async Task<WireForm> ReadyAsync(Platform platform, Delivery delivery) => await platform.Sender!.PrepareAsync(delivery, new NoMedia(), CancellationToken.None) switch
    {
        Preparation.Ready ready => ready.Wire,
        var other => throw new InvalidOperationException($"{platform.Name}: {other}"),
    };

    private sealed class NoMedia : IMediaSource
    {
        public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);
    }
}
