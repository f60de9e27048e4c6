using SocialKit.Access;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X;
using SocialKit.Reposts;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;
using SocialKit.Text;
using SocialKit.Tests.Platforms.Bluesky;

namespace SocialKit.Tests.Platforms.X;

/// <summary>A feed before the stub, without a network.</summary>
internal sealed class XFeedStage : FeedStage
{
    public const string Other = "783214";

    private readonly HttpCaller _http;
    private readonly MemoryTokenStore _tokens = new();

    public XFeedStage(string words = "tweet.fields", IReadOnlyDictionary<string, string>? settings = null)
    {
        Stub = new(Clock) { Words = words };
        Stub.Names[Other] = "invented_author";
        _http = new(new StubHandler(request => Instead?.Invoke(request) ?? Stub.Handle(request), _ => true), TimeProvider.System);
        var platform = XPlatform.Connect(XPlatform.Create(), new(_http, _tokens, Clock, name => name is "x:api" or "x:site" ? "https://x.invented.example" : settings?.GetValueOrDefault(name)));
        (Feed, Sender) = ((XFeed)platform.Feed!, (XSender)platform.Sender!);
        Reader = XRig.Account;
        _tokens.SaveAsync(Reader.Id, new Credentials("oauth2", [new("access", new("a-token")), new("refresh", new("a-refresh-token")), new("client-id", new("a-client"))]) { UserId = XRig.Me, IssuedAt = Clock.Now, ExpiresAt = Clock.Now + TimeSpan.FromDays(3650) }, default);
    }

    public InstantClock Clock { get; } = new();

    public XStub Stub { get; }

    public XSender Sender { get; }

    public override IFeed Feed { get; }

    public override Account Reader { get; }

    public override string AuthorId => Other;

    public override Handle Author => new(XPlatform.Id, Stub.Names[Other]);

    public override string Secret => "a-token";

    public override string NobodysId => "99999";

    public override Handle Nobody => new(XPlatform.Id, "nobody_at_all");

    public override string Post(string text) => Stub.Put(Other, text, Clock.Now).Id;

    public override void Reply() => Stub.Put(Other, "An answer", Clock.Now, Stub.Effects.LastOrDefault(post => post.User == Other)?.Id ?? "20");

    public override void Repost() => Stub.PutRepost(Other, Clock.Now);

    public override void Delete(string id) => Stub.Remove(id);

    public override void Edit(string id, string text) => Stub.Edit(id, text, Clock.Now);

    public override void Rename() => Stub.Names[Other] = "renamed_author";

    public override void Close() => Stub.Suspended.Add(Other);

    public override void EndToken()
    {
        Stub.Tokens.Clear();
        Stub.RefusesToRenew = true;
    }

    public override void Pass(TimeSpan time) => Clock.Now += time;

    public override string AsShown(string text) => Nfc.Normalize(text).Trim();

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _tokens.Dispose();
        await Stub.DisposeAsync();
    }
}

public sealed class XFeedContract : FeedContract
{
    protected override FeedStage Stage() => new XFeedStage();
}

public sealed class XFeedContractInOtherWords : FeedContract
{
    protected override FeedStage Stage() => new XFeedStage("post.fields");
}
