using System.Globalization;
using SocialKit.Tests.Text;

namespace SocialKit.Benchmarks;

/// <summary><c>bench text</c>: each peer and ours over the same invented posts, in turn, on one thread; posts per second of CPU time.</summary>
internal static class TextBench
{
    private const int Seed = 20190310;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments.Length > 0 && int.TryParse(arguments[0], CultureInfo.InvariantCulture, out var given) ? given : 100_000;
        var posts = new MixedPosts(Seed);
        string[] texts = [.. Enumerable.Range(0, count).Select(_ => posts.Post())];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} invented posts, {texts.Average(text => text.Length):F0} UTF-16 units on average, seed {Seed}; .NET {Environment.Version}, {Machine.Name()}"));
        Console.WriteLine();
        await XBench.RunAsync(texts);
        Console.WriteLine();
        await BlueskyBench.RunAsync(texts);
        Console.WriteLine();
        GraphemeBench.Run(texts);
        Console.WriteLine();
        Growth.Run(Array.IndexOf(arguments, "--plot") is var plot and >= 0 && plot + 1 < arguments.Length ? arguments[plot + 1] : null);
        return 0;
    }
}
