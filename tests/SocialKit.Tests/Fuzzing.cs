using System.Globalization;
using SocialKit.Testing;

namespace SocialKit.Tests;

/// <summary>How long the tests with generated inputs run, and how long one input may take.</summary>
internal static class Fuzzing
{
    // Inputs are a few kilobytes at most and take microseconds; whatever takes as long as this would never end.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>How many inputs to try: <paramref name="few"/>, or what the environment variable SOCIALKIT_FUZZ says.</summary>
    public static long Inputs(long few) => Environment.GetEnvironmentVariable("SOCIALKIT_FUZZ") is { Length: > 0 } count ? long.Parse(count, CultureInfo.InvariantCulture) : few;

    /// <summary>Does <paramref name="work"/> with one input, and fails if it took too much of the thread's CPU time.</summary>
    public static void Within(string input, Action<string> work)
    {
        var start = ThreadClock.Now;
        work(input);
        var took = ThreadClock.Now - start;
        Assert.True(took < Longest, $"{took.TotalSeconds:F1} s for {input.Length} units");
    }
}
