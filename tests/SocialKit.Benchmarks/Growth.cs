using System.Globalization;
using System.Text;
using SocialKit.Platforms.X;
using SocialKit.Testing;
using SocialKit.Tests.Text;
using SocialKit.Text;

namespace SocialKit.Benchmarks;

/// <summary>What a character costs as texts grow, by the thread's own CPU time.</summary>
internal static class Growth
{
    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000, 1_000_000];

    private static readonly string[] Fragments = ["@", "(", ".", "a.", "#a", "a.com ", "http://a.com/(", "日", "👨\u200D", "e\u0301"];

    public static void Run(string? plot)
    {
        var rules = new XRules(XProfile.Current);
        var posts = new MixedPosts(1);
        var mixed = new StringBuilder();
        while (mixed.Length < Sizes[^1])
            mixed.Append(posts.Post()).Append('\n');
        List<(string Name, double[] Cost)> series = [("mixed posts", Costs(rules, mixed.ToString()))];
        foreach (var fragment in Fragments)
            series.Add((Name(fragment), Costs(rules, string.Concat(Enumerable.Repeat(fragment, (Sizes[^1] / fragment.Length) + 1)))));
        Console.WriteLine("X: nanoseconds of CPU time per UTF-16 unit as texts grow");
        Console.WriteLine("  " + "text".PadRight(18) + string.Concat(Sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture).PadLeft(11))) + "   most/least");
        foreach (var (name, cost) in series)
            Console.WriteLine("  " + name.PadRight(18) + string.Concat(cost.Select(ns => ns.ToString("F2", CultureInfo.InvariantCulture).PadLeft(11))) + (cost.Max() / cost.Min()).ToString("F2", CultureInfo.InvariantCulture).PadLeft(13));
        if (plot is not null)
            File.WriteAllText(plot, GrowthPlot.Svg(Sizes, series));
    }

    // The same text whole and cut into pieces, so that only the size differs.
    private static double[] Costs(XRules rules, string text) => [.. Sizes.Select(size => Cost(rules, text.AsMemory(0, Sizes[^1]), size))];

    private static double Cost(XRules rules, ReadOnlyMemory<char> text, int size)
    {
        List<Entity> entities = new(size);
        var best = double.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            var start = ThreadClock.Now;
            for (var at = 0; at < text.Length; at += size)
            {
                entities.Clear();
                rules.Read(text.Span.Slice(at, size), entities);
            }
            best = Math.Min(best, (ThreadClock.Now - start).TotalNanoseconds / text.Length);
        }
        return best;
    }

    private static string Name(string fragment) => string.Concat(fragment.Select(unit => unit is >= ' ' and <= '~' ? unit.ToString() : $"\\u{(int)unit:X4}")) + "…";
}
