using System.Collections.Frozen;

namespace SocialKit.Documents.Html;

/// <summary>Tells from the source alone how deeply a page nests, before a parser is let near it.</summary>
internal static class HtmlDepth
{
    // They have no end tag, or end by themselves where the next one begins.
    private static readonly FrozenSet<string> Flat = new[]
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "html", "head", "body",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Raw = ["script", "style", "noscript", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

    /// <summary>The most elements that are open at one place, those that end by themselves left out.</summary>
    public static int Of(string html)
    {
        var (depth, deepest, at) = (0, 0, 0);
        var flat = Flat.GetAlternateLookup<ReadOnlySpan<char>>();
        while ((at = html.IndexOf('<', at)) >= 0)
        {
            at++;
            if (html.AsSpan(at).StartsWith("!--", StringComparison.Ordinal))
            {
                var end = html.IndexOf("-->", at, StringComparison.Ordinal);
                at = end < 0 ? html.Length : end;
                continue;
            }
            var isEnd = at < html.Length && html[at] == '/';
            var start = isEnd ? at + 1 : at;
            at = start;
            while (at < html.Length && html[at] is not ('>' or '/' or ' ' or '\t' or '\r' or '\n' or '\f' or '<'))
                at++;
            var name = html.AsSpan(start, at - start);
            if (name.IsEmpty || !char.IsAsciiLetter(name[0]) || flat.Contains(name))
                continue;
            if (isEnd)
                depth = Math.Max(0, depth - 1);
            else if (RawEnd(html, at, name) is { } end)
                at = end;
            else
                deepest = Math.Max(deepest, ++depth);
        }
        return deepest;
    }

    private static int? RawEnd(string html, int at, ReadOnlySpan<char> name)
    {
        foreach (var raw in Raw)
        {
            if (!name.Equals(raw, StringComparison.OrdinalIgnoreCase))
                continue;
            var end = html.IndexOf("</" + raw, at, StringComparison.OrdinalIgnoreCase);
            return end < 0 ? html.Length : end + raw.Length + 2;
        }
        return null;
    }
}
