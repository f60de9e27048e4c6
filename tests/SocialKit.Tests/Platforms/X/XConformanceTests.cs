using System.Globalization;
using SocialKit.Platforms.X;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.X;

/// <summary>The conformance suite of twitter-text (twitter/twitter-text @30e2430), every case of validate, extract and tlds.</summary>
public sealed class XConformanceTests(ITestOutputHelper output)
{
    private static readonly XExtract Extract = new(XProfile.TwitterText310);
    private static readonly XReader Reader = new(XProfile.TwitterText310);
    private static readonly XValidate Validate = new(XProfile.TwitterText310);

    private static readonly Dictionary<(string File, string Section), Func<XSuite.Case, (object? Expected, object? Actual)>> Checks = new()
    {
        [("validate", "tweets")] = test => (test.ExpectedFlag, Validate.IsPost(test.Text, XConfiguration.V1)),
        [("validate", "usernames")] = test => (test.ExpectedFlag, XValidate.IsMention(test.Text)),
        [("validate", "lists")] = test => (test.ExpectedFlag, XValidate.IsList(test.Text)),
        [("validate", "hashtags")] = test => (test.ExpectedFlag, Validate.IsHashtag(test.Text)),
        [("validate", "urls")] = test => (test.ExpectedFlag, XValidate.IsAddress(test.Text)),
        [("validate", "urls_without_protocol")] = test => (test.ExpectedFlag, XValidate.IsAddress(test.Text, requireScheme: false)),
        [("validate", "WeightedTweetsCounterTest")] = test => Length(test, XConfiguration.V2),
        [("validate", "WeightedTweetsWithDiscountedEmojiCounterTest")] = test => Length(test, XConfiguration.V3),
        [("validate", "UnicodeDirectionalMarkerCounterTest")] = test => Length(test, XConfiguration.V3),
        [("extract", "mentions")] = test => Values(test, XExtract.Mentions(test.Text)),
        [("extract", "mentions_with_indices")] = test => Entities(test, "screen_name", XExtract.Mentions(test.Text)),
        [("extract", "mentions_or_lists_with_indices")] = test => Entities(test, "screen_name", XExtract.MentionsOrLists(test.Text)),
        [("extract", "replies")] = test => (test.Expected, XExtract.Reply(test.Text)),
        [("extract", "urls")] = test => Values(test, Extract.Links(test.Text)),
        [("extract", "urls_with_indices")] = test => Entities(test, "url", Extract.Links(test.Text)),
        [("extract", "urls_with_directional_markers")] = test => Entities(test, "url", Extract.Links(test.Text)),
        [("extract", "tco_urls_with_params")] = test => Values(test, Extract.Links(test.Text)),
        [("extract", "hashtags")] = test => Values(test, Extract.Hashtags(test.Text)),
        [("extract", "hashtags_from_astral")] = test => Values(test, Extract.Hashtags(test.Text)),
        [("extract", "hashtags_with_indices")] = test => Entities(test, "hashtag", Extract.Hashtags(test.Text)),
        [("extract", "cashtags")] = test => Values(test, XExtract.Cashtags(test.Text)),
        [("extract", "cashtags_with_indices")] = test => Entities(test, "cashtag", XExtract.Cashtags(test.Text)),
        [("tlds", "country")] = test => Values(test, Extract.Links(test.Text)),
        [("tlds", "generic")] = test => Values(test, Extract.Links(test.Text)),
    };

    [Fact]
    public void EveryCaseOfTheSuiteHolds()
    {
        List<string> failures = [];
        var cases = 0;
        foreach (var file in (string[])["validate", "extract", "tlds"])
        {
            foreach (var section in XSuite.Sections(file))
            {
                foreach (var test in XSuite.Section(file, section))
                {
                    cases++;
                    var (expected, actual) = Checks[(file, section)](test);
                    if (!Equals(expected, actual))
                        failures.Add($"{file}/{section}: {test.Description}\n  expected {expected}\n  actual   {actual}");
                }
            }
        }
        output.WriteLine($"twitter-text conformance: {cases - failures.Count}/{cases}");
        Assert.Empty(failures);
        Assert.Equal(1909, cases);
    }

    private static (object?, object?) Values(XSuite.Case test, IEnumerable<XEntity> entities) =>
        (string.Join(' ', test.ExpectedTexts), string.Join(' ', entities.Select(entity => entity.Value)));

    private static (object?, object?) Entities(XSuite.Case test, string key, IEnumerable<XEntity> entities)
    {
        var positions = new TextPositions(test.Text);
        var actual = entities.Select(entity => entity.InCodePoints(positions)).Select(entity => $"{entity.Value}{entity.List}@{entity.Start}-{entity.End}");
        return (string.Join(' ', test.ExpectedEntities(key)), string.Join(' ', actual));
    }

    private static (object?, object?) Length(XSuite.Case test, XConfiguration configuration)
    {
        var expected = (Dictionary<string, object?>)test.Expected!;
        int Number(string key) => int.Parse((string)expected[key]!, CultureInfo.InvariantCulture);
        return (
            new XLength(Number("weightedLength"), bool.Parse((string)expected["valid"]!), Number("permillage"), Number("validRangeEnd"), Number("displayRangeEnd")),
            Reader.Measure(test.Text, configuration));
    }
}
