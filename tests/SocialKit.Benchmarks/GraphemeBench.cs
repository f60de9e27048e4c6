using System.Globalization;
using SocialKit.Text;

namespace SocialKit.Benchmarks;

/// <summary>Counting characters beside .NET's own StringInfo.</summary>
internal static class GraphemeBench
{
    private const int AsciiLength = 10_000_000;

    public static void Run(IReadOnlyList<string> texts)
    {
        var sum = 0L;
        var ours = Speed.PerCpuSecond(texts, text => sum += Graphemes.Count(text));
        var theirs = Speed.PerCpuSecond(texts, text => sum += new StringInfo(text).LengthInTextElements);
        string[] ascii = [string.Concat(Enumerable.Repeat("Release them now. ", AsciiLength / "Release them now. ".Length))];
        var fast = Speed.PerCpuSecond(ascii, text => sum += Graphemes.Count(text)) * ascii[0].Length;
        Console.WriteLine("Characters (graphemes): one thread");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  StringInfo, mixed posts     {theirs,12:N0} posts per CPU-second"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  SocialKit, mixed posts      {ours,12:N0} posts per CPU-second, ratio {ours / theirs:F1}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  SocialKit, ASCII            {fast / 1e9,12:F2} billion characters per CPU-second, {fast * sizeof(char) / 1e9:F1} GB/s of UTF-16 ({sum} counted)"));
    }
}
