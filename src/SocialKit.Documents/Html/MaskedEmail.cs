using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace SocialKit.Documents.Html;

/// <summary>Addresses that Cloudflare shows to a browser with scripts only: the element carries them, in a form that every browser undoes.</summary>
/// <remarks>Cloudflare's email-decode.min.js as served in 2026-11: hexadecimal bytes, each XOR the first.</remarks>
internal static class MaskedEmail
{
    private const string InLink = "/cdn-cgi/l/email-protection#";

    /// <summary>The address; null if the element carries none.</summary>
    public static string? Of(IElement element) =>
        element.GetAttribute("data-cfemail") is { } code ? Decode(code)
        : element.GetAttribute("href") is { } link && link.IndexOf(InLink, StringComparison.Ordinal) is var at and >= 0 ? Decode(link[(at + InLink.Length)..])
        : null;

    private static string? Decode(string code)
    {
        if (code.Length is < 6 or > 1000 || code.Length % 2 != 0)
            return null;
        var bytes = new byte[code.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(code.AsSpan(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
                return null;
        }
        var address = Encoding.UTF8.GetString([.. bytes.Skip(1).Select(b => (byte)(b ^ bytes[0]))]);
        return address.IndexOf('@', StringComparison.Ordinal) > 0 && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\uFFFD') ? address : null;
    }
}
