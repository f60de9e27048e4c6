using System.Text;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The adapter before a server that answers as a test says, method by method, and an account that is signed in with secrets of a known shape.</summary>
internal sealed class BlueskyRig : IAsyncDisposable, IMediaSource
{
    public const string Did = "did:plc:abcdefghijklmnopqrstuvwx";
    public const string AccessCanary = "canary-access/Zq7+xy";
    public const string RefreshCanary = "canary-refresh/Zq7+xy";
    public const string PasswordCanary = "canary-password/Zq7+xy";

    private readonly HttpCaller _http = new(TimeProvider.System);
    private readonly HttpCaller _cards;
    private readonly HttpCaller _others = BlueskyPlaces.Public(TimeProvider.System);
    private readonly Dictionary<string, byte[]> _media = [];

    public BlueskyRig()
    {
        Server = new(request => Answers.GetValueOrDefault(request.Route["/xrpc/".Length..])?.Invoke(request) ?? new StubAnswer.Reply(501, """{"error":"MethodNotImplemented","message":"Method Not Implemented"}"""));
        Services = new(_http, Tokens, Clock, setting => setting is "bluesky:resolver" or "bluesky:plc" ? Server.Address : null);
        _cards = new(new GuardedConnections((_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Loopback]), _ => true).Handler(), TimeProvider.System);
        var platform = BlueskyPlatform.Connect(BlueskyPlatform.Create(), Services, new(_cards, TimeProvider.System, page => page.Scheme == "http"), _others);
        (Sender, Feed, SignIn) = (platform.Sender!, platform.Feed!, platform.SignIn!);
        Account = new("anna", BlueskyPlatform.Id, "anna.invented.example") { Server = Server.Address, UserId = Did };
    }

    public StubServer Server { get; }

    public InstantClock Clock { get; } = new();

    public MemoryTokenStore Tokens { get; } = new();

    public PlatformServices Services { get; }

    public ISender Sender { get; }

    public IFeed Feed { get; }

    public ISignIn SignIn { get; }

    public Account Account { get; }

    /// <summary>What each method answers.</summary>
    public Dictionary<string, Func<StubRequest, StubAnswer>> Answers { get; } = new() { ["com.atproto.repo.putRecord"] = Accept, ["com.atproto.repo.describeRepo"] = Describe };

    public static StubAnswer Accept(StubRequest request)
    {
        var json = System.Text.Json.JsonDocument.Parse(request.Body).RootElement;
        return Reply(200, $$"""{"uri":"at://{{json.GetProperty("repo")}}/{{json.GetProperty("collection")}}/{{json.GetProperty("rkey")}}","cid":"bafyinvented","commit":{"cid":"bafycommit","rev":"3k"},"validationStatus":"valid"}""");
    }

    public static StubAnswer Describe(StubRequest request) => Reply(200, $$"""{"handle":"boris.invented.example","did":"{{request.Fields["repo"]}}","didDoc":{},"collections":[],"handleIsCorrect":true}""");

    public static StubAnswer.Reply Reply(int status, string body, params (string Name, string Value)[] headers) => new(status, body) { Headers = headers.ToDictionary(header => header.Name, header => header.Value) };

    public static StubAnswer.Reply Error(int status, string code, string message = "In its own words") => Reply(status, $$"""{"error":"{{code}}","message":"{{message}}"}""");

    public Credentials Session(TimeSpan left, string access = AccessCanary) => new("session", [new("access", new(access)), new("refresh", new(RefreshCanary)), new("password", new(PasswordCanary))])
    {
        IssuedAt = Clock.Now,
        ExpiresAt = Clock.Now + left,
    };

    public Task SignedInAsync(TimeSpan? left = null) => Tokens.SaveAsync(Account.Id, Session(left ?? TimeSpan.FromHours(2)), default);

    public Delivery Deliver(Act act, string message = "message") => new(DeliveryKey.Of("2026-a-case", message, "en", Account.Id, "once"), Account, Clock.Now, act);

    public Delivery Deliver(string text, string message = "message") => Deliver(new Act.Publish(new Post(BlueskyPlatform.Id, text) { Language = "en" }), message);

    public async Task<WireForm> PreparedAsync(Delivery delivery) => Assert.IsType<Preparation.Ready>(await Sender.PrepareAsync(delivery, this, default)).Wire;

    public async Task<Outcome> ImpossibleAsync(Delivery delivery) => Assert.IsType<Preparation.Impossible>(await Sender.PrepareAsync(delivery, this, default)).Outcome;

    public async Task<string> BodyAsync(Delivery delivery) => Encoding.UTF8.GetString((await PreparedAsync(delivery)).Body.Span);

    public async Task<Outcome> SentAsync(Delivery delivery) => await Sender.SendAsync(delivery, await PreparedAsync(delivery), default);

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire) => Sender.FindAsync(delivery, wire, new(Guid.NewGuid(), 1, 1, "a-worker", Clock.Now), default);

    public string Keep(byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        _media[hash] = bytes;
        return hash;
    }

    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult(_media.TryGetValue(sha256, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _cards.Dispose();
        _others.Dispose();
        await Server.DisposeAsync();
        Tokens.Dispose();
    }
}
