using SocialKit.Access;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>A feed before the stub, without a network.</summary>
internal sealed class BlueskyFeedStage : FeedStage
{
    private readonly HttpCaller _http;
    private readonly HttpCaller _others;
    private readonly MemoryTokenStore _tokens = new();

    /// <param name="isElsewhere">True if the author's account is on another server than the reader's.</param>
    /// <param name="others">Makes calls to other servers; null for the stub's.</param>
    public BlueskyFeedStage(bool isElsewhere = false, HttpMessageHandler? others = null)
    {
        Stub = new(Clock) { IsElsewhere = isElsewhere };
        _http = new(new StubHandler(request => Instead?.Invoke(request) ?? Stub.AnswerOwn(request), _ => true), TimeProvider.System);
        _others = new(others ?? new StubHandler(request => Instead?.Invoke(request) ?? Stub.AnswerElsewhere(request), _ => true), TimeProvider.System);
        Services = new(_http, _tokens, Clock, setting => setting is "bluesky:resolver" or "bluesky:plc" ? BlueskyStub.Own : null);
        var platform = BlueskyPlatform.Connect(BlueskyPlatform.Create(), Services, LinkCardReader.Public(Clock), _others);
        (Feed, Sender) = (platform.Feed!, (BlueskySender)platform.Sender!);
        Reader = new("reader", BlueskyPlatform.Id, "anna.invented.example") { Server = BlueskyStub.Own, UserId = BlueskyRig.Did };
        Keep(TimeSpan.FromDays(3650));
    }

    public InstantClock Clock { get; } = new();

    public BlueskyStub Stub { get; }

    public PlatformServices Services { get; }

    public BlueskySender Sender { get; }

    public override IFeed Feed { get; }

    public override Account Reader { get; }

    public override string AuthorId => BlueskyStub.Did;

    public override Handle Author => new(BlueskyPlatform.Id, Stub.Handle);

    public override string Secret => BlueskyRig.AccessCanary;

    public override string NobodysId => "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz";

    public override Handle Nobody => new(BlueskyPlatform.Id, "nobody.invented.example");

    public override string Post(string text) => Stub.Add(record => record["text"] = text);

    public override void Reply() => Stub.Add(record =>
    {
        record["text"] = "An answer";
        record["reply"] = new System.Text.Json.Nodes.JsonObject { ["root"] = new System.Text.Json.Nodes.JsonObject(), ["parent"] = new System.Text.Json.Nodes.JsonObject() };
    });

    public override void Repost() => Stub.Add(collection: RecordName.Reposts);

    public override void Delete(string id) => Stub.Delete(id);

    public override void Edit(string id, string text) => Stub.Edit(id, record => record["text"] = text);

    public override void Rename() => Stub.Handle = "renamed.invented.example";

    public override void Close() => Stub.ClosedAs = "RepoDeactivated";

    public override void EndToken()
    {
        Stub.RefusesToRenew = true;
        Keep(TimeSpan.Zero);
    }

    public override void Pass(TimeSpan time) => Clock.Now += time;

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        _others.Dispose();
        _tokens.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Keep(TimeSpan left) => _tokens.SaveAsync(Reader.Id, new Credentials("session", [new("access", new(BlueskyRig.AccessCanary)), new("refresh", new(BlueskyRig.RefreshCanary)), new("password", new(BlueskyRig.PasswordCanary))]) { IssuedAt = Clock.Now, ExpiresAt = Clock.Now + left }, default);
}

public sealed class BlueskyFeedContract : FeedContract
{
    protected override FeedStage Stage() => new BlueskyFeedStage();
}

public sealed class BlueskyElsewhereFeedContract : FeedContract
{
    protected override FeedStage Stage() => new BlueskyFeedStage(isElsewhere: true);
}
