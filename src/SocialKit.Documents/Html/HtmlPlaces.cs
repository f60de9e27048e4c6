using AngleSharp.Dom;
using SocialKit.Import;

namespace SocialKit.Documents.Html;

/// <summary>Finds where in the source the characters of a page's texts stand. The parser keeps that for elements only.</summary>
/// <remarks>Texts are asked for in document order. Where the parser moved something, places are those of the text before: a line off, never a wrong text.</remarks>
internal sealed class HtmlPlaces(SourceText source)
{
    private const int LongestReference = 40;

    private int _at;

    /// <summary>Goes on to an element's content.</summary>
    public void Enter(IElement element)
    {
        if (element.SourceReference?.Position is not { Position: > 0 } position)
            return;
        var start = position.Position - 1;
        if (start >= _at && start < source.Text.Length && source.Text[start] == '<')
            _at = TagEnd(start);
    }

    /// <summary>The place of each character of a text, as offsets into the source.</summary>
    public int[] Of(string data)
    {
        var places = new int[data.Length];
        var (text, at) = (source.Text, _at);
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] != '<' || !IsTag(at))
            {
                while (IsTag(at))
                    at = TagEnd(at);
            }
            places[i] = Math.Min(at, text.Length);
            if (at >= text.Length)
                continue;
            if (text[at] == data[i])
            {
                if (data[i] == '&' && ReferenceEnd(at) is { } named && text.AsSpan(at, named - at).Equals("&amp;", StringComparison.OrdinalIgnoreCase))
                    at = named;
                else
                    at++;
            }
            else if (text[at] == '\r' && data[i] == '\n')
                at += at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            else if (text[at] == '&' && ReferenceEnd(at) is { } end)
            {
                if (char.IsHighSurrogate(data[i]) && i + 1 < data.Length)
                    places[++i] = at;
                at = end;
            }
            else
            {
                // Not what stands here: everything else of this text is placed where it was lost.
                places.AsSpan(i).Fill(Math.Min(at, text.Length));
                return places;
            }
        }
        _at = at;
        return places;
    }

    private bool IsTag(int at) =>
        at + 1 < source.Text.Length && source.Text[at] == '<' && (source.Text[at + 1] is '/' or '!' or '?' || char.IsAsciiLetter(source.Text[at + 1]));

    private int TagEnd(int at)
    {
        var text = source.Text;
        if (text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
        {
            var comment = text.IndexOf("-->", at, StringComparison.Ordinal);
            return comment < 0 ? text.Length : comment + 3;
        }
        var quote = '\0';
        for (at++; at < text.Length; at++)
        {
            if (quote != '\0')
                quote = text[at] == quote ? '\0' : quote;
            else if (text[at] is '"' or '\'' && text[at - 1] is '=' or ' ')
                quote = text[at];
            else if (text[at] == '>')
                return at + 1;
        }
        return text.Length;
    }

    private int? ReferenceEnd(int at)
    {
        var end = at + 1;
        while (end < source.Text.Length && end - at < LongestReference && (char.IsAsciiLetterOrDigit(source.Text[end]) || source.Text[end] == '#'))
            end++;
        if (end == at + 1)
            return null;
        return end < source.Text.Length && source.Text[end] == ';' ? end + 1 : end;
    }
}
