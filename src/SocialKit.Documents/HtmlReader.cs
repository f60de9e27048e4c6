using System.Text;
using AngleSharp.Html.Parser;
using SocialKit.Documents.Html;
using SocialKit.Import;

namespace SocialKit.Documents;

/// <summary>Reads a web page, or an e-mail that was saved as one: what a browser shows of its main content, without running anything.</summary>
/// <remarks>White space is collapsed as a browser does. What is hidden, and what stands round the content (navigation, page header and footer), is
/// not read and said so. Nothing is loaded: no script, style sheet, frame or picture.</remarks>
/// <param name="maxBytes">The largest file that is read, in bytes. Default: 10,000,000.</param>
public sealed class HtmlReader(int maxBytes = HtmlReader.DefaultMaxBytes) : IDocumentReader
{
    /// <summary>The largest file that is read unless told otherwise, in bytes.</summary>
    public const int DefaultMaxBytes = 10_000_000;

    /// <summary>How deeply elements may nest. Pages of real campaigns stay below 60; the parser's time grows with the square.</summary>
    internal const int MaxDepth = 400;

    static HtmlReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <inheritdoc/>
    public bool Reads(string fileName) =>
        fileName.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".htm", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".xhtml", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Document Read(ReadOnlyMemory<byte> bytes, string name)
    {
        if (SourceText.TryDecode(bytes, name, maxBytes, out var encoding, HtmlCharset.Stated(bytes.Span)) is not { } source)
            return new Document(name, []) { Findings = [encoding!] };
        if (HtmlDepth.Of(source.Text) > MaxDepth)
            return Findings.Unreadable(name, "too-deep", $"The page nests its elements more than {MaxDepth} deep, which no page for readers does.", "Copy its text and import that.");

        var parser = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true, IsScripting = true });
        using var page = parser.ParseDocument(source.Text);
        var walk = new HtmlWalk(source, name);
        if (encoding is not null)
            walk.Findings.Add(encoding);
        walk.Page(page);
        return new Document(name, [.. walk.Blocks]) { Findings = [.. walk.Findings] };
    }
}
