using System.Globalization;
using System.Text;

namespace SocialKit.Import.Labels;

/// <summary>A text as labels are compared: lower case, without accents, every kind of blank one blank, typographic signs plain.</summary>
/// <remarks>A small mapping of its own, because string.Normalize does nothing under InvariantGlobalization. For labels and names of
/// months and languages only: what a campaign says is never folded.</remarks>
internal sealed class Folded
{
    private readonly int[] _origins;

    private Folded(string text, int[] origins)
    {
        Text = text;
        _origins = origins;
    }

    public string Text { get; }

    /// <summary>The index in the original of the character at <paramref name="index"/>; the original's length at the end.</summary>
    public int OriginOf(int index) => _origins[index];

    public static string Fold(string text) => Of(text).Text;

    public static Folded Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length == 0 || folded[^1] != ' ')
                    Add(' ', i);
                continue;
            }
            if (Ligatures.IndexOf(c, StringComparison.Ordinal) is var ligature and >= 0)
            {
                foreach (var letter in LigatureLetters[ligature])
                    Add(letter, i);
                continue;
            }
            // Soft hyphens, zero-width signs, marks that stand over a letter.
            if (c is '\u00AD' || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
                continue;
            Add(Plain(char.ToLowerInvariant(c)), i);
        }
        origins.Add(text.Length);
        return new Folded(folded.ToString(), [.. origins]);

        void Add(char c, int origin)
        {
            folded.Append(c);
            origins.Add(origin);
        }
    }

    private const string Ligatures = "\uFB00\uFB01\uFB02\uFB03\uFB04\u00DF\u0153\u00E6\u0152\u00C6";
    private static readonly string[] LigatureLetters = ["ff", "fi", "fl", "ffi", "ffl", "ss", "oe", "ae", "oe", "ae"];

    private const string Accented = "àáâãäåāăąçćčďèéêëēėęěğìíîïīłñńňòóôõöøōőŕřśşšťùúûüūůűýÿźżžйё\u2018\u2019\u201A\u02BC\u201C\u201D\u201E\u00AB\u00BB\u2010\u2011\u2012\u2013\u2014\u2212\uFF1A\uFE55";
    private const string Bare = "aaaaaaaaacccdeeeeeeeegiiiiilnnnoooooooorrssstuuuuuuuyyzzzие''''\"\"\"\"\"------::";

    private static char Plain(char c)
    {
        if (c < 0x80)
            return c;
        if (c is >= '\uFF01' and <= '\uFF5E')
            return char.ToLowerInvariant((char)(c - 0xFEE0));
        var index = Accented.IndexOf(c, StringComparison.Ordinal);
        return index >= 0 ? Bare[index] : c;
    }
}
