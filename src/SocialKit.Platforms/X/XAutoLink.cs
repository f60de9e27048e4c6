using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>How <see cref="XAutoLink"/> writes its links.</summary>
public sealed record XAutoLinkOptions
{
    /// <summary>Whether what is no link is escaped for HTML, too. The reference does not unless it is asked to: then a text can bring tags of its own.</summary>
    /// <value>True by default.</value>
    public bool EscapesText { get; init; } = true;

    /// <summary>Whether every link is marked as one that search engines should not follow.</summary>
    /// <value>True by default.</value>
    public bool NoFollow { get; init; } = true;

    /// <summary>Whether links open in a new window.</summary>
    /// <value>False by default.</value>
    public bool OpensNewWindow { get; init; }

    /// <summary>Whether "@" belongs to the link of a mention.</summary>
    /// <value>False by default.</value>
    public bool LinksAtSign { get; init; }

    /// <summary>Whether lists are linked as lists; else the account is linked and the list left out.</summary>
    /// <value>True by default.</value>
    public bool LinksLists { get; init; } = true;

    /// <summary>Whether links without scheme are linked, too.</summary>
    /// <value>False by default.</value>
    public bool LinksWithoutScheme { get; init; }

    /// <summary>The class of links to web addresses; null for none.</summary>
    public string? AddressClass { get; init; }

    /// <summary>The element round "@", "#" and "$"; null for none.</summary>
    public string? SignElement { get; init; }

    /// <summary>The element round the word behind such a sign; null for none.</summary>
    public string? WordElement { get; init; }

    /// <summary>What a name is put behind for its address.</summary>
    /// <value><c>https://twitter.com/</c>, as in the reference; X forwards it.</value>
    public string ProfileBase { get; init; } = "https://twitter.com/";

    /// <summary>What a hashtag or cashtag is put behind for its address, <c>%23</c> or <c>%24</c> between them.</summary>
    /// <value><c>https://twitter.com/search?q=</c>, as in the reference; X forwards it.</value>
    public string SearchBase { get; init; } = "https://twitter.com/search?q=";
}

/// <summary>Writes a text as HTML with links for what X finds in it, with the elements and attributes of the reference.</summary>
/// <param name="profile">The top-level domains to read with.</param>
public sealed class XAutoLink(XProfile profile)
{
    private readonly XExtract _extract = new(profile);

    /// <summary><paramref name="text"/> as HTML.</summary>
    public string ToHtml(string text, XAutoLinkOptions? options = null)
    {
        options ??= new();
        var html = new StringBuilder(text.Length * 2);
        var at = 0;
        foreach (var entity in _extract.All(text, options.LinksWithoutScheme))
        {
            Plain(html, text.AsSpan(at, entity.Start - at), options);
            var sign = text[entity.Start];
            switch (entity.Kind)
            {
                case EntityKind.Link:
                    Address(html, entity, options);
                    break;
                case EntityKind.Hashtag:
                    Tag(html, "#", "%23", sign, entity.Value, IsRightToLeft(entity.Value[0]) ? "tweet-url hashtag rtl" : "tweet-url hashtag", options);
                    break;
                case EntityKind.Cashtag:
                    Tag(html, "$", "%24", sign, entity.Value, "tweet-url cashtag", options);
                    break;
                default:
                    Mention(html, sign, entity, options);
                    break;
            }
            at = entity.End;
        }
        Plain(html, text.AsSpan(at), options);
        return html.ToString();
    }

    private static void Address(StringBuilder html, XEntity entity, XAutoLinkOptions options)
    {
        var address = Escape(entity.Value);
        var hasScheme = entity.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || entity.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        var attributes = Attribute("href", hasScheme ? address : "http://" + address) + NewWindow(options)
            + (options.AddressClass is { } name ? Attribute("class", Escape(name)) : "");
        Link(html, attributes, address, options);
    }

    private static void Tag(StringBuilder html, string plainSign, string escapedSign, char sign, string word, string name, XAutoLinkOptions options)
    {
        var attributes = Attribute("href", Escape(options.SearchBase) + escapedSign + word) + Attribute("title", plainSign + word) + Attribute("class", name) + NewWindow(options);
        Link(html, attributes, Element(options.SignElement, sign.ToString()) + Element(options.WordElement, word), options);
    }

    private static void Mention(StringBuilder html, char sign, XEntity entity, XAutoLinkOptions options)
    {
        var isList = entity.List.Length > 0 && options.LinksLists;
        var name = isList ? entity.Value + entity.List : entity.Value;
        var attributes = Attribute("class", isList ? "tweet-url list-slug" : "tweet-url username") + Attribute("href", Escape(options.ProfileBase) + name)
            + (isList ? "" : Attribute("data-screen-name", name)) + NewWindow(options);
        var signElement = Element(options.SignElement, sign.ToString());
        var word = Element(options.WordElement, name);
        if (options.LinksAtSign)
        {
            Link(html, attributes, signElement + word, options);
            return;
        }
        html.Append(signElement);
        Link(html, attributes, word, options);
    }

    private static void Link(StringBuilder html, string attributes, string content, XAutoLinkOptions options) =>
        html.Append("<a").Append(attributes).Append(options.NoFollow ? Attribute("rel", "nofollow") : "").Append('>').Append(content).Append("</a>");

    private static string NewWindow(XAutoLinkOptions options) => options.OpensNewWindow ? Attribute("target", "_blank") : "";

    private static string Attribute(string name, string value) => $" {name}=\"{value}\"";

    private static string Element(string? name, string content) => name is null ? content : $"<{name}>{content}</{name}>";

    // Arabic and Hebrew, their presentation forms B, as the reference asks.
    private static bool IsRightToLeft(char first) =>
        first is (>= '\u0590' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') or (>= '\uFE70' and <= '\uFEFF');

    private static void Plain(StringBuilder html, ReadOnlySpan<char> text, XAutoLinkOptions options)
    {
        if (options.EscapesText)
            html.Append(Escape(text.ToString()));
        else
            html.Append(text);
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);
}
