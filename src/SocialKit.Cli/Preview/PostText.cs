using SocialKit.Cli.Terminal;
using SocialKit.Posts;
using SocialKit.Text;
using Spectre.Console;

namespace SocialKit.Cli.Preview;

/// <summary>The text of a post for a terminal: coloured by what the platform makes of it, with a mark in words where it no longer fits.</summary>
internal static class PostText
{
    private static readonly Style Tag = new(Color.Blue);
    private static readonly Style Link = new(Color.Blue, decoration: Decoration.Underline);
    private static readonly Style Alive = new(Color.Green);
    private static readonly Style Unknown = new(Color.Teal);
    private static readonly Style Dead = new(decoration: Decoration.Dim);
    private static readonly Style Over = new(Color.Red, decoration: Decoration.Underline);
    private static readonly Style Mark = new(Color.Red, decoration: Decoration.Invert);
    private static readonly Style Spelled = new(decoration: Decoration.Invert);

    public static WrappedText Of(PreviewCard card)
    {
        var text = card.Post.Check.Post.Text;
        var wrapped = new WrappedText();
        var hidden = TerminalText.HiddenIn(text);
        var marked = false;
        foreach (var part in card.Parts)
        {
            if (part.IsOver && !marked)
            {
                wrapped.Append($"‹{card.Decisive.Over:N0}\u00A0over›", Mark);
                marked = true;
            }
            var style = StyleOf(part);
            if (part.Shown is { } shown)
                wrapped.Append(TerminalText.Clean(shown), style);
            else
                Append(wrapped, text, part.Span, hidden, style);
        }
        return wrapped;
    }

    private static void Append(WrappedText wrapped, string text, TextSpan span, HashSet<int>? hidden, Style style)
    {
        var done = span.Start;
        for (var at = span.Start; at < span.End; at++)
        {
            var (length, codePoint) = text[at] == '\n' ? (0, 0) : TerminalText.Spelled(text, at, hidden);
            if (length == 0)
                continue;
            wrapped.Append(text[done..at], style);
            wrapped.Append(TerminalText.Spell(codePoint), Spelled);
            done = at + length;
            at = done - 1;
        }
        wrapped.Append(text[done..span.End], style);
    }

    private static Style StyleOf(TextPart part) => part switch
    {
        { IsOver: true } => Over,
        { Fate: MentionFate.Notifies } => Alive,
        { Fate: MentionFate.NotResolved } => Unknown,
        { Fate: MentionFate.DeadText } => Dead,
        { Entity: EntityKind.Link or EntityKind.Email } => Link,
        { Entity: not null } => Tag,
        _ => Style.Plain,
    };
}
