using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The adapter and a signed-in account of an invented person on a real PDS.</summary>
internal sealed class PdsRig : IDisposable, IMediaSource
{
    private readonly Dictionary<string, byte[]> _media = [];
    private readonly HttpCaller _http;
    private int _count;

    public PdsRig(PdsServer server, Func<PlatformServices, Platform>? connect = null)
    {
        Server = server;
        _http = new(Clock);
        var services = new PlatformServices(_http, Tokens, Clock, setting => setting switch { "bluesky:resolver" => server.Address, "bluesky:plc" => server.Directory, _ => null });
        var platform = connect is null ? BlueskyPlatform.Connect(BlueskyPlatform.Create(), services) : connect(services);
        (Sender, Feed, SignIn) = (platform.Sender!, platform.Feed!, platform.SignIn!);
    }

    public PdsServer Server { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    public MemoryTokenStore Tokens { get; } = new();

    public ISender Sender { get; }

    public IFeed Feed { get; }

    public ISignIn SignIn { get; }

    public async Task<Account> SignedInAsync()
    {
        var person = await Server.NewAccountAsync();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(new() { Handle = person.Handle, Server = Server.Address, Id = person.Handle.Split('.')[0] }, person.AppPassword));
        await Tokens.SaveAsync(signedIn.Account.Id, signedIn.Credentials, default);
        return signedIn.Account;
    }

    public Task<SignInResult> EnterAsync(SignInRequest request, string password) =>
        SignIn.EnterAsync(request, (SignInWay.Typed)SignIn.Ways[0], [new("password", new(password))], default);

    public Delivery Deliver(Account from, Act act, PostRef? replyTo = null) =>
        new(DeliveryKey.Of("", $"message-{++_count}", "en", from.Id, "once"), from, Clock.GetUtcNow(), act) { ReplyTo = replyTo };

    public Delivery Deliver(Account from, string text, PostRef? replyTo = null) => Deliver(from, new Act.Publish(new Post(BlueskyPlatform.Id, text) { Language = "en" }), replyTo);

    public async Task<WireForm> PreparedAsync(Delivery delivery) => Assert.IsType<Preparation.Ready>(await Sender.PrepareAsync(delivery, this, default)).Wire;

    public async Task<PostRef> SentAsync(Delivery delivery) => Assert.IsType<Outcome.Done>(await Sender.SendAsync(delivery, await PreparedAsync(delivery), default)).Post;

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire) => Sender.FindAsync(delivery, wire, new(Guid.NewGuid(), 1, 1, "a-worker", Clock.GetUtcNow()), default);

    public string Keep(byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        _media[hash] = bytes;
        return hash;
    }

    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult(_media.TryGetValue(sha256, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    public void Dispose()
    {
        _http.Dispose();
        Tokens.Dispose();
    }
}
