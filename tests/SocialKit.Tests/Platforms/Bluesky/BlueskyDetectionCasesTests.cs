using System.Text;
using System.Text.Json;
using SocialKit.Platforms.Bluesky;
using SocialKit.Posts;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The reference's own cases of facet detection, from outside.</summary>
public sealed class BlueskyDetectionCasesTests
{
    [Fact]
    public void EveryCaseOfTheReferenceIsReadAsThere()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(TestData.Path("atproto/richtext-detection-cases.json")));
        var failures = new List<string>();
        var count = 0;
        foreach (var entry in cases.RootElement.GetProperty("segments").EnumerateArray())
            Check(entry, facets => Segments(entry.GetProperty("text").GetString()!, facets), [.. entry.GetProperty("segments").EnumerateArray().Select(Segment)]);
        foreach (var entry in cases.RootElement.GetProperty("tags").EnumerateArray().Concat(cases.RootElement.GetProperty("cashtags").EnumerateArray()))
            Check(entry, facets => [.. facets.OfType<BlueskyFacet.Tag>().Select(tag => $"{tag.Name} {tag.ByteStart} {tag.ByteEnd}")], Tags(entry));

        TestContext.Current.TestOutputHelper?.WriteLine($"facet detection cases: {count - failures.Count}/{count}");
        Assert.Empty(failures);
        Assert.Equal(97, count);

        void Check(JsonElement entry, Func<ValueList<BlueskyFacet>, string[]> read, string[] expected)
        {
            count++;
            var text = entry.GetProperty("text").GetString()!;
            var found = read(BlueskyFacets.Of(new Post(BlueskyPlatform.Id, text)));
            if (!found.SequenceEqual(expected))
                failures.Add($"{text}: {string.Join(" | ", found)} instead of {string.Join(" | ", expected)}");
        }
    }

    private static string Segment(JsonElement segment) => segment.GetArrayLength() == 1
        ? segment[0].GetString()!
        : $"{segment[0].GetString()} -> {segment[1].GetString()!.Replace("did:fake:", "@", StringComparison.Ordinal)}";

    private static string[] Segments(string text, ValueList<BlueskyFacet> facets)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var segments = new List<string>();
        var at = 0;
        foreach (var facet in facets)
        {
            if (facet.ByteStart > at)
                segments.Add(Encoding.UTF8.GetString(bytes[at..facet.ByteStart]));
            var target = facet switch
            {
                BlueskyFacet.Link link => link.Uri,
                BlueskyFacet.Mention mention => "@" + mention.Handle,
                BlueskyFacet.Tag tag => tag.Name,
                _ => "",
            };
            segments.Add($"{Encoding.UTF8.GetString(bytes[facet.ByteStart..facet.ByteEnd])} -> {target}");
            at = facet.ByteEnd;
        }

        if (at < bytes.Length)
            segments.Add(Encoding.UTF8.GetString(bytes[at..]));
        return [.. segments];
    }

    private static string[] Tags(JsonElement entry) =>
    [
        .. entry.GetProperty("tags").EnumerateArray().Zip(entry.GetProperty("indices").EnumerateArray(),
            (tag, index) => $"{tag.GetString()} {index.GetProperty("byteStart").GetInt32()} {index.GetProperty("byteEnd").GetInt32()}"),
    ];
}
