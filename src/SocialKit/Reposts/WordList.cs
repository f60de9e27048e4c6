using System.Globalization;
using System.Text;
using SocialKit.Text;

namespace SocialKit.Reposts;

/// <summary>Words and phrases that texts are searched for: whole, without case, hidden characters aside. A "*" at an end stands for any letters there; between letters of scripts that set no blanks no border is wanted.</summary>
public sealed class WordList
{
    private readonly ValueList<(string Written, string Folded, bool IsOpenBefore, bool IsOpenBehind)> _words;

    /// <summary>The words, as people write them.</summary>
    public WordList(IEnumerable<string> words) => _words =
    [
        .. words.Select(word => (word, Fold(word.Trim('*')), word.StartsWith('*'), word.EndsWith('*'))).Where(word => word.Item2.Length > 0),
    ];

    /// <summary>The first of the words that <paramref name="text"/> has, as it was written; null if it has none.</summary>
    public string? FirstIn(string text)
    {
        if (_words.Count == 0)
            return null;
        var folded = Fold(text);
        foreach (var (written, word, isOpenBefore, isOpenBehind) in _words)
        {
            for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                if ((isOpenBefore || IsBorder(folded, at)) && (isOpenBehind || IsBorder(folded, at + word.Length)))
                    return written;
            }
        }
        return null;
    }

    /// <summary>A text as it is compared: composed, without hidden characters and case, each stretch of blanks one blank.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Nfc.Normalize(text).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                    folded.Append(' ');
            }
            else if (HiddenCharacters.Name(rune.Value) is null && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                // Upper first: so that both sigmas, and the long s, meet.
                folded.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).ToString());
            }
        }
        return folded.ToString().TrimEnd(' ');
    }

    private static bool IsBorder(string text, int at) => at == 0 || at == text.Length || !(IsOfWord(Before(text, at)) && IsOfWord(Behind(text, at)));

    private static Rune Before(string text, int at) => Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : Rune.ReplacementChar;

    private static Rune Behind(string text, int at) => Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : Rune.ReplacementChar;

    private static bool IsOfWord(Rune rune) => (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) && !SetsNoBlanks(rune.Value);

    // Thai, Lao, Tibetan, Burmese, Khmer; kana; Han with its extensions.
    private static bool SetsNoBlanks(int c) => c is >= 0x0E00 and <= 0x0FFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF or >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
