using System.Globalization;
using System.Text;

namespace SocialKit.Text;

/// <summary>Finds the hidden characters of a text one after another, without allocation and in time linear in the text.</summary>
internal ref struct HiddenCharacterScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _from;

    // What the whole text says, once it has been asked.
    private bool? _hasRightToLeft;

    // Behind the tag that was looked at last, and what was found: the tags of one flag stand side by side, and share their answer.
    private int _tagEnd = -1;
    private bool _isFlag;

    /// <summary>The one that was found last.</summary>
    public HiddenCharacter Current { get; private set; }

    public bool MoveNext()
    {
        while (_from < _text.Length && TextMarks.NextMaybeHidden(_text, _from) is var at and >= 0)
        {
            _from = at + 1;
            if (Rune.DecodeFromUtf16(_text[at..], out var rune, out var length) != System.Buffers.OperationStatus.Done)
                continue;
            _from = at + length;
            if (HiddenCharacters.Name(rune.Value) is not { } name || IsNeeded(at, rune.Value))
                continue;
            Current = new(new(at, at + length), rune.Value, name);
            return true;
        }
        _from = _text.Length;
        return false;
    }

    private bool IsNeeded(int at, int codePoint) => codePoint switch
    {
        0x200C => JoinsLetters(at),
        0x200D => JoinsLetters(at) || JoinsEmoji(at),
        0x200E or 0x200F or 0x61C => _hasRightToLeft ??= Direction.HasRightToLeft(_text),
        >= 0xE0000 and <= 0xE007F => IsFlagTag(at),
        _ => false,
    };

    // Arabic, Persian and the scripts of India need joiners between letters; Latin, Greek and Cyrillic never do.
    private readonly bool JoinsLetters(int at) => IsJoining(at - 1) && (at + 1 >= _text.Length || IsJoining(at + 1) || char.IsWhiteSpace(_text[at + 1]));

    private readonly bool IsJoining(int at) =>
        at >= 0 && at < _text.Length && _text[at] >= '\u0600'
        && CharUnicodeInfo.GetUnicodeCategory(_text[at]) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ModifierLetter;

    private readonly bool JoinsEmoji(int at) => at > 0 && at + 1 < _text.Length && IsPictorial(_text[at - 1]) && IsPictorial(_text[at + 1]);

    private static bool IsPictorial(char c) =>
        char.IsSurrogate(c) || c == '\uFE0F' || (c >= '\u2190' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol);

    // A flag of a part of a country: a black flag, tags, and the cancel tag at the end.
    private bool IsFlagTag(int at)
    {
        const string blackFlag = "\U0001F3F4";
        if (_tagEnd != at)
            _isFlag = _text[..at].EndsWith(blackFlag);
        _tagEnd = at + 2;
        return _isFlag;
    }
}
