using SocialKit.Text;

namespace SocialKit.Campaigns;

/// <summary>Words the hint at what somebody probably meant.</summary>
internal static class Nearest
{
    private const int LongestWord = 40;

    /// <summary>"Did you mean 'x'? " with the candidate nearest to <paramref name="written"/>; empty if none differs in at most a third of its letters, case aside.</summary>
    public static string Hint(string written, IEnumerable<string> candidates) =>
        written.Length <= LongestWord
        && EditDistance.Nearest(written, candidates.Where(candidate => candidate.Length <= LongestWord), most: Math.Max(1, written.Length / 3)) is { } nearest
            ? $"Did you mean '{nearest}'? "
            : "";
}
