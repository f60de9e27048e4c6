namespace SocialKit.Platforms.X;

/// <summary>A link as X's clients show it.</summary>
internal static class XLinkDisplay
{
    /// <summary><paramref name="link"/> without its scheme.</summary>
    /// <remarks>X shows an address of its own, <c>display_url</c> (X API, openapi 2.167 of 2026-08: "The URL as displayed in the Post text"); the example of its
    /// data dictionary shows <c>http://bit.ly/2so49n2</c> as <c>bit.ly/2so49n2</c>. Long addresses are shown shortened too, but X states nowhere where it cuts,
    /// so none is cut here.</remarks>
    public static string Of(string link)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["https://", "http://"])
        {
            if (link.Length > scheme.Length && link.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return link[scheme.Length..];
        }
        return link;
    }
}
