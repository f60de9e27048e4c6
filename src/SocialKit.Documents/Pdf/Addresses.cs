using System.Text;

namespace SocialKit.Documents.Pdf;

/// <summary>Spells out joined letters in what can hold none: e-mail and web addresses, handles, hashtags.</summary>
/// <remarks>A font draws "ffi" as one sign, and the PDF says U+FB03. In a text that stays as the PDF says it; an address with that sign would be another
/// one, and no server, network or person has one like it.</remarks>
internal static class Addresses
{
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['\uFB00'] = "ff", ['\uFB01'] = "fi", ['\uFB02'] = "fl", ['\uFB03'] = "ffi", ['\uFB04'] = "ffl", ['\uFB05'] = "st", ['\uFB06'] = "st",
    };

    /// <summary>True for a letter that stands for several.</summary>
    public static bool IsJoined(char c) => Letters.ContainsKey(c);

    public static List<Glyph> Spelled(List<Glyph> glyphs)
    {
        if (!glyphs.Exists(glyph => glyph.Text.Any(IsJoined)))
            return glyphs;
        var spelled = new List<Glyph>(glyphs);
        for (var start = 0; start < spelled.Count; start++)
        {
            var end = start;
            while (end < spelled.Count && !spelled[end].IsBlank)
                end++;
            var word = string.Concat(spelled.Skip(start).Take(end - start).Select(glyph => glyph.Text));
            if (word.Contains('@', StringComparison.Ordinal) || word.Contains('#', StringComparison.Ordinal) || word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            {
                for (var i = start; i < end; i++)
                    spelled[i] = spelled[i] with { Text = Spelled(spelled[i].Text) };
            }
            start = end;
        }
        return spelled;
    }

    private static string Spelled(string text)
    {
        var spelled = new StringBuilder();
        foreach (var c in text)
            spelled.Append(Letters.TryGetValue(c, out var letters) ? letters : c.ToString());
        return spelled.ToString();
    }
}
