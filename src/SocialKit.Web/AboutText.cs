using AngleSharp.Html.Dom;
using Ganss.Xss;
using Markdig;
using Markdig.Syntax;

namespace SocialKit.Web;

/// <summary>A campaign's background, Markdown, as HTML of a few harmless elements.</summary>
/// <remarks>Two walls, since this is the one text that becomes markup: Markdig makes text of every HTML tag, and what it writes passes only by a list of what is allowed.</remarks>
internal static class AboutText
{
    private static readonly string[] Elements = ["a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "ul"];
    private static readonly string[] Attributes = ["href", "start"];
    private static readonly string[] Schemes = ["http", "https", "mailto"];
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().DisableHtml().Build();
    private static readonly Lock Cleaning = new();
    private static HtmlSanitizer? _sanitizer;

    /// <summary>The HTML.</summary>
    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Plain);
        // The page has two levels of headings above.
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Clamp(heading.Level + 1, 3, 6);
        var html = document.ToHtml(Plain);
        lock (Cleaning)
            return (_sanitizer ??= Sanitizer()).Sanitize(html).ReplaceLineEndings("\n").Trim('\n');
    }

    private static HtmlSanitizer Sanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Elements.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = Attributes.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = Schemes.ToHashSet(StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        });
        sanitizer.PostProcessNode += (_, node) =>
        {
            if (node.Node is IHtmlAnchorElement link)
                link.SetAttribute("rel", "noopener noreferrer nofollow");
        };
        return sanitizer;
    }
}
