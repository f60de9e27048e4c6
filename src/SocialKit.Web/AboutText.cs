using Markdig;

namespace SocialKit.Web;

/// <summary>A campaign's background, Markdown, as HTML of a few harmless elements.</summary>
internal static class AboutText
{
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static string ToHtml(string markdown) => Markdown.ToHtml(markdown, Plain);
}
