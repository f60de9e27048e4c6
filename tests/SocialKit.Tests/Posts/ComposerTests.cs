using CsCheck;
using SocialKit.Campaigns;
using SocialKit.Posts;
using static SocialKit.Tests.Posts.TestNetwork;

namespace SocialKit.Tests.Posts;

public sealed class ComposerTests
{
    private static readonly Campaign Invented = new()
    {
        Slug = "invented",
        Title = "Invented",
        Targets =
        [
            new Target("Embassy") { CopyOnly = true, Contacts = [new(ContactKind.Handle, "@Embassy", new("alpha"))] },
            new Target("Prosecutor General") { Contacts = [new(ContactKind.Handle, "https://alpha.example/x", new("alpha")), new(ContactKind.Handle, "@GenPro", new("alpha")), new(ContactKind.Handle, "gen.pro.example", new("beta"))] },
        ],
        Messages =
        [
            new("call", "en", "for all"), new("call", "en", "for beta") { Platform = new("beta") }, new("call", "kk", ""),
            new("call", "en", "second") { Rotation = 2 }, new("call", "ru", "для всех"), new("call", "ru", "") { Platform = new("beta") },
        ],
    };

    private static Post Composed(string text, Platform platform) =>
        Composer.Compose(new Message("call", "en", text), Invented, platform, platform.Rules).Post;

    [Fact]
    public void TheTargetIsTheFirstThatGetsMoreThanACopy()
    {
        Assert.Equal("Dear @GenPro!", Composed("Dear {target}!", Alpha).Text);
        Assert.Equal("Dear @gen.pro.example!", Composed("Dear {target}!", Beta).Text);
    }

    [Fact]
    public void ATargetIsFoundByItsSlug() =>
        Assert.Equal("@Embassy and @GenPro", Composed("{target:embassy} and {target:prosecutor-general}", Alpha).Text);

    [Fact]
    public void AVariantGoesBeforeTheTextForAll()
    {
        Assert.Equal("for beta", Composer.Choose(Invented, "call", "en", Beta.Id)!.Text);
        Assert.Equal("for all", Composer.Choose(Invented, "call", "en", Alpha.Id)!.Text);
        Assert.Equal("second", Composer.Choose(Invented, "call", "en", Alpha.Id, rotation: 2)!.Text);
    }

    [Fact]
    public void AnEmptyVariantHidesTheTextForAll() =>
        Assert.False(Composer.Choose(Invented, "call", "ru", Beta.Id)!.IsTranslated);

    [Fact]
    public void AMessageThatDoesNotExistIsNull() => Assert.Null(Composer.Choose(Invented, "call", "fr", Alpha.Id));

    [Fact]
    public void AThreadIsReadInItsOrderAndAVariantStandsForTheWholeOfIt()
    {
        var campaign = Invented with
        {
            Messages =
            [
                new("call", "en", "one"), new("call", "en", "two") { Part = 2 }, new("call", "en", "three") { Part = 3 },
                new("call", "en", "all in one") { Platform = Beta.Id },
            ],
        };
        Assert.Equal(["one", "two", "three"], Composer.Thread(campaign, "call", "en", Alpha.Id).Select(message => message.Text));
        Assert.Equal(["all in one"], Composer.Thread(campaign, "call", "en", Beta.Id).Select(message => message.Text));
    }

    [Fact]
    public void APictureBelongsToOnePostOfAThread()
    {
        var campaign = Invented with { Media = [new("a.jpg", "A") { Messages = ["call"] }, new("b.jpg", "B") { Messages = ["call+2"] }] };
        Assert.Equal(["b.jpg"], Composer.Compose(new("call", "en", "two") { Part = 2 }, campaign, Alpha, Alpha.Rules).Post.Media.Select(file => file.File));
        Assert.Equal(["a.jpg"], Composer.Compose(new("call", "en", "one"), campaign, Alpha, Alpha.Rules).Post.Media.Select(file => file.File));
    }

    [Fact]
    public void AnOptionForOneLanguageGoesBeforeTheOneForAll()
    {
        var campaign = Invented with
        {
            PostOptions = [new(Alpha.Id, "note", "for all"), new(Alpha.Id, "note", "қазақша") { Language = "kk" }, new(Alpha.Id, "audience", "b"), new(Beta.Id, "note", "elsewhere")],
        };
        Assert.Equal([new PostOption("audience", "b"), new PostOption("note", "қазақша")], Composer.Compose(new("call", "kk", "x"), campaign, Alpha, Alpha.Rules).Post.Options);
        Assert.Equal([new PostOption("audience", "b"), new PostOption("note", "for all")], Composer.Compose(new("call", "en", "x"), campaign, Alpha, Alpha.Rules).Post.Options);
        Assert.Empty(Composer.Compose(new("call", "en", "x"), Invented, Alpha, Alpha.Rules).Post.Options);
    }

    [Fact]
    public void ALongLinkIsShownShortAndKeepsItsAddress()
    {
        var post = Composed("see https://x.example/a/very/long/path, then https://y.example/another/very/long/path", Beta);
        Assert.Equal("see x.example/a/very/lon... then y.example/another/ve...", post.Text);
        Assert.Equal(["https://x.example/a/very/long/path,", "https://y.example/another/very/long/path"], post.Links.Select(link => link.Address));
        Assert.All(post.Links, link => Assert.EndsWith("...", link.Span.Of(post.Text).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void AnythingElseStaysAsItWasWritten() =>
        Gen.String.Where(text => !text.Contains("{target", StringComparison.Ordinal)).Sample(text => Composed(text, Alpha).Text == text);

    /// <summary>Whatever is replaced, a place in an untouched part leads back to the same character.</summary>
    [Fact]
    public void EveryUntouchedCharacterLeadsBackToItself()
    {
        string[] parts = ["{target}", "{target:embassy}", "{target:nobody}", " https://x.example/a/very/long/path ", " https://y.example ", "ж", "\n", "😀", " words ", "}", "{target"];
        Gen.Int[0, parts.Length - 1].Select(index => parts[index]).Array[0, 12].Select(string.Concat).Sample(written =>
        {
            var composition = Composer.Compose(new Message("call", "en", written), Invented, Beta, Beta.Rules);
            var composed = composition.Post.Text;
            var last = -1;
            for (var at = 0; at < composed.Length; at++)
            {
                var back = composition.Map.ToWritten(at);
                Assert.InRange(back, Math.Max(0, last), written.Length);
                last = back;
                if (composed[at] is 'ж' or '\n')
                    Assert.Equal(composed[at], written[back]);
            }
            Assert.Equal(written.Length, composition.Map.ToWritten(composed.Length));
        });
    }

    [Fact]
    public void ACampaignMakesAPostForEachMessageLanguageAndPlatform()
    {
        var check = CampaignCheck.Of(Invented, new CampaignCheckOptions(Both));
        Assert.Equal(
            ["en call/1 alpha: for all", "en call/1 beta: for beta", "en call/2 alpha: second", "en call/2 beta: second", "ru call/1 alpha: для всех"],
            check.Posts.Select(post => $"{post.Message.Language} {post.Message.Id}/{post.Message.Rotation} {post.Platform.Id}: {post.Check.Post.Text}"));
        Assert.Equal(["kk", "ru"], check.Findings.Where(finding => finding.Code == FindingCodes.NotTranslated).Select(finding => finding.Reason.Split(" in ")[1][..2]));
    }
}
