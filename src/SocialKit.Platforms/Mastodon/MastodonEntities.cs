using System.Buffers;
using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Finds what a Mastodon server makes links of: addresses with their scheme, mentions, hashtags; in one pass.</summary>
internal static class MastodonEntities
{
    // A domain name has no more; the server then takes the mention for plain text.
    private const int MaxDomain = 253;

    private static readonly SearchValues<char> Triggers = SearchValues.Create("@#＃:");

    internal static void Append(ReadOnlySpan<char> text, List<Entity> entities)
    {
        // Before free: part of an entity. Before bare: the address without scheme that the current word began with.
        int at = 0, free = 0, bare = 0, wordEnd = 0;
        while (at < text.Length)
        {
            var trigger = text[at..].IndexOfAny(Triggers);
            if (trigger < 0)
                return;
            at += trigger;
            Entity? found;
            if (text[at] == ':')
            {
                if (at >= wordEnd && at + 1 < text.Length && text[at + 1] == '/')
                    bare = MastodonLinks.BareAddressEnd(text, free, at, out wordEnd);
                // What begins within a bare address the server reads as its path, which it then leaves alone; to read that to its end at every "://" would take ever longer.
                found = at < bare ? null : MastodonLinks.Find(text, at, free);
                if (found is { } link && link.Start < bare)
                    found = null;
            }
            else
            {
                found = text[at] == '@' ? Mention(text, at) : Hashtag(text, at);
            }

            if (found is { } entity && entity.Start >= free)
            {
                entities.Add(entity);
                free = at = entity.End;
            }
            else
            {
                at++;
            }
        }
    }

    // (?<![=/[:word:]])@[a-z0-9_]+([.-]+[a-z0-9_]+)*(@[[:word:]]+([.-]+[[:word:]]+)*)?, not before "@", "://" or an accented Latin letter.
    private static Entity? Mention(ReadOnlySpan<char> text, int at)
    {
        if (MastodonCharacters.Before(text, at) is { } before && (before.Value is '=' or '/' || MastodonCharacters.IsWord(before)))
            return null;
        var name = Dotted(text[(at + 1)..], rune => rune.IsAscii && MastodonCharacters.IsWord(rune));
        if (name == 0)
            return null;
        var end = at + 1 + name;
        if (end < text.Length && text[end] == '@')
        {
            var domain = Dotted(text[(end + 1)..], MastodonCharacters.IsWord);
            if (domain > 0 && CodePoints(text.Slice(end + 1, domain)) > MaxDomain)
                return null;
            if (domain > 0)
                end += 1 + domain;
        }

        var after = text[end..];
        return after.Length > 0 && (after[0] is '@' or '＠' || IsLatinAccent(after[0]) || after.StartsWith("://", StringComparison.Ordinal))
            ? null
            : new(EntityKind.Mention, at, end);
    }

    // (?<![=/)\p{Alnum}])[#＃], then word characters with inner separators, one letter at least.
    private static Entity? Hashtag(ReadOnlySpan<char> text, int at)
    {
        if (MastodonCharacters.Before(text, at) is { } before && (before.Value is '=' or '/' or ')' || MastodonCharacters.IsAlphanumeric(before)))
            return null;
        int from = at + 1, end = from;
        var worded = false;
        for (var i = from; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var units);
            var isWord = MastodonCharacters.IsWord(rune);
            if (!isWord && (i == from || rune.Value is not (0xB7 or 0x30FB or 0x200C)))
                break;
            i += units;
            if (!isWord)
                continue;
            end = i;
            worded |= Rune.IsLetter(rune);
        }

        if (!worded)
            return null;
        if (text[end..].StartsWith("://", StringComparison.Ordinal))
        {
            // A link glued to a tag: its scheme is no part of the tag.
            var tag = text[from..end];
            var scheme = tag.EndsWith("https", StringComparison.Ordinal) ? "https".Length : tag.EndsWith("http", StringComparison.Ordinal) ? "http".Length : 0;
            if (scheme < tag.Length)
                end -= scheme;
        }

        return new(EntityKind.Hashtag, at, end);
    }

    // Runs of allowed characters with runs of "." and "-" between them.
    private static int Dotted(ReadOnlySpan<char> text, Func<Rune, bool> allowed)
    {
        var end = MastodonCharacters.Run(text, allowed);
        if (end == 0)
            return 0;
        while (true)
        {
            var next = end;
            while (next < text.Length && text[next] is '.' or '-')
                next++;
            var more = next == end ? 0 : MastodonCharacters.Run(text[next..], allowed);
            if (more == 0)
                return end;
            end = next + more;
        }
    }

    private static bool IsLatinAccent(char c) => c is (>= '\u00C0' and <= '\u024F' and not '\u00D7' and not '\u00F7') or (>= '\u1E00' and <= '\u1EFF');

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            count += char.IsLowSurrogate(c) ? 0 : 1;
        return count;
    }
}
