using System.Globalization;
using System.Text;

namespace SocialKit.Campaigns;

/// <summary>Writes a text as a YAML value on one line: plain where YAML reads it back as that text, in quotes elsewhere.</summary>
internal static class YamlScalar
{
    /// <summary>True for the plain words that YAML reads as "nothing".</summary>
    public static bool IsNull(string plain) => plain is "" or "~" or "null" or "Null" or "NULL";

    public static string Write(string text)
    {
        if (text.Any(NeedsEscape))
            return InDoubleQuotes(text);
        return IsPlain(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text != text.Trim() || IsAnotherType(text))
            return false;
        if (text[0] is ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`')
            return false;
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
            return false;
        return text[^1] != ':' && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);
    }

    /// <summary>True for what other YAML readers take for a number, a truth value or a day.</summary>
    private static bool IsAnotherType(string text) =>
        IsNull(text)
        || text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n"
        || ((char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.' or ':' or '_'));

    // White space other than a blank, and what nobody sees, would be lost or misread outside double quotes.
    private static bool NeedsEscape(char c) =>
        c != ' ' && (char.IsControl(c) || char.IsWhiteSpace(c) || c is '\uFEFF' || char.GetUnicodeCategory(c) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);

    private static string InDoubleQuotes(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (NeedsEscape(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
