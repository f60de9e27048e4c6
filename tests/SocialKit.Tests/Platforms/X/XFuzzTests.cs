using CsCheck;
using SocialKit.Platforms.X;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.X;

/// <summary>No text makes X's rules throw, hang, or point outside of it.</summary>
public sealed class XFuzzTests
{
    private static readonly XRules[] Both = [new(XProfile.Current), new(XProfile.TwitterText310)];

    public static TheoryData<string> Runs => ["@", "#", "$", "(", ")", ".", "a.", "-.", "@a", "#a", "$A ", "a.com ", "http://", "http://a.com/(", "a.com/((", "a_b.", "t.co/a", "xn--a.", "日.", "é.com", "\u0301", "\u0323\u0301", "\u1161", "#\uFE0F", "👨\u200D", "1\uFE0F", "🇰", "\uD83D", "\uFEFF", "RT@", "a.co/....", "http://a.co?!", "日a.com"];

    [Fact]
    public void SpansAreInOrderInsideTheTextAndOnCharacterBorders() => AnyText.Texts.Sample(
        text =>
        {
            foreach (var rules in Both)
            {
                List<Entity> entities = [];
                var reading = rules.Read(text, entities);
                var end = 0;
                foreach (var entity in entities)
                {
                    Assert.True(entity.Start >= end && entity.End > entity.Start && entity.End <= text.Length);
                    Assert.False(SplitsPair(text, entity.Start) || SplitsPair(text, entity.End));
                    end = entity.End;
                }
                Assert.InRange(reading.FitsUntil, 0, text.Length);
                Assert.Equal(reading.FitsUntil, Graphemes.BorderAtOrBefore(text, reading.FitsUntil));
                Assert.Equal(reading.Count.Fits, reading.FitsUntil == text.Length);
                Assert.Equal(text.AsSpan().IndexOfAny('\uFFFE', '\uFEFF', '\uFFFF'), reading.InvalidAt);
            }
        },
        iter: Fuzzing.Inputs(20_000));

    [Fact]
    public void WhatFitsDoesFit() => AnyText.Texts.Array[8, 24].Select(string.Concat).Sample(
        text =>
        {
            var reading = Both[0].Read(text, []);
            // What is cut off may have held a link together, so the rest can count more; without links it may not.
            List<Entity> entities = [];
            var rest = Both[0].Read(text.AsSpan(0, reading.FitsUntil), entities);
            if (reading.InvalidAt < 0 && !entities.Any(entity => entity.Kind == EntityKind.Link))
                Assert.True(rest.Count.Fits);
        },
        iter: Fuzzing.Inputs(20_000) / 10);

    [Theory]
    [MemberData(nameof(Runs))]
    public void TimeGrowsWithTheTextAndNotFaster(string unit)
    {
        var rules = Both[1];
        var (small, large) = (Repeated(unit, 10_000), Repeated(unit, 320_000));
        List<Entity> entities = new(large.Length);
        // Linear is 32 times as long; quadratic 1,024 times. The thread's own time and the least of several runs leave the machine's other work out.
        var ratio = double.MaxValue;
        for (var tries = 0; tries < 5 && ratio > 100; tries++)
            ratio = Math.Min(ratio, Fastest(rules, large, entities, 3) / Fastest(rules, small, entities, 30));
        Assert.True(ratio < 160, $"{ratio:F0} times the time for 32 times the text");
    }

    private static double Fastest(XRules rules, string text, List<Entity> entities, int runs)
    {
        var best = double.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            entities.Clear();
            var start = ThreadClock.Now;
            rules.Read(text, entities);
            best = Math.Min(best, (ThreadClock.Now - start).TotalNanoseconds);
        }
        return best;
    }

    private static string Repeated(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));

    private static bool SplitsPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
