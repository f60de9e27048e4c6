using SocialKit.Campaigns;
using SocialKit.Posts;
using SocialKit.Text;
using static SocialKit.Tests.Posts.TestNetwork;

namespace SocialKit.Tests.Posts;

/// <summary>What a check promises, on two invented networks and invented people.</summary>
public sealed class CheckerTests
{
    private static readonly Campaign Prosecutor = new()
    {
        Slug = "2026-invented-case",
        Title = "An invented case",
        Deadline = new DateOnly(2026, 3, 31),
        TimeZone = "Asia/Almaty",
        Targets =
        [
            new Target("Prosecutor General") { Name = "Invented Person", Contacts =
            [
                new(ContactKind.Handle, "@GenPro", new("alpha")),
                new(ContactKind.Email, "office@prosecutor.example"),
                new(ContactKind.Phone, "+7 7172 000 000"),
            ] },
            new Target("Embassy") { CopyOnly = true, Contacts = [new(ContactKind.Handle, "@Embassy", new("alpha"))] },
        ],
        Hashtags = ["FreeInvented"],
        Follow = [new(new("alpha"), "@watcher"), new(new("beta"), "@watcher.example")],
    };

    private static Check Checked(string text, Platform? platform = null, Func<CheckContext, CheckContext>? with = null, Campaign? campaign = null, ValueList<MediaFile>? media = null)
    {
        platform ??= Alpha;
        campaign ??= Prosecutor;
        if (media is not null)
            campaign = campaign with { Media = media };
        var context = new CheckContext(platform, platform.Rules) { Campaign = campaign, Platforms = Both };
        var composition = Composer.Compose(new Message("call", "en", text), campaign, platform, platform.Rules);
        return Checker.Check(composition with { Begins = new("messages.en.md", 5, 1) }, with?.Invoke(context) ?? context);
    }

    private static string[] Codes(Check check) => [.. check.Findings.Select(finding => finding.Code)];

    private static Finding Only(Check check, string code) => Assert.Single(check.Findings, finding => finding.Code == code);

    [Fact]
    public void AGoodPostHasNothingToSayAndMayBePublished()
    {
        var check = Checked("@watcher says: @GenPro, release her! #FreeInvented");
        Assert.Empty(check.Findings);
        Assert.True(check.MayPublish);
    }

    [Fact]
    public void ATooLongPostSaysByHowMuchAndWhereItOverflows()
    {
        var check = Checked("@GenPro #FreeInvented " + new string('a', 75) + " the end");
        var finding = Only(check, FindingCodes.TooLong);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("105 of 100", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("\"e end\"", finding.Reason, StringComparison.Ordinal);
        Assert.Equal("Cut 5.", finding.Remedy);
        Assert.Equal("messages.en.md:5:101", finding.Place!.ToString());
        Assert.False(check.MayPublish);
    }

    [Fact]
    public void APlaceOnALaterLineIsCountedFromThatLine()
    {
        var check = Checked("@GenPro #FreeInvented\nsecond [LINE]");
        Assert.Equal("messages.en.md:6:8", Only(check, FindingCodes.Placeholder).Place!.ToString());
    }

    [Fact]
    public void APlaceBehindAFilledTargetIsThatOfTheWrittenText()
    {
        var check = Checked("{target} #FreeInvented [LINE]");
        Assert.StartsWith("@GenPro #", check.Post.Text, StringComparison.Ordinal);
        Assert.Equal("messages.en.md:5:24", Only(check, FindingCodes.Placeholder).Place!.ToString());
    }

    [Theory]
    [InlineData(95, false)]
    [InlineData(96, true)]
    [InlineData(100, true)]
    public void APostWithinATwentiethOfTheLimitIsNear(int length, bool near)
    {
        var text = "@GenPro #FreeInvented ";
        Assert.Equal(near, Codes(Checked(text + new string('a', length - text.Length))).Contains(FindingCodes.NearLimit));
    }

    [Fact]
    public void ANonCharacterIsAnError() =>
        Assert.Equal(Severity.Error, Only(Checked("@GenPro \uFFFE #FreeInvented"), FindingCodes.InvalidCharacter).Severity);

    [Theory]
    [InlineData("a\u202Eb", "right-to-left override")]
    [InlineData("a\u200Bb", "zero-width space")]
    [InlineData("a\u001Bb", "control character")]
    [InlineData("a\u00ADb", "soft hyphen")]
    [InlineData("a\u200Db", "zero-width joiner")]
    [InlineData("a\u200Eb", "left-to-right mark")]
    [InlineData("a\U000E0041b", "tag character")]
    public void AHiddenCharacterIsNamed(string text, string name) =>
        Assert.Contains(name, Only(Checked(text), FindingCodes.HiddenCharacter).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("family 👨‍👩‍👧 and rainbow 🏳️‍🌈 and England 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("Persian می‌خواهم")]
    [InlineData("Hindi क्‍ष")]
    [InlineData("שלום\u200F (x)")]
    [InlineData("line\r\nline\tcolumn")]
    public void ACharacterThatTheScriptNeedsIsNotHidden(string text) =>
        Assert.DoesNotContain(FindingCodes.HiddenCharacter, Codes(Checked(text)));

    [Theory]
    [InlineData("@GеnPro")] // Cyrillic е
    [InlineData("@Gen\u0420ro, look")]
    [InlineData("see https://ex\u0430mple.org/x")]
    [InlineData("see https://аррӏе.com")]
    public void AForeignLetterInAHandleOrALinkIsALookAlike(string text) =>
        Assert.Equal(Severity.Warning, Only(Checked(text), FindingCodes.LookAlike).Severity);

    [Theory]
    [InlineData("@GenPro и Генпрокуратура")]
    [InlineData("см. https://пример.рф/путь")]
    [InlineData("see https://exämple.org")]
    public void AnHonestAlphabetIsNoLookAlike(string text) =>
        Assert.DoesNotContain(FindingCodes.LookAlike, Codes(Checked(text)));

    [Theory]
    [InlineData("[STATE]")]
    [InlineData("[link to your pic]")]
    [InlineData(".@[MAYOR HANDLE], act")]
    [InlineData("{target:nobody}")]
    [InlineData("{name}")]
    [InlineData("in ____ we")]
    public void SomethingToFillInIsAnError(string text)
    {
        var check = Checked(text);
        Assert.Equal(Severity.Error, Only(check, FindingCodes.Placeholder).Severity);
    }

    [Theory]
    [InlineData("he wrote \"teh [sic] end\"")]
    [InlineData("cut […] here")]
    [InlineData("note [1]")]
    [InlineData("snake___case")]
    [InlineData("[ ] box")]
    [InlineData("https://x.example/a[b]c")]
    public void FinishedTextIsNoPlaceholder(string text) =>
        Assert.DoesNotContain(FindingCodes.Placeholder, Codes(Checked(text)));

    [Fact]
    public void AMentionThatNobodyListedIsUnknownAndTheNearestIsOffered()
    {
        var finding = Only(Checked("hello @GenPor"), FindingCodes.UnknownHandle);
        Assert.Contains("@GenPro?", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void AHandleOfAnotherNetworkIsDeadTextHere()
    {
        var check = Checked("@GenPro, release her! #FreeInvented", Beta);
        var finding = Only(check, FindingCodes.NoHandleHere);
        Assert.Equal("@GenPro is listed for Alpha (Prosecutor General); on Beta it is dead text.", finding.Reason);
        Assert.Equal(MentionFate.DeadText, Assert.Single(check.Mentions).Fate);
    }

    [Fact]
    public void ATargetWithoutAHandleHereIsCalledByNameAndTheCheckSaysSo()
    {
        var check = Checked("{target}, release her! #FreeInvented", Beta);
        Assert.StartsWith("Invented Person, release", check.Post.Text, StringComparison.Ordinal);
        Assert.Equal(new TextSpan(0, 15), Only(check, FindingCodes.NoHandleHere).Span);
        Assert.DoesNotContain(FindingCodes.NoTarget, Codes(check));
    }

    [Fact]
    public void AListedMentionNotifiesWhateverItsCase() =>
        Assert.Equal(MentionFate.Notifies, Assert.Single(Checked("and @GENPRO #FreeInvented").Mentions).Fate);

    [Fact]
    public void AMentionThatTheNetworkMustResolveIsNotPromised() =>
        Assert.Equal(MentionFate.NotResolved, Assert.Single(Checked("and @watcher.example", Beta).Mentions).Fate);

    [Fact]
    public void AListedHandleThatIsGluedToAWordIsToldToBeDead()
    {
        var check = Checked("Свободу!да@GenPro #FreeInvented");
        Assert.Equal(new TextSpan(10, 17), Only(check, FindingCodes.DeadMention).Span);
        Assert.Equal(MentionFate.DeadText, Assert.Single(check.Mentions).Fate);
    }

    [Fact]
    public void AnEmailAddressIsNoMention() =>
        Assert.Empty(Checked("write to someone@mail.example now").Mentions);

    [Fact]
    public void ALeadingMentionIsToldOnlyWhereItNarrowsTheAudience()
    {
        var narrow = Alpha.With(limits => limits with { LeadingMentionNarrowsAudience = true });
        Assert.Contains(FindingCodes.StartsWithMention, Codes(Checked("@GenPro, release her!", narrow)));
        Assert.DoesNotContain(FindingCodes.StartsWithMention, Codes(Checked("@GenPro, release her!")));
        Assert.DoesNotContain(FindingCodes.StartsWithMention, Codes(Checked(".@GenPro, release her!", narrow)));
    }

    [Fact]
    public void AnAutomatedMentionBlocksSendingAndNothingElse()
    {
        var strict = Alpha.With(limits => limits with { ForbidsUnsolicitedMentions = true });
        var check = Checked("Dear @GenPro #FreeInvented", strict, context => context with { Automated = true });
        Assert.Equal(Severity.BlocksSending, Only(check, FindingCodes.UnsolicitedMention).Severity);
        Assert.False(check.MayPublish);
        Assert.False(check.HasErrors);
        Assert.True(Checked("Dear @GenPro #FreeInvented", strict).MayPublish);
    }

    [Fact]
    public void ALongHashtagWithoutCapitalsIsOfferedTheCampaignsSpelling() =>
        Assert.Equal("Write #FreeInvented.", Only(Checked("@GenPro #freeinvented"), FindingCodes.HashtagCasing).Remedy);

    [Fact]
    public void SixHashtagsAreTooMany() =>
        Assert.Contains(FindingCodes.TooManyHashtags, Codes(Checked("#a #b #c #d #e #f")));

    [Fact]
    public void AMissingHashtagIsNamed() =>
        Assert.Contains("#FreeInvented is not", Only(Checked("@GenPro!"), FindingCodes.MissingHashtag).Reason, StringComparison.Ordinal);

    [Fact]
    public void APostThatNamesNobodyWhoCouldActIsTold() =>
        Assert.Contains(FindingCodes.NoTarget, Codes(Checked("Release her! #FreeInvented")));

    [Fact]
    public void NamingTheOfficeIsEnough() =>
        Assert.DoesNotContain(FindingCodes.NoTarget, Codes(Checked("The prosecutor general must act.")));

    [Fact]
    public void ALinkWithoutEncryptionIsTold() =>
        Assert.Contains(FindingCodes.LinkNotHttps, Codes(Checked("see http://x.example")));

    [Fact]
    public void TheAddressBehindAShortenedLinkIsTheOneThatIsChecked()
    {
        var check = Checked("see http://a-very-long-host.example/path", Beta);
        Assert.Equal("see http://a-very-long-h...", check.Post.Text);
        Assert.Contains(FindingCodes.LinkNotHttps, Codes(check));
        Assert.Equal(new Entity(EntityKind.Link, 4, check.Post.Text.Length), Assert.Single(check.Entities));
    }

    [Theory]
    [InlineData("call +7 701 000 00 00 now", "telephone")]
    [InlineData("call 020 7946 0000 now", "telephone")]
    [InlineData("write me@home.example now", "e-mail")]
    [InlineData("he lives at 12 Invented Street now", "street")]
    [InlineData("по адресу ул. Придуманная, 5", "street")]
    [InlineData("wohnt Musterstraße 5", "street")]
    public void WhatLeadsToAPersonsDoorIsPersonalData(string text, string what) =>
        Assert.Contains(what, Only(Checked(text), FindingCodes.PersonalData).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("the office: office@prosecutor.example, +7 7172 000000")]
    [InlineData("since 01.02.2019, 10 000 000 people")]
    [InlineData("Article 174, case 2019-0001234567")]
    [InlineData("https://x.example/01234567890")]
    public void ListedContactsDatesAndNumbersAreNot(string text) =>
        Assert.DoesNotContain(FindingCodes.PersonalData, Codes(Checked(text)));

    [Fact]
    public void TooManyPicturesAreAnError() =>
        Assert.Equal(Severity.Error, Only(Checked("x", media: [Picture("a"), Picture("b"), Picture("c")]), FindingCodes.TooManyMedia).Severity);

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void ATextBesideAPictureIsNoLongerThanACaption(int length, bool isTooLong)
    {
        var network = Alpha.With(limits => limits with { MaxLengthWithMedia = 60 });
        Assert.Equal(isTooLong, Codes(Checked(new('x', length), network, media: [Picture("a")])).Contains(FindingCodes.TooLong));
        Assert.DoesNotContain(FindingCodes.TooLong, Codes(Checked(new('x', length), network)));
    }

    [Fact]
    public void APictureWithoutAlternativeTextIsAnError() =>
        Assert.Equal(Severity.Error, Only(Checked("x", media: [Picture("a") with { AltText = " " }]), FindingCodes.AltTextMissing).Severity);

    private static MediaFile Picture(string name) => new(name + ".png", "An invented picture") { Messages = ["call"] };

    [Theory]
    [InlineData("2026-03-31T18:59:59Z", false)]
    [InlineData("2026-03-31T19:00:00Z", true)] // midnight in Almaty, five hours before UTC's
    public void TheDeadlineEndsWithItsDayInTheCampaignsZone(string now, bool passed)
    {
        var check = Checked("@GenPro #FreeInvented", with: context => context with { Now = DateTimeOffset.Parse(now) });
        Assert.Equal(passed, Codes(check).Contains(FindingCodes.DeadlinePassed));
        Assert.Equal(passed, !check.MayPublish);
        Assert.False(check.HasErrors);
    }

    [Fact]
    public void AnEmbargoBlocksSendingUntilItsInstant()
    {
        var campaign = Prosecutor with { Embargo = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(5)) };
        Assert.Contains(FindingCodes.Embargoed, Codes(Checked("x", campaign: campaign, with: context => context with { Now = campaign.Embargo.Value.AddTicks(-1) })));
        Assert.DoesNotContain(FindingCodes.Embargoed, Codes(Checked("x", campaign: campaign, with: context => context with { Now = campaign.Embargo })));
    }

    [Fact]
    public void AnotherMessageWithTheSameWordsIsADuplicate()
    {
        var sibling = new Post(Alpha.Id, "release  HER");
        Assert.Contains(FindingCodes.DuplicateText, Codes(Checked("Release her", with: context => context with { Siblings = [sibling] })));
        Assert.DoesNotContain(FindingCodes.DuplicateText, Codes(Checked("Release him", with: context => context with { Siblings = [sibling] })));
    }

    [Fact]
    public void AnAssumedLimitIsSaid() =>
        Assert.Contains(FindingCodes.LimitAssumed, Codes(Checked("x", Alpha.With(limits => limits with { AreAssumed = true }))));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void APostWithoutTextIsAnError(string text) =>
        Assert.Equal(Severity.Error, Only(Checked(text), FindingCodes.Empty).Severity);

    [Fact]
    public void ALooseTextIsComparedWithNoList()
    {
        var check = Checker.Check("@anybody hello", new CheckContext(Alpha, Alpha.Rules));
        Assert.Empty(check.Findings);
        Assert.Equal(MentionFate.NotResolved, Assert.Single(check.Mentions).Fate);
    }
}
