using System.Net;
using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.Bluesky.Cards;

/// <summary>What a page's head says of it: Open Graph first, then Twitter's names for the same, then title and description.</summary>
/// <param name="Title">Not empty.</param>
/// <param name="Description">May be empty.</param>
/// <param name="Picture">The address of its picture as written; null for none.</param>
internal sealed record HtmlHead(string Title, string Description, string? Picture)
{
    private const int MaxTitle = 300;
    private const int MaxDescription = 1000;
    private const int CharsetWithin = 1024;

    /// <summary>Reads a page; null if it has no title.</summary>
    /// <param name="page">Its bytes.</param>
    /// <param name="charset">Its encoding as the server states it; null if it does not.</param>
    public static HtmlHead? Read(ReadOnlyMemory<byte> page, string? charset)
    {
        var said = HtmlHeadScan.Of(Decoder(page.Span, charset).GetString(page.Span));
        var title = First("og:title", "twitter:title", HtmlHeadScan.Title);
        return title.Length == 0 ? null : new(Cut(title, MaxTitle), Cut(First("og:description", "twitter:description", "description"), MaxDescription), First("og:image", "twitter:image") is { Length: > 0 } picture ? picture : null);

        string First(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (said.TryGetValue(name, out var written) && Plain(WebUtility.HtmlDecode(written)) is { Length: > 0 } plain)
                    return plain;
            }
            return "";
        }
    }

    // The server's word, else what the page's first bytes say. Pages in Cyrillic are often in an encoding of their own.
    private static Encoding Decoder(ReadOnlySpan<byte> page, string? charset)
    {
        var name = charset?.Trim('"', '\'') ?? Stated(Encoding.Latin1.GetString(page[..Math.Min(page.Length, CharsetWithin)]));
        try
        {
            return name is null ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private static string? Stated(string beginning)
    {
        const string sign = "charset=";
        var at = beginning.IndexOf(sign, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : new string([.. beginning.Skip(at + sign.Length).SkipWhile(c => c is '"' or '\'').TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':')]) is { Length: > 0 } name ? name : null;
    }

    // One line, without control characters.
    private static string Plain(string text) => string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int most)
    {
        int count = 0, last = 0;
        foreach (var character in Graphemes.Enumerate(text))
        {
            if (++count == most)
                last = character.Start;
            if (count > most)
                return text[..last] + "…";
        }
        return text;
    }
}
