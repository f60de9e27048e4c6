namespace SocialKit.Web;

/// <summary>What browsers allow the pages: their own script, style and picture, and nothing from elsewhere.</summary>
public static class PagePolicy
{
    /// <summary>The content security policy of a page with these campaign styles.</summary>
    public static string Of(IReadOnlyCollection<string> styles) =>
        $"default-src 'none'; script-src 'self'; style-src {string.Join(' ', styles.Prepend(PageStyle.Css).Select(PageStyle.HashOf))}; img-src 'self'; base-uri 'none'; form-action 'none'";

    /// <summary>The policy of a page with the campaign style <paramref name="style"/>, empty if it has none.</summary>
    public static string Of(string style) => style.Length == 0 ? Plain : Of([style]);

    /// <summary>The policy of a page that is only looked at on this machine and asks whether its files changed.</summary>
    public static string Live(string style) => Of(style) + "; connect-src 'self'";

    private static string Plain { get; } = Of([]);
}
