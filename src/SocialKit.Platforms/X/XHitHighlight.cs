using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Marks what a search found in a linked text, as the reference's <c>hitHighlight</c> does: the tags of the text are passed over, not counted.</summary>
public static class XHitHighlight
{
    /// <summary><paramref name="html"/> with each of <paramref name="hits"/> in an element.</summary>
    /// <param name="html">A text with tags in it.</param>
    /// <param name="hits">What was found, in UTF-16 units of the text without its tags, in order.</param>
    /// <param name="element">The element round each hit.</param>
    /// <exception cref="ArgumentException">The hits are not in order, or one is negative.</exception>
    public static string Mark(string html, IReadOnlyList<TextSpan> hits, string element = "em")
    {
        if (hits.Count == 0)
            return html;
        List<int> edges = [.. hits.SelectMany(hit => (int[])[hit.Start, hit.End])];
        if (edges[0] < 0 || edges.Zip(edges.Skip(1)).Any(pair => pair.First > pair.Second))
            throw new ArgumentException("Hits have to be in order and begin at 0 or later.", nameof(hits));

        // Text and tags in turn: what stands before a "<", what stands before the ">" behind it, and so on.
        var parts = Parts(html);
        var marked = new StringBuilder(html.Length + (hits.Count * ((2 * element.Length) + 5)));
        int part = 0, passed = 0, written = 0;
        var isOpen = false;
        for (var i = 0; i < edges.Count; i++)
        {
            var tag = i % 2 == 0 ? $"<{element}>" : $"</{element}>";
            var isPlaced = false;
            while (part < parts.Count && edges[i] >= passed + parts[part].Length)
            {
                marked.Append(parts[part].AsSpan(written));
                // A hit that ends with its part is closed before the tag that follows.
                if (isOpen && edges[i] == passed + parts[part].Length)
                {
                    marked.Append(tag);
                    isPlaced = true;
                }
                if (part + 1 < parts.Count && parts[part + 1].Length > 0)
                    marked.Append('<').Append(parts[part + 1]).Append('>');
                passed += parts[part].Length;
                written = 0;
                part += 2;
                isOpen = false;
            }
            if (isPlaced)
                continue;
            if (part < parts.Count)
            {
                marked.Append(parts[part].AsSpan(written, edges[i] - passed - written));
                written = edges[i] - passed;
                isOpen = i % 2 == 0;
            }
            marked.Append(tag);
        }
        for (var rest = part; rest < parts.Count; rest++)
        {
            if (rest == part)
                marked.Append(parts[rest].AsSpan(written));
            else if (rest % 2 == 0)
                marked.Append(parts[rest]);
            else
                marked.Append('<').Append(parts[rest]).Append('>');
        }
        return marked.ToString();
    }

    private static List<string> Parts(string html)
    {
        List<string> parts = [];
        foreach (var part in html.Split('<'))
            parts.AddRange(part.Split('>'));
        return parts;
    }
}
