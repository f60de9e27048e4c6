using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Finds what Bluesky's own client makes facets of: mentions, links, tags and cashtags, in one pass over the words of a text.</summary>
/// <remarks>
/// Follows facet detection of @atproto/api 0.21 (2026-08) character by character. That code runs four expressions over the text and keeps what
/// overlaps; its <c>segments()</c>, by which the client shows a post, then takes the first facet at each place. So does this: what begins
/// inside an earlier entity is dropped. Everything begins at a word's first character or behind a "(", and ends within its word, so each word
/// is read once.
/// </remarks>
internal static class BlueskyEntities
{
    private const int MaxTagGraphemes = 64;

    // The one punctuation sign that Unicode 17 has over the tables of .NET 10.
    private const int NewPunctuation = 0x10ED0;

    // A word without any of these has no entity: a bare domain has its dot, any other address its colon. A search for ASCII alone is several
    // times faster, and hardly any text has the wide sign.
    private static readonly SearchValues<char> Signs = SearchValues.Create("@#$.:");
    private static readonly SearchValues<char> SignsAndWide = SearchValues.Create("@#＃$.:");

    // What ends a tag beside white space: characters that nobody sees.
    private static readonly SearchValues<char> TagEnds = SearchValues.Create("\u00AD\u2060\u200A\u200B\u200C\u200D\u20E2");

    internal static void Append(ReadOnlySpan<char> text, List<Entity> entities)
    {
        var signs = text.Contains('＃') ? SignsAndWide : Signs;
        // Before at, words are done with; before from, signs have been looked at.
        int at = 0, from = 0;
        while (from < text.Length)
        {
            var sign = text[from..].IndexOfAny(signs);
            if (sign < 0)
                return;
            sign += from;
            from = sign + 1;
            if (!MayBegin(text, sign))
                continue;
            int start = sign, end = from;
            while (start > at && !IsSpace(text[start - 1]))
                start--;
            while (end < text.Length && !IsSpace(text[end]))
                end++;
            AppendWord(text, start, end, entities);
            at = from = end;
        }
    }

    /// <summary>True if a link is written with its scheme; the client puts https:// before the others.</summary>
    internal static bool HasScheme(ReadOnlySpan<char> link)
    {
        const int http = 4;
        if (!link.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return false;
        link = link[http..];
        if (link.Length > 0 && link[0] is 's' or 'S')
            link = link[1..];
        return link.StartsWith("://", StringComparison.Ordinal);
    }

    // Whether anything may begin at this sign, or reach back from it: most dots end a sentence, and need no look at their word.
    private static bool MayBegin(ReadOnlySpan<char> text, int sign)
    {
        var before = sign == 0 ? ' ' : text[sign - 1];
        return text[sign] switch
        {
            '.' => char.IsAsciiLetterOrDigit(before) && sign + 1 < text.Length && char.IsAsciiLetterOrDigit(text[sign + 1]),
            ':' => before is 'p' or 'P' or 's' or 'S' && text[sign..].StartsWith("://", StringComparison.Ordinal),
            '@' or '$' => before == '(' || IsSpace(before),
            _ => IsSpace(before),
        };
    }

    private static void AppendWord(ReadOnlySpan<char> text, int start, int end, List<Entity> entities)
    {
        var free = start;
        var linkSought = true;
        for (var at = start; at < end;)
        {
            var c = text[at];
            var found = default(Entity?);
            if (c == '@')
                found = Mention(text[..end], at);
            else if (c is '#' or '＃')
                found = at == start ? Tag(text[..end], at) : null;
            else if (c == '$')
                found = Cashtag(text, at);
            else if (linkSought && char.IsAsciiLetter(c))
                found = Link(text[..end], at, ref linkSought);

            if (found is { } entity && at >= free)
            {
                entities.Add(entity);
                free = entity.End;
            }

            var parenthesis = text[at..end].IndexOf('(');
            if (parenthesis < 0)
                return;
            at += parenthesis + 1;
        }
    }

    // (@)([a-zA-Z0-9.-]+)(\b), where the domain has a listed TLD in lower case, or ends on ".test".
    private static Entity? Mention(ReadOnlySpan<char> text, int at)
    {
        var run = at + 1;
        while (run < text.Length && (char.IsAsciiLetterOrDigit(text[run]) || text[run] is '.' or '-'))
            run++;
        var end = run;
        // \b lies between a letter or digit and what is none; behind the run only "_" can be part of a word.
        while (end > at + 1 && char.IsAsciiLetterOrDigit(text[end - 1]) == (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')))
            end--;
        var name = text[(at + 1)..end];
        return EndsInTld(name) || name.EndsWith(".test", StringComparison.Ordinal) ? new(EntityKind.Mention, at, end) : null;
    }

    // [#＃], then all up to white space or an unseen character, of which one must be neither digit nor punctuation; without its last punctuation.
    private static Entity? Tag(ReadOnlySpan<char> text, int at)
    {
        var from = at + 1;
        if (from == text.Length || text[from] == '\uFE0F')
            return null;
        var length = text[from..].IndexOfAny(TagEnds);
        var tag = length < 0 ? text[from..] : text.Slice(from, length);
        while (tag.Length > 0)
        {
            Rune.DecodeLastFromUtf16(tag, out var last, out var units);
            if (!IsPunctuation(last.Value))
                break;
            tag = tag[..^units];
        }

        // What is left ends on something that is no punctuation, but all of it may be digits and punctuation.
        var worded = false;
        for (var i = 0; i < tag.Length && !worded;)
        {
            Rune.DecodeFromUtf16(tag[i..], out var rune, out var units);
            worded = !char.IsAsciiDigit(tag[i]) && !IsPunctuation(rune.Value);
            i += units;
        }

        if (!worded || (tag.Length > MaxTagGraphemes && Graphemes.Count(tag) > MaxTagGraphemes))
            return null;
        return new(EntityKind.Hashtag, at, from + tag.Length);
    }

    // \$([A-Za-z][A-Za-z0-9]{0,4}) before white space, the end, or one of . , ; : ! ? ) " ' ’
    private static Entity? Cashtag(ReadOnlySpan<char> text, int at)
    {
        const int longest = 5;
        var end = at + 1;
        while (end < text.Length && end - at - 1 <= longest && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        var length = end - at - 1;
        if (length is 0 or > longest || !char.IsAsciiLetter(text[at + 1]))
            return null;
        return end == text.Length || text[end] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or '"' or '\'' or '\u2019' || IsSpace(text[end])
            ? new(EntityKind.Cashtag, at, end)
            : null;
    }

    // https?://\S+, else a domain with a listed TLD and whatever follows it in the word.
    private static Entity? Link(ReadOnlySpan<char> text, int at, ref bool linkSought)
    {
        // The reference compares "http" with its case: it takes HTTPS:// for no link at all, and HTTP.org for a bare domain.
        var mayBeHttp = text[at] is 'h' or 'H';
        var beginsAsHttp = mayBeHttp && text[at..].StartsWith("http", StringComparison.Ordinal);
        var afterScheme = mayBeHttp && HasScheme(text[at..]) ? at + text[at..].IndexOf("://", StringComparison.Ordinal) + 3 : text.Length;
        if (afterScheme < text.Length)
        {
            linkSought = false;
            if (!beginsAsHttp)
                return null;
        }
        else
        {
            var domain = DomainLength(text[at..]);
            if (domain == 0)
                return null;
            linkSought = false;
            // httpfoo.org passes without a look at its TLD there, and becomes a link without scheme: it stays a link, and gets https://.
            if (!beginsAsHttp && !EndsInTld(text.Slice(at, domain)))
                return null;
        }

        var end = text.Length;
        if (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?')
            end--;
        if (text[end - 1] == ')' && !text[at..end].Contains('('))
            end--;
        return new(EntityKind.Link, at, end);
    }

    // [a-z][a-z0-9]*(\.[a-z0-9]+)+, in any case; 0 if it is none.
    private static int DomainLength(ReadOnlySpan<char> text)
    {
        var end = 0;
        for (var i = 0; ; i++)
        {
            var label = i;
            while (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
                i++;
            if (i == label)
                return end;
            if (label > 0)
                end = i;
            if (i == text.Length || text[i] != '.')
                return end;
        }
    }

    // JavaScript's \s, which is neither .NET's nor Unicode's white space.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSpace(char c) => c < '\u1680' ? c is ' ' or '\u00A0' or (>= '\t' and <= '\r') : IsWideSpace(c);

    private static bool IsWideSpace(char c) => c is '\u1680' or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF';

    private static bool EndsInTld(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        return dot >= 0 && TldSet.Current.Contains(domain[(dot + 1)..]);
    }

    private static bool IsPunctuation(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) is
        UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
        or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation
        || codePoint == NewPunctuation;
}
