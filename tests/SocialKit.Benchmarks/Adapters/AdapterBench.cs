using System.Diagnostics;
using System.Globalization;
using SocialKit.Access;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Adapters;

/// <summary><c>bench adapters</c>: the CPU time that a platform's adapter takes for a post, beside a plain call with a body of the same length. The server that answers is a process of its own.</summary>
internal sealed class AdapterBench(string server, int posts) : IMediaSource, IDisposable
{
    private const int WarmUp = 500;

    private readonly HttpCaller _http = new(TimeProvider.System);
    private readonly MemoryTokenStore _tokens = new();

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var server = new ChildProcess("adapter-server");
        using var bench = new AdapterBench(await server.Said, new Arguments(arguments).Number("posts", 3000));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm'Z'}, .NET {Environment.Version}, {Machine.Name()}; milliseconds of CPU a post"));
        await bench.BlueskyAsync();
        return 0;
    }

    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    public void Dispose()
    {
        _http.Dispose();
        _tokens.Dispose();
    }

    private async Task BlueskyAsync()
    {
        var account = new Account("bluesky", BlueskyPlatform.Id, "invented.example") { Server = server, UserId = "did:plc:abcdefghijklmnopqrstuvwx" };
        await _tokens.SaveAsync(account.Id, new("session", [new("access", new("an-access-token")), new("refresh", new("a-refresh-token"))]) { IssuedAt = TimeProvider.System.GetUtcNow() }, default);
        var sender = BlueskyPlatform.Connect(BlueskyPlatform.Create(), new(_http, _tokens, TimeProvider.System, _ => null)).Sender!;
        var length = 0;
        async Task SendAsync(int n)
        {
            var post = new Post(BlueskyPlatform.Id, $"Свободу выдуманному заключённому №{n}! #Свобода https://example.org/a/{n}") { Language = "ru" };
            var delivery = new Delivery(DeliveryKey.Of("2026-a-case", $"m{n}", "ru", account.Id, "once"), account, TimeProvider.System.GetUtcNow(), new Act.Publish(post));
            var ready = (Preparation.Ready)await sender.PrepareAsync(delivery, this, default);
            length = ready.Wire.Body.Length;
            if (await sender.SendAsync(delivery, ready.Wire, default) is not Outcome.Done)
                throw new InvalidOperationException("It was not sent.");
        }

        await SendAsync(0);
        var body = new byte[length];
        Task PlainAsync(int n) => _http.SendAsync(HttpCall.Post(server + "/plain", body).With(new Secret("an-access-token")), default);
        // In turn, and the best of each: others use this machine too.
        var (ours, plain) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 3; round++)
            (ours, plain) = (Math.Min(ours, await MeasureAsync(SendAsync)), Math.Min(plain, await MeasureAsync(PlainAsync)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  Bluesky, prepare and send {ours:0.000}, of which a plain call of that length {plain:0.000}"));
    }

    private async Task<double> MeasureAsync(Func<int, Task> one)
    {
        for (var n = 0; n < WarmUp; n++)
            await one(n);
        using var self = Process.GetCurrentProcess();
        var cpu = self.TotalProcessorTime;
        for (var n = 0; n < posts; n++)
            await one(WarmUp + n);
        self.Refresh();
        return (self.TotalProcessorTime - cpu).TotalMilliseconds / posts;
    }
}
