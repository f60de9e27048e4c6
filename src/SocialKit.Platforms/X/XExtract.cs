using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Takes out of a text what X finds in it, each kind by itself, as the reference's <c>extract…</c> functions do. Positions are of the text as it stands, in UTF-16 units.</summary>
/// <param name="profile">The top-level domains to read with.</param>
public sealed class XExtract(XProfile profile)
{
    /// <summary>The accounts that are mentioned; lists are not among them.</summary>
    public static IReadOnlyList<XEntity> Mentions(ReadOnlySpan<char> text) => [.. MentionsOrLists(text).Where(entity => entity.Kind == EntityKind.Mention)];

    /// <summary>The accounts and lists that are mentioned.</summary>
    public static IReadOnlyList<XEntity> MentionsOrLists(ReadOnlySpan<char> text)
    {
        List<XEntity> found = [];
        var scanner = new XMentionScanner(text);
        while (scanner.MoveNext())
            found.Add(Mention(text, scanner.Start, scanner.NameEnd, scanner.End));
        return found;
    }

    /// <summary>The account that the text replies to, without "@": one that it begins with; null if there is none.</summary>
    public static string? Reply(ReadOnlySpan<char> text)
    {
        var sign = 0;
        while (sign < text.Length && XChars.Is(text[sign], XClasses.Space))
            sign++;
        if (sign == text.Length || text[sign] is not ('@' or '\uFF20'))
            return null;
        var end = XMentionScanner.NameEndAt(text, sign + 1);
        return end == sign + 1 || XMentionScanner.IsSpoiled(text, end) ? null : text[(sign + 1)..end].ToString();
    }

    /// <summary>The hashtags; those inside links are not among them.</summary>
    public IReadOnlyList<XEntity> Hashtags(ReadOnlySpan<char> text)
    {
        List<XEntity> found = [];
        var scanner = new XHashtagScanner(text);
        var scan = Scan(text);
        var links = new XLinkScanner(text, scan, profile.Tlds, withoutScheme: true);
        var hasLink = false;
        var end = 0;
        while (scanner.MoveNext())
        {
            // In the order of their starts, what begins inside the one before is dropped, links too.
            while (true)
            {
                if (!hasLink && !(hasLink = links.MoveNext()))
                    break;
                if (links.Current.Start >= scanner.Start)
                    break;
                if (links.Current.Start >= end)
                    end = links.Current.End;
                hasLink = false;
            }
            if (scanner.Start < end)
                continue;
            end = scanner.End;
            found.Add(Hashtag(text, scanner.Start, scanner.End));
        }
        return found;
    }

    /// <summary>The cashtags.</summary>
    public static IReadOnlyList<XEntity> Cashtags(ReadOnlySpan<char> text)
    {
        List<XEntity> found = [];
        var scanner = new XCashtagScanner(text);
        while (scanner.MoveNext())
            found.Add(Cashtag(text, scanner.Start, scanner.End));
        return found;
    }

    /// <summary>The links; without <paramref name="withoutScheme"/> only those that begin with http:// or https://.</summary>
    public IReadOnlyList<XEntity> Links(ReadOnlySpan<char> text, bool withoutScheme = true)
    {
        List<XEntity> found = [];
        var scan = Scan(text);
        var scanner = new XLinkScanner(text, scan, profile.Tlds, withoutScheme);
        while (scanner.MoveNext())
            found.Add(Link(text, scanner.Current));
        return found;
    }

    /// <summary>Everything in the order of its place, never overlapping.</summary>
    public IReadOnlyList<XEntity> All(ReadOnlySpan<char> text, bool withoutScheme = true)
    {
        List<XLink> links = [];
        var scan = Scan(text);
        var scanner = new XLinkScanner(text, scan, profile.Tlds, withoutScheme);
        while (scanner.MoveNext())
            links.Add(scanner.Current);
        List<XEntity> found = [];
        var merge = new XMerge(text, scan, links.ToArray());
        while (merge.MoveNext())
        {
            var (kind, start, end) = merge.Current;
            found.Add(kind switch
            {
                EntityKind.Link => Link(text, merge.Link),
                EntityKind.Hashtag => Hashtag(text, start, end),
                EntityKind.Cashtag => Cashtag(text, start, end),
                _ => Mention(text, start, XMentionScanner.NameEndAt(text, start + 1), end),
            });
        }
        return found;
    }

    private static XScan Scan(ReadOnlySpan<char> text) => new(text, new ulong[XScan.Words(text.Length)]);

    private static XEntity Mention(ReadOnlySpan<char> text, int start, int nameEnd, int end) =>
        new(end > nameEnd ? EntityKind.List : EntityKind.Mention, start, end, text[(start + 1)..nameEnd].ToString()) { List = text[nameEnd..end].ToString() };

    private static XEntity Hashtag(ReadOnlySpan<char> text, int start, int end) => new(EntityKind.Hashtag, start, end, text[(start + 1)..end].ToString());

    private static XEntity Cashtag(ReadOnlySpan<char> text, int start, int end) => new(EntityKind.Cashtag, start, end, text[(start + 1)..end].ToString());

    private static XEntity Link(ReadOnlySpan<char> text, XLink link) => new(EntityKind.Link, link.Start, link.End, link.Address(text));
}
