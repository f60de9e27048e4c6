using System.Text;
using System.Text.Json;
using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.Mastodon;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;

namespace SocialKit.Tests.Platforms.Mastodon;

public sealed class MastodonSenderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // One pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task ThePostIsSentAsItIsDocumented()
    {
        using var rig = new MastodonRig();
        var post = rig.Publish("Free \"them\" <now> & always 🕊️", with => with with
        {
            Language = "kk",
            Options = [new("content-warning", "Prison"), new("sensitive", "true"), new("visibility", "unlisted")],
        }, new PostRef(MastodonPlatform.Id, "115000000000000001"));
        var done = Assert.IsType<Outcome.Done>(await rig.SendAsync(post));
        var request = rig.Stub.Requests[^1];
        Assert.Equal(("POST", "/api/v1/statuses", "Bearer " + MastodonStub.Token, "application/json"), (request.Method, request.Path, request.Headers["Authorization"], request.Headers["Content-Type"]));
        Assert.StartsWith("socialkit-", request.Headers["Idempotency-Key"], StringComparison.Ordinal);
        Assert.Equal($$"""{"status":"Free \"them\" <now> & always {{Dove}}","visibility":"unlisted","language":"kk","spoiler_text":"Prison","sensitive":true,"in_reply_to_id":"115000000000000001"}""", request.Text);
        var there = Assert.Single(rig.Stub.Posts);
        Assert.Equal((there.Id, $"{MastodonStub.Address}/@invented/{there.Id}"), (done.Post.Id, done.Post.Url));
        Assert.Equal(("Free \"them\" <now> & always 🕊️", "Prison", "unlisted", "kk", true), (there.Text, there.Warning, there.Visibility, there.Language, there.IsSensitive));
    }

    [Fact]
    public async Task ServersThatCouldRenderMarkdownAreToldNotTo()
    {
        using var rig = new MastodonRig(isOriginal: false);
        await rig.SendAsync(rig.Publish("*literal*"));
        Assert.Contains("\"content_type\":\"text/plain\"", rig.Stub.Requests[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyTextArrivesByteForByteAndARepeatIsTheSameBytes() => AnyText.Texts.Where(text => text.Length > 0).Sample(Arrives, iter: 200, threads: 1);

    [Fact]
    public async Task TheSameContentHasTheSameKeyAndOtherContentAnother()
    {
        using var rig = new MastodonRig();
        var first = await rig.PreparedAsync(rig.Publish("one"));
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first.Key, (await rig.PreparedAsync(rig.Publish("one"))).Key);
        Assert.NotEqual(first.Key, (await rig.PreparedAsync(rig.Publish("two"))).Key);
    }

    [Fact]
    public async Task APictureIsUploadedWithItsAlternativeTextAndWithoutItsName()
    {
        using var rig = new MastodonRig();
        rig.Stub.LooksUntilReady = 3;
        var picture = rig.Keep(Png, "Үш адам 🕊 \"тұр\"");
        Assert.IsType<Outcome.Done>(await rig.SendAsync(rig.Publish("text", with => with with { Media = [picture] })));
        var there = Assert.Single(rig.Stub.Posts);
        Assert.Equal("Үш адам 🕊 \"тұр\"", rig.Stub.Descriptions[Assert.Single(there.Media)]);
        var upload = rig.Stub.Requests.Single(request => request.Path == "/api/v2/media");
        Assert.DoesNotContain("anna", Encoding.Latin1.GetString(upload.Body), StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/png\r\n\r\n" + Encoding.Latin1.GetString(Png) + "\r\n--", Encoding.Latin1.GetString(upload.Body), StringComparison.Ordinal);
        Assert.Equal(3, rig.Stub.Requests.Count(request => request.Path.StartsWith("/api/v1/media/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task APictureThatTheServerCannotWorkUpIsRefusedInItsWords()
    {
        using var rig = new MastodonRig();
        rig.Stub.PicturesFail = true;
        var refused = Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Publish("text", with => with with { Media = [rig.Keep(Png, "x")] })));
        Assert.Equal(("422", "Error processing thumbnail for uploaded media"), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task APictureThatIsNeverReadyIsGivenUpInTime()
    {
        using var rig = new MastodonRig();
        rig.Stub.LooksUntilReady = int.MaxValue;
        var begun = rig.Clock.GetUtcNow();
        Assert.IsType<Outcome.NotSent>(await rig.ImpossibleAsync(rig.Publish("text", with => with with { Media = [rig.Keep(Png, "x")] })));
        Assert.InRange(rig.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task APostIsNotMadeWithoutItsPicturesWhenTheyAreGone()
    {
        using var rig = new MastodonRig();
        var post = rig.Publish("text", with => with with { Media = [rig.Keep(Png, "x")] });
        var wire = await rig.PreparedAsync(post);
        rig.Clock.Advance(TimeSpan.FromHours(30));
        rig.Stub.ForgetPictures();
        Assert.Equal("pictures-gone", Assert.IsType<Outcome.Refused>(await rig.SendAsync(post, wire)).Code);
        Assert.Empty(rig.Stub.Posts);
    }

    [Fact]
    public async Task WhatIsNoPictureIsNotUploaded()
    {
        using var rig = new MastodonRig();
        Assert.Equal("picture-format", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Publish("text", with => with with { Media = [rig.Keep("<svg/>"u8.ToArray(), "x")] }))).Code);
        Assert.Empty(rig.Stub.Requests);
    }

    [Theory]
    [InlineData("direct")]
    [InlineData("limited")]
    public async Task ALetterToThoseMentionedIsNoPublication(string visibility)
    {
        using var rig = new MastodonRig();
        Assert.Equal("visibility", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Publish("text", with => with with { Options = [new("visibility", visibility)] }))).Code);
        Assert.DoesNotContain(MastodonPlatform.Create().PostOptions.Single(rule => rule.Name == "visibility").Values, value => value == visibility);
    }

    [Fact]
    public async Task ARepostOfWhatIsRepostedAlreadyIsDone()
    {
        using var rig = new MastodonRig(isOriginal: false);
        var original = rig.Stub.AddForeign("somebody's words");
        var repost = rig.Do(new Act.Repost(new(MastodonPlatform.Id, original.Id)));
        Assert.IsType<Outcome.Done>(await rig.SendAsync(repost));
        Assert.Equal(Confirmation.Duplicate, Assert.IsType<Outcome.Done>(await rig.SendAsync(repost)).ConfirmedBy);
        Assert.Single(rig.Stub.Posts, post => post.ReblogOf == original.Id);
    }

    [Fact]
    public async Task ARepostIsFoundByItsAddressWhereItsIdIsAnotherServers()
    {
        using var rig = new MastodonRig();
        var original = rig.Stub.AddForeign("somebody's words");
        Assert.IsType<Outcome.Done>(await rig.SendAsync(rig.Do(new Act.Repost(new(MastodonPlatform.Id, "77", $"https://far.example/@other/{original.Id}")))));
        Assert.Single(rig.Stub.Posts, post => post.ReblogOf == original.Id);
        Assert.Contains(rig.Stub.Requests, request => request.Path.StartsWith("/api/v2/search?", StringComparison.Ordinal) && request.Fields["resolve"] == "true");
        Assert.Equal("original-gone", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Do(new Act.Repost(new(MastodonPlatform.Id, "77", "https://far.example/@other/1"))))).Code);
    }

    [Fact]
    public async Task DeletingTwiceIsTheSameAsOnce()
    {
        using var rig = new MastodonRig();
        var post = ((Outcome.Done)await rig.SendAsync(rig.Publish("text"))).Post;
        Assert.IsType<Outcome.Done>(await rig.SendAsync(rig.Do(new Act.Delete(post))));
        Assert.Empty(rig.Stub.Posts);
        Assert.Equal(Confirmation.Duplicate, Assert.IsType<Outcome.Done>(await rig.SendAsync(rig.Do(new Act.Delete(post)))).ConfirmedBy);
    }

    [Fact]
    public async Task AServerThatDoesNotDeleteIsNotTakenForOneThatHasDeleted()
    {
        using var rig = new MastodonRig();
        var post = ((Outcome.Done)await rig.SendAsync(rig.Publish("text"))).Post;
        rig.Stub.KnowsNoDeletion = true;
        Assert.Equal("cannot-delete", Assert.IsType<Outcome.Refused>(await rig.SendAsync(rig.Do(new Act.Delete(post)))).Code);
    }

    [Fact]
    public async Task OfSomebodyElsesPostOnlyTheOwnRepostIsTakenBack()
    {
        using var rig = new MastodonRig();
        var original = rig.Stub.AddForeign("somebody's words");
        var there = new PostRef(MastodonPlatform.Id, original.Id);
        Assert.Equal("not-own", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Do(new Act.Delete(there)))).Code);
        await rig.SendAsync(rig.Do(new Act.Repost(there)));
        Assert.IsType<Outcome.Done>(await rig.SendAsync(rig.Do(new Act.Delete(there))));
        Assert.Equal([original], rig.Stub.Posts);
    }

    [Fact]
    public async Task ATokenOfAnotherAccountSendsNothing()
    {
        using var rig = new MastodonRig();
        await rig.Tokens.SaveAsync(rig.Account.Id, rig.Credentials(user: "110"), Token);
        Assert.IsType<Outcome.AccountStopped>(await rig.ImpossibleAsync(rig.Publish("text")));
        Assert.Empty(rig.Stub.Requests);
    }

    [Fact]
    public async Task AnAccountThatWasNeverSignedInSendsNothing()
    {
        using var rig = new MastodonRig();
        rig.Account = rig.Account with { UserId = null };
        Assert.IsType<Outcome.AccountStopped>(await rig.ImpossibleAsync(rig.Publish("text")));
        rig.Account = rig.Account with { UserId = MastodonStub.UserId, Server = "http://social.example" };
        Assert.IsType<Outcome.AccountStopped>(await rig.ImpossibleAsync(rig.Publish("text")));
    }

    [Fact]
    public void TheDocumentedBudgetHoldsInAnyThreeHours()
    {
        using var rig = new MastodonRig();
        var budget = rig.Sender.BudgetFor(rig.Account)!;
        Assert.True(budget.Capacity + budget.Capacity * (TimeSpan.FromHours(3) / budget.Period) <= 300);
        Assert.Null(rig.Sender.BudgetFor(rig.Account with { Software = "gotosocial" }));
    }

    // Without a network nothing of it waits.
    private static void Arrives(string text)
    {
        using var rig = new MastodonRig();
        var post = rig.Publish(text);
        var preparation = rig.Sender.PrepareAsync(post, rig, Token).Result;
        Assert.Equal(WholeText.Is(text), preparation is Preparation.Ready);
        if (preparation is not Preparation.Ready { Wire: var wire })
            return;
        Assert.IsType<Outcome.Done>(rig.Sender.SendAsync(post, wire, Token).Result);
        Assert.IsType<Outcome.Done>(rig.Sender.SendAsync(post, new(wire.Key, wire.Body.ToArray()), Token).Result);
        Assert.Equal(text, Assert.Single(rig.Stub.Posts).Text);
        var sent = rig.Stub.Requests.Where(request => request.Method == "POST").ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].Body, sent[1].Body);
        Assert.Equal(sent[0].Headers["Idempotency-Key"], sent[1].Headers["Idempotency-Key"]);
    }

    // The dove is U+1F54A U+FE0F; how JSON writes it is the writer's business.
    private static string Dove => JsonEncodedText.Encode("🕊️", System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
