using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialKit.Tables;

/// <summary>Every text that an emoji expression of twemoji-parser can match, in the order in which its alternatives are tried.</summary>
/// <remarks>The expression has no repetition, so there are finitely many. It uses groups, brackets, <c>?</c> and <c>(?!\ufe0e)</c> at an end.</remarks>
internal sealed partial class EmojiExpression
{
    /// <summary>Stands at the end of a text that matches only if no U+FE0E follows.</summary>
    public const char UnlessTextStyle = '\0';

    private readonly string _source;
    private int _at;

    private EmojiExpression(string source) => _source = source;

    /// <summary>The texts of the expression in <paramref name="javaScript"/>.</summary>
    public static IEnumerable<string> Texts(string javaScript) => new EmojiExpression(Literal().Match(javaScript).Groups[1].Value).Alternatives();

    private List<string> Alternatives()
    {
        List<string> all = [];
        while (true)
        {
            all.AddRange(Sequence());
            if (_at == _source.Length || _source[_at] == ')')
                return all;
            _at++;
        }
    }

    private List<string> Sequence()
    {
        List<string> texts = [""];
        while (_at < _source.Length && _source[_at] is not ('|' or ')'))
        {
            var next = Item();
            if (_at < _source.Length && _source[_at] == '?')
            {
                _at++;
                next.Add("");
            }
            texts = [.. texts.SelectMany(text => next.Select(part => Join(text, part)))];
        }
        return texts;
    }

    // What stands after "unless U+FE0E follows" (a skin tone) is not U+FE0E, so the condition holds by itself.
    private static string Join(string text, string part) =>
        part.Length > 0 && text.EndsWith(UnlessTextStyle) ? text[..^1] + part : text + part;

    private List<string> Item()
    {
        if (_source[_at] == '(')
        {
            _at++;
            if (_source.AsSpan(_at).StartsWith(@"?!\ufe0e)", StringComparison.Ordinal))
            {
                _at += @"?!\ufe0e)".Length;
                return [UnlessTextStyle.ToString()];
            }
            if (_source.AsSpan(_at).StartsWith("?:", StringComparison.Ordinal))
                _at += 2;
            else if (_source[_at] == '?')
                throw new NotSupportedException($"At {_at}: {_source[_at..(_at + 10)]}");
            var inner = Alternatives();
            _at++;
            return inner;
        }
        if (_source[_at] != '[')
            return [Unit().ToString()];
        _at++;
        List<string> members = [];
        while (_source[_at] != ']')
        {
            var first = Unit();
            var last = first;
            if (_source[_at] == '-')
            {
                _at++;
                last = Unit();
            }
            for (int unit = first; unit <= last; unit++)
                members.Add(((char)unit).ToString());
        }
        _at++;
        return members;
    }

    private char Unit()
    {
        if (_source[_at] != '\\')
            return _source[_at++];
        if (_source[_at + 1] != 'u')
            throw new NotSupportedException($"At {_at}: {_source[_at..(_at + 10)]}");
        _at += 6;
        return (char)int.Parse(_source.AsSpan(_at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"exports\.default = /(.*)/g;")]
    private static partial Regex Literal();
}
