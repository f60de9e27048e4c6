using System.Text;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X;
using SocialKit.Posts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

/// <summary>An invented account of X on <see cref="XStub"/>, signed in, and what sends for it.</summary>
internal sealed class XRig : IAsyncDisposable
{
    public const string Me = "2244994945";

    private readonly HttpCaller _http = new(TimeProvider.System);
    private readonly StubServer? _other;

    public XRig(Func<StubRequest, StubAnswer>? answers = null, Dictionary<string, string>? settings = null, HttpCaller? through = null)
    {
        Stub = new(Clock);
        _other = answers is null ? null : new(answers);
        var all = new Dictionary<string, string>(settings ?? []) { ["x:api"] = Address, ["x:site"] = Address };
        Services = new(through ?? _http, Tokens, Clock, all.GetValueOrDefault);
        SignIn = new(Services);
        Sender = new(Services, SignIn, XPlatform.Create().Rules);
        Keep(OAuth2());
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public XStub Stub { get; }

    public MemoryTokenStore Tokens { get; } = new();

    public PlatformServices Services { get; }

    public XSignIn SignIn { get; }

    public XSender Sender { get; }

    public StubServer Server => _other ?? Stub.Server;

    public string Address => Server.Address;

    public static Account Account { get; } = new("campaign", XPlatform.Id, "invented_campaign") { UserId = Me };

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Credentials OAuth2(string access = "a-token", string? refresh = "a-refresh-token", TimeSpan? left = null) => new("oauth2",
    [
        new("access", new(access)),
        .. refresh is null ? (NamedSecret[])[] : [new NamedSecret("refresh", new(refresh))],
        new("client-id", new("a-client")),
    ])
    {
        UserId = Me,
        IssuedAt = Clock.GetUtcNow(),
        ExpiresAt = Clock.GetUtcNow() + (left ?? TimeSpan.FromHours(2)),
    };

    public Credentials OAuth1() => new("oauth1", [new("consumer-key", new("a-consumer-key")), new("consumer-secret", new("a-consumer-secret")), new("access", new("a-token")), new("access-secret", new("an-access-secret"))])
    {
        UserId = Me,
        IssuedAt = Clock.GetUtcNow(),
    };

    public void Keep(Credentials credentials) => Tokens.SaveAsync(Account.Id, credentials, default).Wait();

    public static Delivery Publish(string text, PostRef? replyTo = null, Func<Post, Post>? with = null, Account? from = null)
    {
        var post = new Post(XPlatform.Id, text);
        return Of(new Act.Publish(with is null ? post : with(post)), from) with { ReplyTo = replyTo };
    }

    public static Delivery Of(Act act, Account? from = null) => new(DeliveryKey.Of("c", "m", "en", "campaign", "once"), from ?? Account, new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), act);

    public async Task<WireForm> PrepareAsync(Delivery delivery, IMediaSource? media = null) =>
        Assert.IsType<Preparation.Ready>(await Sender.PrepareAsync(delivery, media ?? new NoMedia(), Token)).Wire;

    public async Task<Outcome> SendAsync(Delivery delivery) => await Sender.SendAsync(delivery, await PrepareAsync(delivery), Token);

    public async Task<Sighting> FindAsync(Delivery delivery, WireForm wire, TimeSpan? after = null, int? status = null)
    {
        var attempt = new Attempt(Guid.Empty, 1, 1, "w", Clock.GetUtcNow()) { HttpStatus = status };
        Clock.Advance(after ?? TimeSpan.FromSeconds(15));
        return await Sender.FindAsync(delivery, wire, attempt, Token);
    }

    /// <summary>The request's body as it was frozen.</summary>
    public static string BodyOf(WireForm wire) => Encoding.UTF8.GetString(wire.Body.Span[(wire.Body.Span.IndexOf((byte)'\n') + 1)..]);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Tokens.Dispose();
        await Stub.DisposeAsync();
        if (_other is not null)
            await _other.DisposeAsync();
    }

    private sealed class NoMedia : IMediaSource
    {
        public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);
    }
}
