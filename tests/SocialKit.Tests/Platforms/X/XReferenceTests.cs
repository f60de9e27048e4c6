using System.Globalization;
using SocialKit.Platforms.X;
using SocialKit.Tests.Text;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.X;

/// <summary>The same posts to npm twitter-text 3.1.0 and to the profile of that name: every answer has to be the same.</summary>
public sealed class XReferenceTests(ITestOutputHelper output)
{
    private static readonly XExtract Extract = new(XProfile.TwitterText310);
    private static readonly XReader Reader = new(XProfile.TwitterText310);
    private static readonly XValidate Validate = new(XProfile.TwitterText310);
    private static readonly XAutoLink AutoLink = new(XProfile.TwitterText310);
    private static readonly XRules Rules = new(XProfile.TwitterText310);

    private static readonly XAutoLinkOptions AsReference = new() { EscapesText = false };

    private static readonly XAutoLinkOptions Other = new()
    {
        NoFollow = false, LinksAtSign = true, OpensNewWindow = true, SignElement = "s", WordElement = "b", AddressClass = "u", LinksLists = false,
    };

    [Fact]
    public async Task EveryAnswerIsThatOfTheReference()
    {
        var (seed, count) = (NodeReference.Seed, NodeReference.Count);
        output.WriteLine($"twitter-text 3.1.0: {count} posts, SOCIALKIT_SEED={seed}");
        var posts = new MixedPosts(seed);
        string[] texts = [.. Enumerable.Range(0, count).Select(_ => posts.Next())];
        var expected = await NodeReference.AnswersAsync("twitter-text.js", "twitter-text", texts, TestContext.Current.CancellationToken);
        var same = 0;
        List<string> differences = [];
        for (var i = 0; i < count; i++)
        {
            var actual = Answers(texts[i]);
            if (actual == expected[i])
                same++;
            else if (differences.Count < 20)
                differences.Add($"{NodeReference.Escape(texts[i])}\n  expected {Difference(expected[i], actual)}\n  actual   {Difference(actual, expected[i])}");
        }
        output.WriteLine($"{same}/{count} the same");
        Assert.True(same == count, string.Join('\n', differences));
    }

    [Fact]
    public async Task EveryUnitAloneAndGluedIsReadAsTheReferenceReadsIt()
    {
        // Each unit before and inside a hashtag, a mention, a cashtag and a link, in a path, and in a query.
        string[] texts = [.. Enumerable.Range(0, 0x10000).Where(unit => unit % Stride == 0 || unit < 0x2100).Select(unit => (char)unit).Select(unit =>
            $"{unit}#a{unit}1 {unit}@ab{unit} {unit}$A{unit} {unit}http://a{unit}b.com/{unit} a.co/x?{unit}1 x{unit}.com")];
        var expected = await NodeReference.AnswersAsync("twitter-text.js", "twitter-text", texts, TestContext.Current.CancellationToken);
        Assert.Equal(expected, texts.Select(Answers));
    }

    // All 65,536 in the long mode.
    private static int Stride => NodeReference.Count > 20_000 ? 1 : 7;

    private static string Answers(string text) => string.Join('|',
        Length(text, XConfiguration.V3), Length(text, XConfiguration.V2), Length(text, XConfiguration.V1),
        All(text),
        Entities(Extract.Links(text, withoutScheme: false)),
        Entities(Extract.Hashtags(text)),
        Entities(XExtract.MentionsOrLists(text)),
        Entities(XExtract.Cashtags(text)),
        NodeReference.Escape(XExtract.Reply(text)),
        string.Concat(((bool[])[Validate.IsPost(text), XValidate.IsMention(text), XValidate.IsList(text), Validate.IsHashtag(text),
            XValidate.IsAddress(text), XValidate.IsAddress(text, requireScheme: false), XValidate.IsAddress(text, unicodeDomains: false, requireScheme: false)]).Select(flag => flag ? '1' : '0')),
        NodeReference.Escape(Nfc.Normalize(text)),
        NodeReference.Escape(AutoLink.ToHtml(text, AsReference)),
        NodeReference.Escape(AutoLink.ToHtml(text, Other)),
        NodeReference.Escape(XHitHighlight.Mark(text, [new(1, 3), new(5, 8)])));

    // The reader that posts are checked with and the one that gives the words have to find the same.
    private static string All(string text)
    {
        var entities = Extract.All(text);
        List<Entity> read = [];
        var reading = Rules.Read(text, read);
        Assert.Equal(entities.Select(entity => new Entity(entity.Kind, entity.Start, entity.End)), read);
        Assert.Equal(Reader.Measure(text).WeightedLength, reading.Count.Length);
        return Entities(entities);
    }

    private static string Entities(IEnumerable<XEntity> entities) => string.Join(';', entities.Select(entity =>
        $"{entity.Kind.ToString().ToLowerInvariant()},{entity.Start},{entity.End},{NodeReference.Escape(entity.Value + entity.List)}"));

    private static string Length(string text, XConfiguration configuration)
    {
        var length = Reader.Measure(text, configuration);
        return string.Create(CultureInfo.InvariantCulture, $"{length.WeightedLength},{(length.IsValid ? 1 : 0)},{length.Permillage},{length.ValidRangeEnd},{length.DisplayRangeEnd}");
    }

    private static string Difference(string one, string other) =>
        string.Join(" | ", one.Split('|').Zip([.. other.Split('|'), .. Enumerable.Repeat("", 14)]).Index().Where(item => item.Item.First != item.Item.Second).Select(item => $"[{item.Index}] {item.Item.First}"));
}
