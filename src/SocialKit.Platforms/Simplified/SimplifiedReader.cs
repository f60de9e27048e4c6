using System.Buffers;
using System.Globalization;
using System.Text;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Simplified;

/// <summary>Counts UTF-16 units and finds what every network makes of a text: mentions, hashtags, web addresses with and without scheme.</summary>
/// <remarks>
/// For platforms that publish a limit but no grammar. UTF-16 units are never fewer than code points or characters, so what fits here fits by any
/// of the three. Entities are what is sure to become one: names and tags in their plainest form, bare domains only with a listed top-level
/// domain. One pass; every character is looked at a bounded number of times.
/// </remarks>
internal sealed class SimplifiedReader(SimplifiedSigns signs, int limit)
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create("@#＃.:");
    private static readonly SearchValues<char> LinkEnds = SearchValues.Create(
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF<>\"«»“”");

    internal PostReading Read(ReadOnlySpan<char> text, List<Entity> entities)
    {
        Append(text, entities);
        return new()
        {
            Count = new(CountUnit.Utf16Unit, text.Length, limit),
            FitsUntil = Graphemes.BorderAtOrBefore(text, Math.Min(text.Length, limit)),
            InvalidAt = -1,
            IsValid = text.Length > 0 && text.Length <= limit,
        };
    }

    private void Append(ReadOnlySpan<char> text, List<Entity> entities)
    {
        // What stands before free belongs to an entity already; what stands before at has been looked at.
        int free = 0, at = 0;
        while (at < text.Length)
        {
            var trigger = text[at..].IndexOfAny(Triggers);
            if (trigger < 0)
                return;
            at += trigger;
            var next = at + 1;
            var found = text[at] switch
            {
                '@' => AtSign(text, at, free),
                '.' => BareLink(text, at, free, ref next),
                ':' => Link(text, at, free),
                _ => Hashtag(text, at),
            };
            if (found is { } entity)
            {
                entities.Add(entity);
                free = next = entity.End;
            }

            at = next;
        }
    }

    private Entity? AtSign(ReadOnlySpan<char> text, int at, int free)
    {
        var local = at;
        while (local > free && (char.IsAsciiLetterOrDigit(text[local - 1]) || text[local - 1] is '.' or '_' or '-' or '+' or '%'))
            local--;
        while (local < at && !char.IsAsciiLetterOrDigit(text[local]))
            local++;
        if (local < at)
        {
            if (!signs.Emails || (local > free && IsWordBefore(text, local)))
                return null;
            var host = HostLength(text[(at + 1)..]);
            var domain = DomainLength(text.Slice(at + 1, host));
            return domain == 0 ? null : new(EntityKind.Email, local, at + 1 + domain);
        }

        if (signs.Mentions is not { } shape || IsWordBefore(text, at) || (at > 0 && text[at - 1] is '@' or '/' or '.'))
            return null;
        var name = shape.Match(text[(at + 1)..]);
        // A name that goes on in letters of another script, or in another "@", is no name here.
        return name == 0 || IsWordAfter(text, at + 1 + name) || (at + 1 + name < text.Length && text[at + 1 + name] == '@')
            ? null
            : new(EntityKind.Mention, at, at + 1 + name);
    }

    private Entity? Hashtag(ReadOnlySpan<char> text, int at)
    {
        if (IsWordBefore(text, at) || (at > 0 && text[at - 1] is '#' or '＃' or '&' or '/'))
            return null;
        var end = at + 1;
        var worded = false;
        while (end < text.Length)
        {
            Rune.DecodeFromUtf16(text[end..], out var rune, out var units);
            if (!IsWord(rune) && rune.Value is not (0x200C or 0x200D))
                break;
            worded |= Rune.IsLetter(rune);
            end += units;
        }

        while (end > at + 1 && text[end - 1] is '\u200C' or '\u200D')
            end--;
        return worded && end - at - 1 <= signs.LongestHashtag ? new(EntityKind.Hashtag, at, end) : null;
    }

    private static Entity? Link(ReadOnlySpan<char> text, int colon, int free)
    {
        if (!text[colon..].StartsWith("://", StringComparison.Ordinal))
            return null;
        var start = colon;
        while (start > free && colon - start <= "https".Length && char.IsAsciiLetterOrDigit(text[start - 1]))
            start--;
        var scheme = text[start..colon];
        if (!scheme.Equals("http", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            return null;
        var end = LinkEnd(text, start, colon + 3);
        return end > colon + 3 && !IsWordBefore(text, start) ? new(EntityKind.Link, start, end) : null;
    }

    // Reads the whole run of host characters round the dot, so that no dot of it has to be read again.
    private static Entity? BareLink(ReadOnlySpan<char> text, int dot, int free, ref int next)
    {
        var start = dot;
        while (start > free && IsHost(text[start - 1]))
            start--;
        var length = HostLength(text[start..]);
        next = start + length;
        var host = text.Slice(start, length);
        var trimmed = host.TrimStart(".-");
        start += host.Length - trimmed.Length;
        var domain = DomainLength(trimmed);
        if (domain == 0 || IsWordBefore(text, start) || (start > 0 && text[start - 1] is '@' or '/' or '#' or '＃' or ':'))
            return null;
        var end = start + domain;
        if (end < text.Length && text[end] == '@')
            return null;
        if (end < text.Length && text[end] is '/' or '?' or '#')
            end = LinkEnd(text, start, end);
        return IsWordAfter(text, end) && end == start + domain ? null : new(EntityKind.Link, start, end);
    }

    private static int LinkEnd(ReadOnlySpan<char> text, int start, int from)
    {
        var length = text[from..].IndexOfAny(LinkEnds);
        var end = length < 0 ? text.Length : from + length;
        var open = text[start..end].Count('(') - text[start..end].Count(')');
        while (end > from)
        {
            var last = text[end - 1];
            if (last == ')' && open < 0)
                open++;
            else if (last is not ('.' or ',' or ';' or ':' or '!' or '?' or '\'' or '…' or '’'))
                break;
            end--;
        }

        return end;
    }

    private static int HostLength(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && IsHost(text[end]))
            end++;
        return end;
    }

    // A run of host characters without the dots and hyphens at its end, if its labels are none of them empty and the last is a listed TLD.
    private static int DomainLength(ReadOnlySpan<char> run)
    {
        run = run.TrimEnd(".-");
        var dot = run.LastIndexOf('.');
        return dot > 0 && run[0] != '.' && !run.Contains("..", StringComparison.Ordinal) && TldSet.Current.ContainsIgnoringAsciiCase(run[(dot + 1)..]) ? run.Length : 0;
    }

    private static bool IsHost(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';

    private static bool IsWordBefore(ReadOnlySpan<char> text, int at)
    {
        if (at == 0)
            return false;
        Rune.DecodeLastFromUtf16(text[..at], out var rune, out _);
        return IsWord(rune);
    }

    private static bool IsWordAfter(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length)
            return false;
        Rune.DecodeFromUtf16(text[at..], out var rune, out _);
        return IsWord(rune);
    }

    private static bool IsWord(Rune rune) => rune.Value == '_' || Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
