using SocialKit.Platforms.Threads;
using SocialKit.Posts;

namespace SocialKit.Tests.Platforms.Threads;

public sealed class ThreadsRulesTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("қазақ حرية 漢字", 13)]
    [InlineData("é", 1)]
    [InlineData("👍", 4)]
    [InlineData("👍🏽", 8)]
    [InlineData("🇰🇿", 8)]
    [InlineData("👨‍👩‍👧‍👦", 25)]
    [InlineData("1️⃣", 7)]
    [InlineData("❤️!", 7)]
    [InlineData("𝒜", 2)]
    public void AnEmojiCountsAsItsBytes(string text, int count) =>
        Assert.Equal(new Measure(CountUnit.EmojiByByte, count, 500), new ThreadsRules().Read(text, []).Count);

    [Fact]
    public void ThePostEndsBeforeTheEmojiThatDoesNotFit()
    {
        var rules = new ThreadsRules();
        Assert.True(rules.Read(new string('a', 500), []).IsValid);
        Assert.False(rules.Read(new string('a', 501), []).IsValid);
        Assert.Equal(500, rules.Read(new string('a', 501), []).FitsUntil);
        Assert.True(rules.Read(new string('a', 492) + "🇰🇿", []).IsValid);
        Assert.Equal(493, rules.Read(new string('a', 493) + "🇰🇿", []).FitsUntil);
    }
}
