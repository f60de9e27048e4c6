using System.Collections.Frozen;
using SocialKit.Import;

namespace SocialKit.Documents;

/// <summary>The readers of this library, by the name of their format.</summary>
public static class KnownReaders
{
    /// <summary>One reader a format.</summary>
    public static FrozenDictionary<string, IDocumentReader> All { get; } = new Dictionary<string, IDocumentReader>
    {
        ["html"] = new HtmlReader(),
        ["docx"] = new DocxReader(),
        ["pdf"] = new PdfReader(),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
