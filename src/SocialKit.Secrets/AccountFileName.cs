using System.Globalization;
using System.Text;

namespace SocialKit.Secrets;

/// <summary>The name of a file that belongs to an account. Two accounts never share one, also where a file system knows no case.</summary>
internal static class AccountFileName
{
    /// <summary>The account's id as it stands where it is small letters, digits, "-", "_" and "." inside; every other byte as %XX.</summary>
    public static string Of(string account)
    {
        var name = new StringBuilder(account.Length);
        foreach (var part in Encoding.UTF8.GetBytes(account))
        {
            var letter = (char)part;
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' || (letter == '.' && name.Length > 0))
                name.Append(letter);
            else
                name.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
        }
        return name.ToString();
    }
}
