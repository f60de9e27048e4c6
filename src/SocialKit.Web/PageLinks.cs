using SocialKit.Posts;

namespace SocialKit.Web;

/// <summary>The links that open one place with what is to be posted there.</summary>
/// <param name="place">The place.</param>
/// <param name="address">The page's own https address; null if it is not known.</param>
/// <param name="utmCampaign">The campaign's name to count visits by; null to count none.</param>
/// <param name="title">The page's title.</param>
internal sealed class PageLinks(PagePlace place, string? address, string? utmCampaign, string title)
{
    // Names that no encoding changes and that no text can hold: letters that Unicode keeps for a program's own use would be encoded.
    private const string Text = "SOCIALKIT-TEXT", Page = "https://page.socialkit.invalid/", Server = "server.socialkit.invalid";

    private readonly string? _page = address is null ? null : utmCampaign is null ? address
        : $"{address}?utm_source={place.Platform.Id}&utm_medium=social&utm_campaign={Uri.EscapeDataString(utmCampaign)}";

    /// <summary>The address with <c>{text}</c>, <c>{page}</c> and <c>{server}</c> where encoded values go; null if the place is not opened.</summary>
    public string? Template => place.Link?
        .Create(new(Text) { Page = place.Link.CarriesText ? null : Page, Server = place.Link.NeedsServer ? Server : null, Title = title })
        .Replace(Uri.EscapeDataString(Page), "{page}", StringComparison.Ordinal)
        .Replace(Server, "{server}", StringComparison.Ordinal)
        .Replace(Text, "{text}", StringComparison.Ordinal);

    /// <summary>True if the place has been seen to change such a text on its way.</summary>
    public bool MayCut(string text) => place.Link is { CarriesText: true } link && link.Warnings(new(text)).Count > 0;

    /// <summary>The link with <paramref name="text"/>; null if it can only be made on the supporter's device, or not at all.</summary>
    public string? Of(string text)
    {
        if (place.Link is not { NeedsServer: false } link || (!link.CarriesText && _page is null))
            return null;
        try
        {
            return link.Create(new(text) { Page = link.CarriesText ? null : _page, Title = title });
        }
        catch (ShareLinkException)
        {
            return null; // half a character, which no address can carry: the text is copied
        }
    }
}
