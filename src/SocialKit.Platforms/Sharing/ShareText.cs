using System.Globalization;
using SocialKit.Posts;

namespace SocialKit.Platforms.Sharing;

/// <summary>Puts a text into an address so that it decodes back to exactly that text: every space %20, never "+".</summary>
internal static class ShareText
{
    /// <summary>The text, encoded.</summary>
    /// <exception cref="ShareLinkException">It holds half a surrogate pair, which no address can carry.</exception>
    internal static string Encode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                throw new ShareLinkException(string.Create(CultureInfo.InvariantCulture,
                    $"Character {i + 1} of the text is half a character (U+{(int)text[i]:X4}), which no link can carry. Delete it, or type the emoji that stood there again."));
            }

            i++;
        }

        return Uri.EscapeDataString(text);
    }

    /// <summary>The page to share, encoded.</summary>
    /// <exception cref="ShareLinkException">There is none, or it is no https address.</exception>
    internal static string Page(ShareRequest request, string place)
    {
        if (request.Page is not { Length: > 0 } page)
            throw new ShareLinkException($"{place} takes only the address of a page. Give one that says what the post says, and copy the text.");
        if (!page.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || page.Length == "https://".Length || page.Any(c => c <= ' ' || c == '\x7F'))
            throw new ShareLinkException("The page to share is no https address without spaces. Give the whole address, beginning with https://.");
        return Encode(page);
    }

    /// <summary>The page to share, encoded; null if there is none.</summary>
    /// <exception cref="ShareLinkException">It is no https address.</exception>
    internal static string? OptionalPage(ShareRequest request, string place) => string.IsNullOrEmpty(request.Page) ? null : Page(request, place);
}
