using System.Globalization;
using System.IO.Compression;
using SocialKit.Campaigns;
using SocialKit.Platforms;
using SocialKit.Posts;
using SocialKit.Web;
using static SocialKit.Tests.Web.InventedCampaign;

namespace SocialKit.Tests.Web;

public sealed class SupporterPageTests
{
    private const string Site = "https://act.example.org/case/";

    [Fact]
    public void EveryTextStandsOnThePageExactlyAsItIsTakenAlong()
    {
        var texts = RenderedPage.Messages(RenderedPage.Of(Full), "x").Select(RenderedPage.TextOf);
        Assert.Equal(
            ["@inv_minister, free her now & at once! 🙏 #FreeInvented https://www.example.org/a/long/way/to/the/case?x=1&y=2", "\"Teaching\" is <no> crime.\nFree her, @inv_minister! #FreeInvented"],
            texts);
    }

    [Theory]
    [InlineData("x", "@inv_minister")]
    [InlineData("bluesky", "@minister.gov.example")]
    [InlineData("mastodon", "@minister@social.example")]
    [InlineData("threads", "Invented Minister")]
    [InlineData("whatsapp", "Invented Minister")]
    public void InEachPlaceTheTargetIsCalledAsItIsCalledThere(string place, string called) =>
        Assert.All(RenderedPage.Messages(RenderedPage.Of(Full), place), message => Assert.Contains(called, RenderedPage.TextOf(message), StringComparison.Ordinal));

    [Fact]
    public void EveryLinkThatCarriesATextCarriesTheTextBesideIt()
    {
        var page = RenderedPage.Of(Full);
        var links = RenderedPage.Messages(page).Select(message => (Message: message, Link: message.QuerySelector("a.share")!.GetAttribute("href"))).Where(pair => pair.Link is not null).ToList();
        Assert.Equal(["bluesky", "telegram", "threads", "whatsapp", "x"], links.Select(pair => pair.Message.GetAttribute("data-platform")!).Distinct().Order());
        Assert.All(links, pair => Assert.Equal(RenderedPage.TextOf(pair.Message), RenderedPage.Carried(pair.Link!, "text")));
    }

    [Fact]
    public void WhatTheScriptPutsIntoATemplateMakesTheSameLink()
    {
        var page = RenderedPage.Of(Full);
        Assert.All(RenderedPage.Messages(page).Where(message => message.QuerySelector("a.share[href]") is not null), message =>
        {
            var link = message.QuerySelector("a.share")!;
            Assert.Equal(link.GetAttribute("href"), link.GetAttribute("data-template")!.Replace("{text}", Uri.EscapeDataString(RenderedPage.TextOf(message)), StringComparison.Ordinal));
        });
        Assert.All(RenderedPage.Messages(page, "mastodon"), message => Assert.Equal("https://{server}/share?text={text}", message.QuerySelector("a.share")!.GetAttribute("data-template")));
    }

    // bluesky-social/social-app issue 8105.
    [Fact]
    public void WhereAnAppHasCutSuchTextsThePageAsksToCompare()
    {
        var page = RenderedPage.Of(Full);
        Assert.Equal([true, false], RenderedPage.Messages(page, "bluesky").Select(message => message.QuerySelector(".compare") is not null));
        Assert.Equal(["bluesky"], page.QuerySelectorAll(".compare").Select(hint => hint.Closest("article")!.GetAttribute("data-platform")!).Distinct());
    }

    [Fact]
    public void AHandleOfOneNetworkIsNeverPostedToAStrangerOnAnother()
    {
        var campaign = Full with { Messages = [new("free", "en", "@inv_minister, free her! #FreeInvented")] };
        var plan = RenderedPage.Plan(campaign);
        var places = plan.Pages[0].Sections.Select(section => section.Place.Platform.Id.Value).ToList();
        Assert.Equal(["x", "whatsapp", "reddit"], places);
        Assert.Contains(plan.LeftOut, finding => finding.Code == FindingCodes.NoHandleHere && finding.Platform == new PlatformId("threads"));
    }

    [Fact]
    public void AnUnfinishedTextIsLeftOutAndSaid()
    {
        var plan = RenderedPage.Plan(Full with { Messages = [.. Full.Messages, new("other", "en", "Write to [NAME] #FreeInvented")] });
        Assert.DoesNotContain("[NAME]", RenderedPage.Html(plan.Pages[0]), StringComparison.Ordinal);
        Assert.Contains(plan.LeftOut, finding => finding.Code == FindingCodes.Placeholder);
    }

    [Fact]
    public void ATextThatIsTooLongForOnePlaceIsOfferedInTheOthers()
    {
        var plan = RenderedPage.Plan(Full with { Messages = [new("free", "en", new string('a', 290))] });
        var places = plan.Pages[0].Sections.Select(section => section.Place.Platform.Id.Value).ToList();
        Assert.DoesNotContain("x", places);
        Assert.Contains("bluesky", places);
        Assert.Contains(plan.LeftOut, finding => finding.Code == FindingCodes.TooLong && finding.Platform == X);
    }

    [Fact]
    public void AThreadIsShownWholeOrNotAtAll()
    {
        Message first = new("free", "en", "One, {target:minister-of-justice}."), second = new("free", "en", "Two.") { Part = 2 }, unfinished = second with { Text = "Two [X]." };
        Assert.Equal(["One, @inv_minister.", "Two."], RenderedPage.Messages(RenderedPage.Of(Full with { Messages = [first, second] }), "x").Select(RenderedPage.TextOf));
        Assert.Empty(RenderedPage.Messages(RenderedPage.Of(Full with { Messages = [first, unfinished] }), "x"));
    }

    [Fact]
    public void ALanguageWithoutMessagesShowsThoseOfTheCampaignsOwnAndSaysSo()
    {
        var page = RenderedPage.Of(Full, "kk");
        Assert.All(RenderedPage.Messages(page), message => Assert.Equal("en", message.GetAttribute("lang")));
        Assert.Contains("English", page.QuerySelector("#to-x .other-language")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePageCountsAsTheLibraryDoes()
    {
        var page = RenderedPage.Of(Full);
        foreach (var platform in KnownPlatforms.All.Where(platform => !platform.IsLocal))
        {
            var count = RenderedPage.Check(Full, Full.Messages[0], platform).Reading.Count;
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{count.Length} of {count.Limit} characters"), page.QuerySelector($"#to-{platform.Id} output.count")!.TextContent);
        }
    }

    [Fact]
    public void APlaceThatTakesNoTextHasACopyButtonBesideItsLinkAndSharesThePage()
    {
        var page = RenderedPage.Of(Full, options: RenderedPage.Options with { Address = Site });
        foreach (var (place, key) in new[] { ("facebook", "u"), ("linkedin", "url"), ("reddit", "url") })
        {
            var card = page.QuerySelector($"#to-{place}")!;
            Assert.Equal(Site + "en/", RenderedPage.Carried(card.QuerySelector("a.share")!.GetAttribute("href")!, key));
            Assert.NotNull(card.QuerySelector("button.copy"));
            Assert.NotNull(card.QuerySelector(".hint"));
        }
    }

    [Fact]
    public void NobodyIsCountedUnlessAskedFor()
    {
        Assert.DoesNotContain("utm_", RenderedPage.Html(Full, options: RenderedPage.Options with { Address = Site }), StringComparison.Ordinal);
        var counting = RenderedPage.Of(Full, options: RenderedPage.Options with { Address = Site, Utm = true });
        Assert.Equal(Site + "en/?utm_source=facebook&utm_medium=social&utm_campaign=2026-invented-case", RenderedPage.Carried(counting.QuerySelector("#to-facebook a.share")!.GetAttribute("href")!, "u"));
    }

    [Fact]
    public void WithoutAScriptNothingIsDead()
    {
        var page = RenderedPage.Of(Full);
        Assert.All(page.QuerySelectorAll("button, input, textarea, select"), control => Assert.NotNull(control.Closest("[hidden]")));
        Assert.All(page.QuerySelectorAll("a").Where(link => link.Closest("[hidden]") is null), link => Assert.False(string.IsNullOrEmpty(link.GetAttribute("href"))));
        Assert.DoesNotContain(page.QuerySelectorAll("p.text"), text => text.Closest("[hidden]") is not null);
    }

    [Fact]
    public void TheLetterGoesToItsTargetsWithACopyToTheEmbassy()
    {
        var link = RenderedPage.Of(Full).QuerySelector("a[data-share=email]")!.GetAttribute("href")!;
        Assert.StartsWith("mailto:minister@gov.example?", link, StringComparison.Ordinal);
        Assert.Equal("embassy@gov.example", RenderedPage.Carried(link, "cc"));
        Assert.Equal("Dear Minister,\r\n\r\nPlease free her.\r\n\r\n[your name]", RenderedPage.Carried(link, "body"));
    }

    [Fact]
    public void ALetterThatIsTooLongForALinkIsCopied()
    {
        var page = RenderedPage.Of(Full with { Letters = [new("en", new string('a', 2000))] });
        Assert.Null(page.QuerySelector("a[data-share=email]"));
        Assert.Null(RenderedPage.Carried(page.QuerySelector("a[data-share=email-addresses]")!.GetAttribute("href")!, "body"));
        Assert.Equal(2000, page.QuerySelector("details.sheet p.text")!.TextContent.Length);
    }

    [Fact]
    public void WhoOnlyGetsACopyStandsLastWithEveryWayToReachEachOfThem()
    {
        var targets = RenderedPage.Of(Full).QuerySelectorAll(".target").ToList();
        Assert.Equal(["Minister of Justice", "Embassy"], targets.Select(target => target.QuerySelector("h3")!.TextContent));
        Assert.Equal(
            ["Dear Minister,", "Street 1, Astana", "+7 7172 00-00-00", "+7 7172 000 001", "minister@gov.example", "https://gov.example/contact?a=1&b=2", "@inv_minister", "@minister.gov.example", "@minister@social.example"],
            targets[0].QuerySelectorAll("dd").Select(value => value.TextContent));
        Assert.Equal(["tel:+77172000000", "mailto:minister@gov.example", "https://gov.example/contact?a=1&b=2"], targets[0].QuerySelectorAll("dd a").Take(3).Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public void AnAccountIsFollowedByALinkThatAsksJustThatWhereThereIsOne() =>
        Assert.Equal(["https://x.com/intent/follow?screen_name=inv_friend", "https://social.example/@friend"], RenderedPage.Of(Full).QuerySelectorAll(".follow a").Select(link => link.GetAttribute("href")!));

    [Fact]
    public void TheLastDayStandsInThePageAndItsEndForTheScript()
    {
        var line = RenderedPage.Of(Full).QuerySelector(".deadline")!;
        Assert.Equal("2026-12-09", line.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Equal("Please act by 9 December 2026", line.QuerySelector("time")!.TextContent);
        Assert.Equal("2026-12-09T19:00:00Z", line.GetAttribute("data-end"));
    }

    [Fact]
    public void EveryLanguageNamesTheOthers()
    {
        var plan = RenderedPage.Plan(Full);
        Assert.Equal(["en", "ar", "kk"], plan.Pages.Select(page => page.Language));
        Assert.All(plan.Pages, model =>
        {
            var page = RenderedPage.Parse(RenderedPage.Html(model));
            Assert.Equal(model.Language, page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(["en", "ar", "kk", "x-default"], page.QuerySelectorAll("link[rel=alternate]").Select(link => link.GetAttribute("hreflang")!));
            Assert.Equal(["English", "العربية", "қазақ тілі"], page.QuerySelectorAll(".languages li").Select(item => item.TextContent.Trim()));
        });
    }

    [Fact]
    public void ArabicRunsFromRightToLeftAndLeavesHandlesWhole()
    {
        var page = RenderedPage.Of(Full, "ar");
        Assert.Equal("rtl", page.DocumentElement.GetAttribute("dir"));
        var message = RenderedPage.Messages(page, "x").Single();
        Assert.Equal("rtl", message.GetAttribute("dir"));
        Assert.Equal(["@inv_minister", "#FreeInvented"], message.QuerySelectorAll("bdi").Select(part => part.TextContent));
        Assert.DoesNotContain(RenderedPage.TextOf(message), character => character is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
    }

    [Fact]
    public void WordsWithoutATranslationStandInEnglishAndSaySo()
    {
        var page = RenderedPage.Of(Full with { Messages = [.. Full.Messages, new("free", "he", "שחררו אותה #FreeInvented")] }, "he");
        Assert.Equal(("he", "rtl"), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
        Assert.Equal(("en", "ltr"), (page.Body!.GetAttribute("lang"), page.Body.GetAttribute("dir")));
        Assert.Equal("he", RenderedPage.Messages(page, "x").First().GetAttribute("lang"));
    }

    [Fact]
    public void TheSameCampaignGivesTheSameBytes() => Assert.Equal(RenderedPage.Html(Full), RenderedPage.Html(Full));

    [Fact]
    public void ThePageLoadsItsOwnScriptAndNothingElse()
    {
        var page = RenderedPage.Of(Full, options: RenderedPage.Options with { Address = Site, HasPicture = true });
        Assert.Equal("page.js", Path.GetFileName(Assert.Single(page.QuerySelectorAll("script")).GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, audio, video, source, base, form, link[rel=stylesheet], link[rel=preload], link[rel=icon]"));
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public void ThePolicyAllowsWhatThePageHasAndNoMore()
    {
        var page = RenderedPage.Of(Full, options: RenderedPage.Options with { Style = ".card { border-radius: 0 }" });
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.Equal(["default-src 'none'", "script-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'none'"], policy.Split("; ").Where(part => !part.StartsWith("style-src", StringComparison.Ordinal)));
        var allowed = policy.Split("; ").Single(part => part.StartsWith("style-src", StringComparison.Ordinal)).Split(' ').Skip(1);
        Assert.Equal(allowed, page.QuerySelectorAll("style").Select(style => PageStyle.HashOf(style.TextContent)));
        Assert.Equal("no-referrer", page.QuerySelector("meta[name=referrer]")!.GetAttribute("content"));
    }

    [Fact]
    public void SearchEnginesAreAskedToStayAwayOnlyIfWanted()
    {
        Assert.Null(RenderedPage.Of(Full).QuerySelector("meta[name=robots]"));
        Assert.Equal("noindex", RenderedPage.Of(Full, options: RenderedPage.Options with { NoIndex = true }).QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public void APictureForPreviewsSaysWhatItShows()
    {
        var page = RenderedPage.Of(Full, options: RenderedPage.Options with { Address = Site, HasPicture = true });
        Assert.Equal(Site + "en/card.png", page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"));
        Assert.Equal("Free the invented teacher: Invented Person. Please act by 9 December 2026", page.QuerySelector("meta[property='og:image:alt']")!.GetAttribute("content"));
    }

    [Fact]
    public void ThePageOfTheRealCampaignIsSmall()
    {
        var reading = new CampaignReader(KnownPlatforms.All).Read(Path.Combine(Repository.Root, "messages", "2019-serikzhan-bilash"));
        var files = PageFiles.Of(RenderedPage.Plan(reading.Campaign!, RenderedPage.Options with { Address = Site }), "").Take(1)
            .Concat(PageFiles.Shared.Where(file => file.Path.EndsWith("/page.js", StringComparison.Ordinal)));
        var size = files.Sum(Compressed);
        Assert.InRange(size, 1, 50 * 1024);
    }

    private static long Compressed(SiteFile file)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            file.WriteAsync(zip, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return bytes.Length;
    }
}
