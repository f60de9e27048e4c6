using System.Text;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms;

/// <summary>An adapter that speaks to a server on this machine's loopback, for tests of one.</summary>
internal sealed class AdapterRig : IAsyncDisposable, IMediaSource
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly HttpCaller _http = new(TimeProvider.System);
    private readonly Dictionary<string, byte[]> _pictures = [];

    /// <param name="answer">What the server does.</param>
    /// <param name="setting">The setting that names its address.</param>
    /// <param name="connect">Makes the platform speak.</param>
    /// <param name="clock">The wall clock; one that stands still by default, at <see cref="Now"/>.</param>
    public AdapterRig(Func<StubRequest, StubAnswer> answer, string setting, Func<PlatformServices, Platform> connect, TimeProvider? clock = null)
    {
        Server = new(answer);
        Clock = clock ?? new FakeTimeProvider(Now);
        Services = new(_http, Tokens, Clock, name => name == setting ? Server.Address : null);
        Platform = connect(Services);
    }

    public StubServer Server { get; }

    public MemoryTokenStore Tokens { get; } = new();

    public TimeProvider Clock { get; }

    public PlatformServices Services { get; }

    public Platform Platform { get; }

    public ISender Sender => Platform.Sender!;

    public ISignIn SignIn => Platform.SignIn!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _http.Dispose();
        Tokens.Dispose();
    }

    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult(_pictures.TryGetValue(sha256, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    public MediaFile Picture(byte[] bytes, string alt)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        _pictures[hash] = bytes;
        return new("invented.jpg", alt) { Sha256 = hash };
    }

    public async Task<WireForm> PrepareAsync(Delivery delivery) => Assert.IsType<Preparation.Ready>(await Sender.PrepareAsync(delivery, this, Token)).Wire;

    public async Task<T> PrepareAsync<T>(Delivery delivery)
        where T : Outcome => Assert.IsType<T>(Assert.IsType<Preparation.Impossible>(await Sender.PrepareAsync(delivery, this, Token)).Outcome);

    public async Task<Outcome> SendAsync(Delivery delivery) => await Sender.SendAsync(delivery, await PrepareAsync(delivery), Token);

    public async Task<T> SendAsync<T>(Delivery delivery)
        where T : Outcome => Assert.IsType<T>(await SendAsync(delivery));

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, DateTimeOffset? begun = null) =>
        Sender.FindAsync(delivery, wire, new(Guid.Empty, 1, 1, "worker", begun ?? Clock.GetUtcNow()), Token);

    public Delivery Publish(Account from, string text, Func<Post, Post>? with = null) =>
        new(DeliveryKey.Of("", "message", "en", from.Id, "once"), from, Now, new Act.Publish(with is null ? new(Platform.Id, text) : with(new(Platform.Id, text))));

    public static Delivery Delete(Account from, PostRef post) => new(DeliveryKey.Of("", "delete", "en", from.Id, "once"), from, Now, new Act.Delete(post));

    /// <summary>No text of <paramref name="values"/> holds <paramref name="secret"/>, plainly, URL-encoded or in base64.</summary>
    public static void AssertNowhere(string secret, params IEnumerable<object?> values)
    {
        foreach (var value in values)
        {
            var text = value?.ToString() ?? "";
            foreach (var form in new[] { secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) })
                Assert.DoesNotContain(form, text, StringComparison.Ordinal);
        }
    }
}
