using System.Text.RegularExpressions;
using SocialKit.Access;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.Mastodon;
using SocialKit.Reposts;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;
using SocialKit.Tests.Platforms.Bluesky;

namespace SocialKit.Tests.Platforms.Mastodon;

/// <summary>A feed before the stub.</summary>
internal sealed partial class MastodonFeedStage : FeedStage
{
    private readonly InstantClock _clock = new();
    private readonly HttpCaller _http;
    private readonly MemoryTokenStore _tokens = new();

    public MastodonFeedStage(bool isOriginal)
    {
        Stub = new(_clock, isOriginal);
        _http = new(new StubHandler(request => Instead?.Invoke(request) ?? Stub.Answer(request), Stub.IsThere), TimeProvider.System);
        var platform = MastodonPlatform.Connect(MastodonPlatform.Create(), new(_http, _tokens, _clock, _ => null));
        (Feed, Sender) = ((MastodonFeed)platform.Feed!, (MastodonSender)platform.Sender!);
        Reader = new("reader", MastodonPlatform.Id, "invented@social.example") { Server = MastodonStub.Address, UserId = MastodonStub.UserId, Software = isOriginal ? "mastodon" : "gotosocial" };
        _tokens.SaveAsync(Reader.Id, new Credentials("oauth2", [new("access", new(MastodonStub.Token)), new("user", new(MastodonStub.UserId))]) { IssuedAt = _clock.Now }, default);
    }

    public MastodonStub Stub { get; }

    public MastodonSender Sender { get; }

    public override IFeed Feed { get; }

    public override Account Reader { get; }

    public override string AuthorId => Stub.Other.Id;

    public override Handle Author => new(MastodonPlatform.Id, $"{Stub.Other.Name}@{Stub.Other.Domain}");

    public override string Secret => MastodonStub.Token;

    public override string NobodysId => "77777";

    public override Handle Nobody => new(MastodonPlatform.Id, "nobody@far.example");

    public override string Post(string text) => Stub.AddForeign(text).Id;

    public override void Reply() => Stub.AddForeign(post => post with { Text = "An answer", InReplyTo = Stub.Posts.LastOrDefault(other => other.Author == AuthorId)?.Id ?? "1" });

    public override void Repost() => Stub.AddForeign(post => post with { ReblogOf = "1", Text = "" });

    public override void Delete(string id) => Stub.Replace(id, _ => null);

    public override void Edit(string id, string text) => Stub.Replace(id, post => post with { Text = text });

    public override void Rename() => Stub.Other.Name = "renamed";

    public override void Close()
    {
        Stub.Other.IsGone = true;
        foreach (var post in Stub.Posts.Where(post => post.Author == AuthorId).ToList())
            Delete(post.Id);
    }

    public override void EndToken() => Stub.TokenIsDeadBecause = "The access token was revoked";

    public override void Pass(TimeSpan time) => _clock.Now += time;

    // Paragraphs are what HTML has for empty lines, however many there were.
    public override string AsShown(string text) => EmptyLines().Replace(text, "\n\n").Trim('\n');

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        _tokens.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"\n{2,}")]
    private static partial Regex EmptyLines();
}

public sealed class MastodonFeedContract : FeedContract
{
    protected override FeedStage Stage() => new MastodonFeedStage(isOriginal: true);
}

public sealed class GoToSocialFeedContract : FeedContract
{
    protected override FeedStage Stage() => new MastodonFeedStage(isOriginal: false);
}
