using System.Globalization;
using SocialKit.Platforms.Bluesky;
using SocialKit.Text;

namespace SocialKit.Benchmarks;

/// <summary>Bluesky's rules beside @atproto/api 0.21: facets, characters and bytes of each post.</summary>
internal static class BlueskyBench
{
    public static async Task RunAsync(IReadOnlyList<string> texts)
    {
        var peer = await NodePeer.BenchAsync("atproto.mjs", "@atproto/api", texts);
        var rules = new BlueskyRules();
        List<Entity> entities = new(64);
        var read = Speed.PerCpuSecond(texts, text =>
        {
            entities.Clear();
            rules.Read(text, entities);
        });
        var facets = Speed.PerCpuSecond(texts, text =>
        {
            entities.Clear();
            rules.Read(text, entities);
            BlueskyFacets.From(text, entities);
        });
        Console.WriteLine("Bluesky: posts per CPU-second, one thread");
        Row($"@atproto/api 0.21 (Node {peer?.GetProperty("node").GetString()}), facets", peer?.GetProperty("facets").GetDouble());
        Row("the same, facets + graphemes + bytes", peer?.GetProperty("all").GetDouble());
        Row("SocialKit, entities + graphemes + bytes", read);
        Row("SocialKit, facets + graphemes + bytes", facets);
        if (peer is { } reference)
        {
            var all = reference.GetProperty("all").GetDouble();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio: {facets / all:F1} with facets as records of their own, {read / all:F1} with entities"));
        }
    }

    private static void Row(string who, double? posts) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {who,-48} {posts,12:N0}"));
}
