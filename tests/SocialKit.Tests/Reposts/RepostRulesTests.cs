using SocialKit.Campaigns;
using SocialKit.Reposts;

namespace SocialKit.Tests.Reposts;

/// <summary>What people write under <c># Repost rules</c> and <c>consent:</c>.</summary>
public sealed class RepostRulesTests
{
    private static RepostRules Of(params (string Key, string Value)[] lines) =>
        RepostRuleLines.Of(new Campaign { Slug = "a", Title = "A", RepostRules = [.. lines.Select(line => new RepostRule(line.Key, line.Value))] });

    [Fact]
    public void ACampaignThatSaysNothingAsksAPersonAndSleepsAtNight()
    {
        var rules = Of();
        Assert.Equal(RepostRules.Default, rules);
        Assert.True(rules.NeedsApproval);
        Assert.Equal("22:00-07:00", rules.QuietHours!.ToString());
        Assert.Equal((10, TimeSpan.FromMinutes(15), TimeSpan.FromHours(24), 1.00m), (rules.PerDay, rules.Spacing, rules.MaxAge, rules.Budget));
    }

    [Fact]
    public void EveryRuleIsRead()
    {
        var rules = Of(("hashtags", "#Poet, #Ақын"), ("words", "house arrest, releas*"), ("not-hashtags", "#ad"), ("not-words", "buy"), ("Hold-Words", "suicide"), ("languages", "en, kk"), ("media", "required"),
            ("max-age", "1 day 6 h"), ("per-day", "3"), ("spacing", "90 min"), ("jitter", "none"), ("quiet-hours", "21:30 - 6:00"), ("zone", "Asia/Almaty"), ("budget", "0.50 USD"), ("approval", "no"));
        Assert.Equal(new RepostRules
        {
            Hashtags = ["Poet", "Ақын"], Words = ["house arrest", "releas*"], NotHashtags = ["ad"], NotWords = ["buy"], HoldWords = ["suicide"], Languages = ["en", "kk"], NeedsMedia = true,
            MaxAge = TimeSpan.FromHours(30), PerDay = 3, Spacing = TimeSpan.FromMinutes(90), Jitter = TimeSpan.Zero, QuietHours = new(new(21, 30), new(6, 0)), Zone = "Asia/Almaty", Budget = 0.5m, NeedsApproval = false,
        }, rules);
    }

    [Theory]
    [InlineData("hashtags", "Poet")]
    [InlineData("hashtags", "#Poet, #")]
    [InlineData("words", "a,, b")]
    [InlineData("hold-words", "*")]
    [InlineData("languages", "English")]
    [InlineData("media", "maybe")]
    [InlineData("max-age", "24")]
    [InlineData("max-age", "3 months")]
    [InlineData("max-age", "999999999999 h")]
    [InlineData("max-age", "31 days")]
    [InlineData("per-day", "0")]
    [InlineData("per-day", "-3")]
    [InlineData("per-day", "1e3")]
    [InlineData("spacing", "none")]
    [InlineData("spacing", "0 min")]
    [InlineData("quiet-hours", "22:00")]
    [InlineData("quiet-hours", "7:00-7:00")]
    [InlineData("quiet-hours", "25:00-7:00")]
    [InlineData("zone", "Almaty")]
    [InlineData("zone", "../etc/passwd")]
    [InlineData("budget", "1,00")]
    [InlineData("budget", "much")]
    [InlineData("approval", "sometimes")]
    public void WhatCannotBeReadIsToldWithAnExample(string key, string value)
    {
        var problem = RepostRuleLines.Problem(new(key, value));
        Assert.NotNull(problem);
        Assert.False(problem.IsOfKey);
        Assert.StartsWith($"Write '- {key}: ", problem.Remedy, StringComparison.Ordinal);
        Assert.Equal(RepostRules.Default, Of((key, value)));
    }

    [Fact]
    public void AnUnknownRuleIsToldWithTheNearest()
    {
        var problem = RepostRuleLines.Problem(new("quiet-hour", "22:00-07:00"));
        Assert.True(problem!.IsOfKey);
        Assert.StartsWith("Did you mean 'quiet-hours'?", problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes (2026-11-20, by e-mail)", Consent.Given)]
    [InlineData("Yes (20 Nov, in person)", Consent.Given)]
    [InlineData("yes", Consent.NotGiven)]
    [InlineData("yes ()", Consent.NotGiven)]
    [InlineData("yesterday (2026-11-20)", Consent.NotGiven)]
    [InlineData("asked, no answer yet", Consent.NotGiven)]
    [InlineData("no", Consent.Refused)]
    [InlineData("No (2026-11-20, by e-mail)", Consent.Refused)]
    [InlineData("no, they fear for their family", Consent.Refused)]
    [InlineData("nobody asked", Consent.NotGiven)]
    [InlineData(null, Consent.NotGiven)]
    public void AConsentIsAYesWithWhenAndHowOrANo(string? written, Consent consent) => Assert.Equal(consent, Consents.Read(written));

    [Fact]
    public void WhoRefusedIsNeverReadAndWhoWasNotAskedOnlyWhereNoConsentIsNeeded()
    {
        Assert.Equal((true, true), (Consent.Given.LetsRead(isNeeded: true), Consent.Given.LetsRead(isNeeded: false)));
        Assert.Equal((false, true), (Consent.NotGiven.LetsRead(isNeeded: true), Consent.NotGiven.LetsRead(isNeeded: false)));
        Assert.Equal((false, false), (Consent.Refused.LetsRead(isNeeded: true), Consent.Refused.LetsRead(isNeeded: false)));
    }
}
