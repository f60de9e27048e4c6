using SocialKit.Platforms;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms;

/// <summary>The platforms that publish a limit but no grammar.</summary>
public sealed class SimplifiedReadingTests
{
    [Theory]
    [InlineData("facebook", 63206)]
    [InlineData("telegram", 4096)]
    [InlineData("linkedin", 3000)]
    public void ThePostEndsAtThePlatformsLimit(string platform, int limit)
    {
        var rules = KnownPlatforms.All[new PlatformId(platform)].Rules;
        Assert.Equal(new Measure(CountUnit.Utf16Unit, limit, limit), rules.Read(new string('a', limit), []).Count);
        Assert.True(rules.Read(new string('a', limit), []).IsValid);
        Assert.False(rules.Read(new string('a', limit + 1), []).IsValid);
        Assert.Equal(limit - 1, rules.Read(new string('a', limit - 1) + "😀", []).FitsUntil);
    }

    [Theory]
    [InlineData("threads", "@invented.office. #Tag, #1 #қазақ https://example.com/a_(b)). a@b.com", "@invented.office #Tag #қазақ https://example.com/a_(b)")]
    [InlineData("threads", "#a_tag_of_fifty_one_characters_is_not_a_tag_here_at_all", "")]
    [InlineData("threads", "@userж x@user @@user /@user", "")]
    [InlineData("facebook", "example.com/a?b#c, (www.example.org) end.Unlisted a..com", "example.com/a?b#c www.example.org")]
    [InlineData("facebook", "xhttps://example.com ж#tag &#tag ##tag", "")]
    [InlineData("telegram", "@name5 @four first.last@example.org #Tag", "@name5 first.last@example.org #Tag")]
    [InlineData("telegram", "a@@example.org @1name5", "")]
    [InlineData("linkedin", "@company/invented-office, #Tag", "@company/invented-office #Tag")]
    public void WhatIsSureToBecomeALinkIsFound(string platform, string text, string expected)
    {
        var entities = new List<Entity>();
        KnownPlatforms.All[new PlatformId(platform)].Rules.Read(text, entities);
        Assert.Equal(expected, string.Join(' ', entities.Select(entity => text[entity.Start..entity.End])));
    }

    [Theory]
    [InlineData("facebook", true)]
    [InlineData("linkedin", true)]
    [InlineData("threads", false)]
    [InlineData("telegram", false)]
    public void ATypedMentionIsDeadTextWhereTheApiMakesNoneOfIt(string platform, bool dead) =>
        Assert.Equal(dead, KnownPlatforms.All[new PlatformId(platform)].Rules.Limits.MentionsAreDeadText);
}
