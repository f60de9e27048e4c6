using System.Buffers;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Parts that somebody was meant to fill in: <c>[STATE]</c>, <c>[link to your picture]</c>, <c>{target:nobody}</c>, <c>____</c>.</summary>
internal static class PlaceholderFindings
{
    private const int LongestPlaceholder = 80;

    private static readonly SearchValues<char> Beginnings = SearchValues.Create("[{_");

    // What an editor writes in square brackets into somebody else's words; it is finished text.
    private static readonly string[] Editorial = ["sic", "…", "...", "recte", "emphasis added"];

    public static void Add(PostUnderCheck post)
    {
        var text = post.Text;
        for (var at = text.AsSpan().IndexOfAny(Beginnings); at >= 0 && at < text.Length;)
        {
            var span = Read(text, at);
            if (span.Length > 0 && !InLinkOrMention(post, span))
            {
                post.Add(FindingCodes.Placeholder, Severity.Error, Reason(post, span), "Fill it in, or take it out.", span);
                at = span.End;
            }
            else
            {
                at++;
            }
            var next = text.AsSpan(at).IndexOfAny(Beginnings);
            if (next < 0)
                break;
            at += next;
        }
    }

    /// <summary>False if <see cref="Add"/> may have something to say.</summary>
    public static bool IsQuiet(ReadOnlySpan<char> text, TextMarks marks) => !marks.HasBracket && !(marks.HasUnderscore && text.Contains("___", StringComparison.Ordinal));

    private static string Reason(PostUnderCheck post, TextSpan span) =>
        post[span].StartsWith("{target", StringComparison.Ordinal)
            ? $"\"{post[span]}\" names no target of this campaign."
            : $"\"{post[span]}\" has not been filled in.";

    private static TextSpan Read(string text, int at)
    {
        if (text[at] == '_')
        {
            var end = at;
            while (end < text.Length && text[end] == '_')
                end++;
            var alone = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            return end - at >= 3 && alone ? new(at, end) : new(at, at);
        }
        var close = text[at] == '[' ? ']' : '}';
        var inside = text.AsSpan(at + 1, Math.Min(LongestPlaceholder, text.Length - at - 1));
        var length = inside.IndexOf(close);
        if (length <= 0)
            return new(at, at);
        inside = inside[..length];
        if (inside.IndexOfAny('\n', text[at]) >= 0 || !HasLetter(inside))
            return new(at, at);
        foreach (var word in Editorial)
        {
            if (inside.Equals(word, StringComparison.OrdinalIgnoreCase))
                return new(at, at);
        }
        return new(at, at + length + 2);
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return true;
        }
        return false;
    }

    private static bool InLinkOrMention(PostUnderCheck post, TextSpan span) =>
        post.EntitiesIn(span) is [var entity, ..] && entity.Start <= span.Start && span.End <= entity.End;
}
