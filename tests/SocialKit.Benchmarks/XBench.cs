using System.Globalization;
using SocialKit.Platforms.X;
using SocialKit.Text;

namespace SocialKit.Benchmarks;

/// <summary>X's rules beside twitter-text 3.1.0.</summary>
internal static class XBench
{
    public static async Task RunAsync(IReadOnlyList<string> texts)
    {
        var peer = await NodePeer.BenchAsync("twitter-text.js", "twitter-text", texts);
        var reader = new XReader(XProfile.TwitterText310);
        var current = new XRules(XProfile.Current);
        List<Entity> entities = new(64);
        var parse = Speed.PerCpuSecond(texts, text => reader.Measure(text));
        var all = Speed.PerCpuSecond(texts, text =>
        {
            entities.Clear();
            reader.Read(text, entities);
        });
        var now = Speed.PerCpuSecond(texts, text =>
        {
            entities.Clear();
            current.Read(text, entities);
        });
        Console.WriteLine("X: posts per CPU-second, one thread");
        Row($"twitter-text 3.1.0 (Node {peer?.GetProperty("node").GetString()})", peer?.GetProperty("parse").GetDouble(), peer?.GetProperty("all").GetDouble());
        Row("SocialKit, twitter-text-3.1.0", parse, all);
        Row("SocialKit, x-current", null, now);
        if (peer is { } reference)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio: parse {parse / reference.GetProperty("parse").GetDouble():F1}, parse + all entities {all / reference.GetProperty("all").GetDouble():F1} (x-current {now / reference.GetProperty("all").GetDouble():F1})"));
    }

    private static void Row(string who, double? parse, double? all) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {who,-36} parse {parse,12:N0}   parse + all entities {all,12:N0}"));
}
