using CsCheck;
using SocialKit.Platforms;
using SocialKit.Platforms.X;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Tests.Text;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms;

/// <summary>No text makes a platform's rules throw, hang, or point outside of it or into a character; and what is said of a text is the same alone and among others.
/// SOCIALKIT_FUZZ says how many inputs each platform gets in a long run.</summary>
public sealed class PlatformFuzzTests
{
    private static readonly Gen<string> Posts = Gen.Int.Select(seed => new MixedPosts(seed).Next());

    private static readonly Gen<string> Texts = Gen.Frequency(
        (6, AnyText.Texts), (3, Posts), (1, Gen.Char.Array[0, 80].Select(units => new string(units))), (1, Gen.Select(AnyText.Texts, Gen.Int[2, 40]).Select((text, times) => string.Concat(Enumerable.Repeat(text, times)))));

    public static TheoryData<string> Platforms => [.. KnownPlatforms.All.Select(platform => platform.Id.Value), .. XProfile.All.Skip(1).Select(profile => profile.Id)];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void ATextIsReadSoundlyAndTheSameAloneAndAmongOthers(string id)
    {
        var platform = KnownPlatforms.All.FirstOrDefault(platform => platform.Id.Value == id) ?? KnownPlatforms.All[new PlatformId("x")];
        var context = new CheckContext(platform, XProfile.Find(id) is { } profile ? new XRules(profile) : platform.Rules) { Platforms = KnownPlatforms.All };
        using var batches = new ThreadLocal<TextChecker>(() => new(context));
        Texts.Sample(text => Fuzzing.Within(text, text =>
        {
            var batch = batches.Value!;
            batch.Check(text);
            SoundReading.Assert(text, batch.Reading, batch.Entities);
            Assert.Equal(Graphemes.BorderAtOrBefore(text, batch.Reading.FitsUntil), batch.Reading.FitsUntil);
            var alone = Checker.CheckAsWritten(text, context);
            Assert.Equal(alone.Reading, batch.Reading);
            Assert.Equal(alone.Entities, batch.Entities);
            Assert.Equal(alone.Findings, batch.Findings);
            foreach (var finding in alone.Findings)
            {
                if (finding.Span is { } span)
                    Assert.True(span.Start >= 0 && span.Start <= span.End && span.End <= text.Length && !SoundReading.SplitsPair(text, span.Start) && !SoundReading.SplitsPair(text, span.End), $"{finding.Code} {span}");
            }
        }), iter: Fuzzing.Inputs(3_000));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void AHandleIsReadOrRefused(string id)
    {
        var platform = KnownPlatforms.All.FirstOrDefault(platform => platform.Id.Value == id);
        if (platform is null)
            return;
        Texts.Sample(text => Fuzzing.Within(text, text =>
        {
            if (!platform.Handles.TryParse(text, out var handle))
                return;
            Assert.True(platform.Handles.TryParse(platform.Handles.Mention(handle), out var again) && handle == again, $"{text} is read as {handle}, and {platform.Handles.Mention(handle)} otherwise");
            Assert.StartsWith("https://", platform.Handles.Profile(handle), StringComparison.Ordinal);
        }), iter: Fuzzing.Inputs(3_000));
    }
}
