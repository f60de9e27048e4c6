using System.Text.RegularExpressions;
using PhoneNumbers;

namespace SocialKit.Import.Fields;

/// <summary>Telephone and fax numbers in the international form.</summary>
internal static partial class Phones
{
    /// <summary>A number in E.164, such as <c>+442079251757</c>.</summary>
    /// <param name="written">The number as written.</param>
    /// <param name="region">The country in which a number without its country code is dialled, ISO 3166; null if it is not known.</param>
    /// <returns>Null if it is no number, or no number without knowing the country.</returns>
    public static string? ToE164(string written, string? region)
    {
        if (written.Length > 60)
            return null;
        // "(00 49) 30 …" and "0049 30 …": the international prefix of most of the world, whichever the address.
        written = InternationalPrefix().Replace(written, match => "+" + match.Groups[1].Value + " ");
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse(written, region ?? "ZZ");
            return util.IsPossibleNumber(number) && number.Extension.Length == 0 ? util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A\s*\(?\s*00\s*([1-9][0-9]{0,2})\s*\)?")]
    private static partial Regex InternationalPrefix();

    /// <summary>The first stretch of <paramref name="text"/> that looks like a number, nine digits or more.</summary>
    public static (int Start, int Length)? FindIn(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            if (match.Value.Count(char.IsAsciiDigit) is >= 9 and <= 15)
                return (match.Index, match.Length);
        }
        return null;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}/@_.-])(?:\+|00)?\(?[0-9](?:[ \u00A0().-]{0,3}[0-9]){6,18}(?![\p{L}\p{Nd}@])")]
    private static partial Regex Number();
}
