using SocialKit.Campaigns;

namespace SocialKit.Web;

/// <summary>Where somebody is reached, on a page: what its template is given.</summary>
/// <param name="Page">The page.</param>
/// <param name="Target">Whom to reach.</param>
public sealed record PageAddress(SupporterPage Page, PageTarget Target)
{
    /// <summary>The name of what a contact is, among the page's words.</summary>
    public static string KeyOf(ContactKind kind) => "contact-" + kind.ToString().ToLowerInvariant();

    /// <summary>The address that a contact opens: a web page, an e-mail, a call; null if it opens none.</summary>
    public static string? LinkOf(Contact contact) => contact.Kind switch
    {
        ContactKind.Web when IsWeb(contact.Value) => contact.Value,
        ContactKind.Email when contact.Value.Contains('@', StringComparison.Ordinal) && !contact.Value.Any(c => char.IsWhiteSpace(c) || c is ',' or '?' or '&') =>
            "mailto:" + Uri.EscapeDataString(contact.Value).Replace("%40", "@", StringComparison.Ordinal),
        ContactKind.Phone when Digits(contact.Value) is { Length: >= 5 } digits => "tel:" + digits,
        _ => null,
    };

    // Only what is surely an address of the web: "javascript:" must never get this far.
    private static bool IsWeb(string value) =>
        (value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static string Digits(string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        return value.AsSpan().TrimStart().StartsWith("+") ? "+" + digits : digits;
    }
}
