using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.Mastodon;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;

namespace SocialKit.Tests.Platforms.Mastodon;

/// <summary>An invented account on a stub server without a network, and a clock that moves only while something waits for it.</summary>
internal sealed class MastodonRig : IDisposable, IMediaSource
{
    private readonly Dictionary<string, byte[]> _media = [];
    private readonly HttpCaller _http;

    public MastodonRig(bool isOriginal = true)
    {
        Stub = new(Clock, isOriginal);
        _http = new(new StubHandler(Stub.Answer, Stub.IsThere), Clock);
        Services = new(_http, Tokens, Clock, _ => null);
        SignIn = new(Services);
        Sender = new(Services, SignIn);
        Account = new("main", MastodonPlatform.Id, "invented@social.example")
        {
            Server = MastodonStub.Address,
            UserId = MastodonStub.UserId,
            Software = isOriginal ? "mastodon" : "gotosocial",
            Limits = isOriginal ? new(500, 23) : new(5000, 25),
        };
        Tokens.SaveAsync(Account.Id, Credentials(), default);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public MastodonStub Stub { get; }

    public MemoryTokenStore Tokens { get; } = new();

    public PlatformServices Services { get; }

    public MastodonSignIn SignIn { get; }

    public MastodonSender Sender { get; }

    public Account Account { get; set; }

    public Credentials Credentials(string token = MastodonStub.Token, string user = MastodonStub.UserId) => new("oauth2", [new("access", new(token)), new("user", new(user))]) { IssuedAt = Clock.GetUtcNow() };

    public Delivery Publish(string text, Func<Post, Post>? with = null, PostRef? replyTo = null)
    {
        var post = new Post(MastodonPlatform.Id, text) { Language = "en" };
        return new(DeliveryKey.Of("", "message", "en", Account.Id, "once"), Account, Clock.GetUtcNow(), new Act.Publish(with is null ? post : with(post))) { ReplyTo = replyTo };
    }

    public Delivery Do(Act act) => new(DeliveryKey.Of("", "other", "", Account.Id, "once"), Account, Clock.GetUtcNow(), act);

    /// <summary>Keeps a picture.</summary>
    public SocialKit.Campaigns.MediaFile Keep(byte[] bytes, string altText)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        _media[hash] = bytes;
        return new("anna's own folder.png", altText) { Sha256 = hash };
    }

    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(_media.TryGetValue(sha256, out var bytes) ? bytes : null);

    /// <summary>Prepares; it must be possible.</summary>
    public async Task<WireForm> PreparedAsync(Delivery delivery) => Assert.IsType<Preparation.Ready>(await PassAsync(Sender.PrepareAsync(delivery, this, default))).Wire;

    /// <summary>Prepares; it must not be possible.</summary>
    public async Task<Outcome> ImpossibleAsync(Delivery delivery) => Assert.IsType<Preparation.Impossible>(await PassAsync(Sender.PrepareAsync(delivery, this, default))).Outcome;

    public Task<Outcome> SendAsync(Delivery delivery, WireForm wire) => PassAsync(Sender.SendAsync(delivery, wire, default));

    public async Task<Outcome> SendAsync(Delivery delivery) => await SendAsync(delivery, await PreparedAsync(delivery));

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, DateTimeOffset startedAt, int n = 1) =>
        PassAsync(Sender.FindAsync(delivery, wire, new(Guid.Empty, n, 1, "worker", startedAt), default));

    /// <summary>Waits for a task, and moves the clock while it waits for that.</summary>
    public async Task<T> PassAsync<T>(Task<T> task)
    {
        for (var i = 0; !task.IsCompleted; i++)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
            if (i > 2)
                Clock.Advance(TimeSpan.FromMilliseconds(250));
        }
        return await task;
    }

    public void Dispose()
    {
        _http.Dispose();
        Tokens.Dispose();
    }
}
