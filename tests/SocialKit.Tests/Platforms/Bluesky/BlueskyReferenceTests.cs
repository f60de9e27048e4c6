using System.Globalization;
using System.Text;
using SocialKit.Platforms.Bluesky;
using SocialKit.Tests.Text;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The same posts to npm @atproto/api 0.21 and to our rules: every facet, character and byte has to be the same, but for the repaired
/// bug (an address without scheme), which the script repairs on the other side.</summary>
public sealed class BlueskyReferenceTests(ITestOutputHelper output)
{
    private static readonly BlueskyRules Rules = new();

    [Fact]
    public async Task EveryAnswerIsThatOfTheReference()
    {
        var (seed, count) = (NodeReference.Seed, NodeReference.Count);
        output.WriteLine($"@atproto/api 0.21: {count} posts, SOCIALKIT_SEED={seed}");
        var posts = new MixedPosts(seed);
        string[] texts = [.. Enumerable.Range(0, count).Select(_ => posts.Next())];
        await CompareAsync(texts);
    }

    [Fact]
    public async Task EveryUnitIsReadAsTheReferenceReadsIt()
    {
        // Each unit before, inside and behind every kind of entity, and between characters that may join over it.
        var stride = NodeReference.Count > 20_000 ? 1 : 7;
        await CompareAsync([.. Enumerable.Range(0, 0x10000).Where(unit => unit % stride == 0 || unit < 0x3100).Select(unit => (char)unit).Select(unit =>
            $"{unit}#a{unit}1{unit} #{unit} {unit}@a{unit}.com{unit} {unit}$A{unit} {unit}http://a{unit}b.com/{unit} a.co/x?{unit}1{unit} x{unit}.com e{unit}\u0301 क\u094D{unit}क 👩\u200D{unit}👩 \u1100{unit}\u1161")]);
    }

    private async Task CompareAsync(string[] texts)
    {
        var expected = await NodeReference.AnswersAsync("atproto.mjs", "@atproto/api", texts, TestContext.Current.CancellationToken);
        var differences = new List<string>();
        var same = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var actual = Answers(texts[i], expected[i]);
            if (actual == expected[i])
                same++;
            else if (differences.Count < 20)
                differences.Add($"{NodeReference.Escape(texts[i])}\n  expected {expected[i]}\n  actual   {actual}");
        }

        output.WriteLine($"{same}/{texts.Length} the same");
        Assert.True(same == texts.Length, string.Join('\n', differences));
    }

    private static string Answers(string text, string expected)
    {
        var entities = new List<Entity>();
        var reading = Rules.Read(text, entities);
        var shown = expected.Split('|')[^1].Split(';');
        var links = entities.Where(entity => entity.Kind == EntityKind.Link).Select((entity, i) => Shown(entity.Of(text).ToString(), shown.ElementAtOrDefault(i)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{reading.Count.Length}|{reading.Second!.Value.Length}|{string.Join(';', entities.Select(entity => Facet(text, entity)))}|{string.Join(';', links)}");
    }

    // A host that needs Unicode's mapping stays as it is here (see BlueskyShownLink): that is not compared. The reference's own text comes back from bytes, in which half a surrogate pair is U+FFFD.
    private static string Shown(string link, string? expected)
    {
        var shown = Rules.ShowLink(link);
        var host = link[(link.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimStart('/', '\\').Split('/', '\\', '?', '#')[0];
        return shown == link && expected is not null && (!Ascii.IsValid(host) || host.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            ? expected
            : NodeReference.Escape(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown)));
    }

    // What Facets make of one entity, byte offsets counted from the beginning.
    private static string Facet(string text, Entity entity)
    {
        var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, entity.Start));
        var end = Encoding.UTF8.GetByteCount(text.AsSpan(0, entity.End));
        var facet = BlueskyFacets.From(text, [entity]);
        if (facet.Count == 1)
            Assert.Equal((start, end), (facet[0].ByteStart, facet[0].ByteEnd));
        var value = facet switch
        {
            [BlueskyFacet.Mention mention] => "mention," + NodeReference.Escape(mention.Handle),
            [BlueskyFacet.Link link] => "link," + NodeReference.Escape(link.Uri),
            [BlueskyFacet.Tag tag] => "tag," + NodeReference.Escape(tag.Name),
            // What the server would refuse the whole post for: found, but left out of the record.
            _ => (entity.Kind == EntityKind.Link ? "link," : "tag,") + NodeReference.Escape(entity.Kind == EntityKind.Link ? entity.Of(text) : entity.Of(text)[1..]),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{start},{end},{value}");
    }
}
