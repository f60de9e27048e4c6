using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialKit.Tables;

/// <summary>The character classes of the X reference: sets of UTF-16 units, as its expressions without the <c>u</c> flag see a text.</summary>
internal sealed partial class JsClasses(NpmPackages packages, EsCase cases)
{
    private const string Folder = "twitter-text/dist/esm/regexp/";

    /// <summary>The class whose members a file lists, such as <c>latinAccentChars</c>.</summary>
    public BitArray Members(string file) => Parse(Body(file));

    /// <summary>The class that is the first bracket of a file's expression, under the <c>i</c> flag.</summary>
    public BitArray FirstBracketIgnoringCase(string file)
    {
        var body = Body(file);
        return cases.Close(Parse(body[(body.IndexOf('[', StringComparison.Ordinal) + 1)..EndOfBracket(body)]));
    }

    /// <summary>The members that <paramref name="body"/> of a bracket lists, under the <c>i</c> flag.</summary>
    public BitArray IgnoringCase(string body) => cases.Close(Parse(body));

    /// <summary>The pairs of surrogates that a file of <c>\udXXX[\udXXX-\udXXX]|…</c> lists, as ranges of code points.</summary>
    public IEnumerable<(int First, int Last)> Astral(string file)
    {
        foreach (Match part in Pair().Matches(Body(file)))
        {
            var high = Hex(part.Groups[1].Value);
            if (part.Groups[3].Success)
                yield return (char.ConvertToUtf32((char)high, (char)Hex(part.Groups[3].Value)), char.ConvertToUtf32((char)high, (char)Hex(part.Groups[3].Value)));
            foreach (var (first, last) in Ranges(part.Groups[2].Value))
                yield return (char.ConvertToUtf32((char)high, (char)first), char.ConvertToUtf32((char)high, (char)last));
        }
    }

    private string Body(string file)
    {
        var text = packages.Text($"{Folder}{file}.js");
        var body = Literal().Match(text).Groups[1].Value;
        return Reference().Replace(body, match => Body(match.Groups[1].Value));
    }

    private static BitArray Parse(string body)
    {
        var set = new BitArray(0x10000);
        foreach (var (first, last) in Ranges(body))
        {
            for (var unit = first; unit <= last; unit++)
                set[unit] = true;
        }
        return set;
    }

    private static IEnumerable<(int First, int Last)> Ranges(string body)
    {
        for (var i = 0; i < body.Length;)
        {
            var first = Unit(body, ref i);
            if (i + 1 < body.Length && body[i] == '-')
            {
                i++;
                yield return (first, Unit(body, ref i));
            }
            else
            {
                yield return (first, first);
            }
        }
    }

    private static int Unit(string body, ref int i)
    {
        if (body[i] != '\\')
            return body[i++];
        i += 2;
        var digits = body[i - 1] switch { 'u' => 4, 'x' => 2, _ => 0 };
        i += digits;
        return digits == 0 ? body[i - 1] : Hex(body.Substring(i - digits, digits));
    }

    private static int EndOfBracket(string body)
    {
        for (var i = body.IndexOf('[', StringComparison.Ordinal); ; i++)
        {
            if (body[i] == '\\')
                i++;
            else if (body[i] == ']')
                return i;
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // The expression of a file: `= /…/` or the first argument `(/…/`.
    [GeneratedRegex(@"(?:= |\()/(.*)/[gim]*(?:;|, \{)")]
    private static partial Regex Literal();

    [GeneratedRegex(@"#\{(\w+)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\\u(d[89ab]..)(?:\[([^\]]*)\]|\\u(d[c-f]..))", RegexOptions.IgnoreCase)]
    private static partial Regex Pair();
}
