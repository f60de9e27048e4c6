using System.Text;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Preview;

/// <summary>Builds HTML. Whatever is text is encoded here, and what nobody would see in it is spelled out.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _html = new(32 * 1024);

    /// <summary>Markup of the program's own.</summary>
    public HtmlText Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Text from anywhere, of one line.</summary>
    public HtmlText Text(string text) => Encoded(TerminalText.Clean(text));

    /// <summary>A part of a text of several lines, exactly as it stands; hidden characters stand out.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="hidden">Where the text has hidden characters; null if nowhere.</param>
    public HtmlText Part(string text, int start, int end, HashSet<int>? hidden)
    {
        var done = start;
        for (var at = start; at < end; at++)
        {
            var (length, codePoint) = text[at] == '\n' ? (0, 0) : TerminalText.Spelled(text, at, hidden);
            if (length == 0)
                continue;
            Encoded(text[done..at]).Raw("<span class=\"spelled\">").Encoded(TerminalText.Spell(codePoint)).Raw("</span>");
            done = at + length;
            at = done - 1;
        }
        return Encoded(text[done..end]);
    }

    /// <summary>A link, if the address is one of the web; else just the text.</summary>
    public HtmlText Link(string address, string shown)
    {
        if (!address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return Raw("<bdi>").Text(shown).Raw("</bdi>");
        return Raw("<a rel=\"noopener noreferrer nofollow\" href=\"").Text(address).Raw("\"><bdi>").Text(shown).Raw("</bdi></a>");
    }

    public override string ToString() => _html.ToString();

    private HtmlText Encoded(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                _ => _html.Append(c),
            };
        }
        return this;
    }
}
