using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Preview;

/// <summary>A part of a post's text that looks the same throughout.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Text">It, literally.</param>
/// <param name="Entity">What the platform makes of it; null for plain text.</param>
/// <param name="Fate">What becomes of it, if it is or looks like a mention; else null.</param>
/// <param name="IsOver">True if it does not fit.</param>
internal sealed record TextPart(TextSpan Span, string Text, EntityKind? Entity, MentionFate? Fate, bool IsOver)
{
    /// <summary>What readers see in its place; null if it is the text itself.</summary>
    public string? Shown { get; init; }

    /// <summary>Cuts the text of a checked post.</summary>
    public static ValueList<TextPart> Of(Check check, IPostRules rules)
    {
        var text = check.Post.Text;
        var borders = new SortedSet<int> { 0, text.Length, check.Reading.FitsUntil };
        foreach (var span in check.Entities.Select(entity => entity.Span).Concat(check.Mentions.Select(mention => mention.Span)))
        {
            borders.Add(span.Start);
            borders.Add(span.End);
        }
        return [.. borders.Zip(borders.Skip(1), (start, end) => Part(check, rules, new(start, end)))];
    }

    private static TextPart Part(Check check, IPostRules rules, TextSpan span)
    {
        var text = span.Of(check.Post.Text).ToString();
        EntityKind? kind = check.Entities.Where(entity => entity.Span.Overlaps(span)).Select(entity => (EntityKind?)entity.Kind).FirstOrDefault();
        MentionFate? fate = check.Mentions.Where(mention => mention.Span.Overlaps(span)).Select(mention => (MentionFate?)mention.Fate).FirstOrDefault();
        var isWholeLink = kind == EntityKind.Link && check.Entities.Any(entity => entity.Span == span);
        var shown = isWholeLink && !check.Post.Links.Any(link => link.Span == span) ? rules.ShowLink(text) : text;
        return new(span, text, kind, fate, span.Start >= check.Reading.FitsUntil) { Shown = shown == text ? null : shown };
    }
}

/// <summary>A link of a post.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Shown">What readers see.</param>
internal sealed record ShownLink(string Address, string Shown)
{
    /// <summary>The links of a checked post, in order.</summary>
    public static ValueList<ShownLink> Of(Check check, IPostRules rules) =>
        [.. check.Entities.Where(entity => entity.Kind == EntityKind.Link).Select(entity =>
        {
            var written = entity.Of(check.Post.Text).ToString();
            return check.Post.Links.FirstOrDefault(link => link.Span == entity.Span).Address is { } address
                ? new ShownLink(address, written)
                : new ShownLink(written, rules.ShowLink(written));
        })];
}
