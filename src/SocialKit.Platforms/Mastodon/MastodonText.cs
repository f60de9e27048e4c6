using System.Net;
using System.Text;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Whether the HTML that a server made of a post says what was sent.</summary>
/// <remarks>Servers put paragraphs, line breaks and links into it; a long link is cut in pieces of which some are hidden, and a mention loses its server. Text comes back whole: what is hidden is still there.</remarks>
internal static class MastodonText
{
    /// <summary>True if <paramref name="html"/> says <paramref name="text"/>, white space and servers of mentions apart.</summary>
    public static bool Says(string html, string text) => IsSame(OfHtml(html), text);

    /// <summary>True if two plain texts are the same, white space and servers of mentions apart.</summary>
    public static bool IsSame(string one, string other) => Plain(one) == Plain(other);

    /// <summary>The text of HTML: what stands between its tags, entities decoded, with a space where a tag breaks the line.</summary>
    internal static string OfHtml(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var tag = TagAt(html, at);
            text.Append(WebUtility.HtmlDecode(html[at..tag]));
            if (tag == html.Length)
                break;
            var end = html.IndexOf('>', tag);
            if (end < 0)
                break;
            if (BreaksLine(html.AsSpan(tag + 1, end - tag - 1)))
                text.Append('\n');
            at = end + 1;
        }
        return text.ToString();
    }

    // A "<" that no name follows is text, as in HTML: snac (tried 2026-11) does not escape it.
    private static int TagAt(string html, int at)
    {
        for (var tag = html.IndexOf('<', at); tag >= 0; tag = html.IndexOf('<', tag + 1))
        {
            if (tag + 1 < html.Length && (char.IsAsciiLetter(html[tag + 1]) || html[tag + 1] is '/' or '!' or '?'))
                return tag;
        }
        return html.Length;
    }

    private static bool BreaksLine(ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart('/');
        var end = 0;
        while (end < name.Length && char.IsAsciiLetterOrDigit(name[end]))
            end++;
        return name[..end] is "p" or "br" or "P" or "BR" or "div" or "blockquote" or "li";
    }

    // "@user@server" and what a server makes of it, "@user", become "@user" in lower case; runs of white space become one space.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                while (i < text.Length && char.IsWhiteSpace(text[i]))
                    i++;
                if (plain.Length > 0 && i < text.Length)
                    plain.Append(' ');
                continue;
            }
            plain.Append(text[i]);
            // Whatever stands before it: what a server has taken away before it, nobody knows here.
            if (text[i++] != '@')
                continue;
            var name = i;
            while (i < text.Length && (IsName(text[i]) || (text[i] is '.' or '-' && i + 1 < text.Length && IsName(text[i + 1]))))
                plain.Append(char.ToLowerInvariant(text[i++]));
            if (i > name && i + 1 < text.Length && text[i] == '@' && IsWord(text[i + 1]))
                i = HostEnd(text, i + 1);
        }
        return plain.ToString();
    }

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // Word characters with "." and "-" between them.
    private static int HostEnd(string text, int start)
    {
        var end = start;
        for (var i = start; i < text.Length && (text[i] is '.' or '-' || IsWord(text[i])); i++)
        {
            if (IsWord(text[i]))
                end = i + 1;
        }
        return end;
    }

    private static bool IsWord(char c) => !char.IsSurrogate(c) && MastodonCharacters.IsWord(new Rune(c));
}
