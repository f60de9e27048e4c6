namespace SocialKit.Web;

/// <summary>What browsers allow the pages: their own script, style and picture, and nothing from elsewhere.</summary>
public static class PagePolicy
{
    /// <summary>The content security policy of a page with the campaign style <paramref name="style"/>, empty if it has none.</summary>
    public static string For(string style) =>
        $"default-src 'none'; script-src 'self'; style-src {PageStyle.HashOf(PageStyle.Css)}{(style.Length > 0 ? " " + PageStyle.HashOf(style) : "")}; img-src 'self'; base-uri 'none'; form-action 'none'";

    /// <summary>The policy of <paramref name="page"/>.</summary>
    public static string For(SupporterPage page) => For(page.Options.Style);
}
