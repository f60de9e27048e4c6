using System.Text.RegularExpressions;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.X.Api;

/// <summary>Compares what was sent with what X gives back: there links are t.co addresses, <c>&amp; &lt; &gt;</c> are HTML entities, the text is in its normal form, a picture's own address stands at the end and, in a reply, names at
/// the beginning. Pure.</summary>
/// <param name="rules">How X finds links.</param>
internal sealed partial class XComparison(IPostRules rules)
{
    /// <summary>How much <paramref name="seen"/> is like the post.</summary>
    /// <param name="seen">A post of the account.</param>
    /// <param name="post">What was sent.</param>
    /// <param name="replyTo">What it replies to; null if to nothing.</param>
    public XLikeness Of(XOwnPost seen, Post post, string? replyTo)
    {
        var thread = Thread(seen, replyTo);
        if (thread == XLikeness.Other)
            return thread;
        var ours = new Ours(post, rules);
        var words = XLikeness.Other;
        foreach (var text in Readings(seen.Text, replyTo is not null))
        {
            var one = ours.Compare(text, seen.Links);
            words = one > words ? one : words;
        }
        return words < thread ? words : thread;
    }

    private static XLikeness Thread(XOwnPost seen, string? replyTo)
    {
        if (seen.RepliesTo is { } repliesTo)
            return repliesTo == replyTo ? XLikeness.Same : XLikeness.Other;
        // What begins a conversation replies to nothing; and what is in another's replies to something.
        return (seen.Conversation, replyTo) switch
        {
            (null, null) => XLikeness.Same,
            (null, _) => XLikeness.Maybe,
            var (conversation, reply) => conversation == seen.Id == (reply is null) ? (reply is null ? XLikeness.Same : XLikeness.Maybe) : XLikeness.Other,
        };
    }

    // As it came, in case X stops to escape; unescaped; and in a reply without the names before it, one after the other.
    private static IEnumerable<string> Readings(string text, bool isReply)
    {
        foreach (var reading in new[] { Unescape(text), text }.Distinct().Select(Plain))
        {
            var rest = reading;
            yield return rest;
            while (isReply && LeadingName().Match(rest) is { Success: true } name)
            {
                rest = rest[name.Length..];
                yield return rest;
            }
        }
    }

    // X escapes these three alone, so &amp;lt; is a written &lt;.
    private static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Plain(string text) => Nfc.Normalize(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')).Trim();

    [GeneratedRegex(@"\A@[A-Za-z0-9_]{1,20}\s+")]
    private static partial Regex LeadingName();

    private sealed class Ours
    {
        private readonly string _text;
        private readonly bool _hasPictures;
        private readonly Dictionary<int, int> _links = [];

        public Ours(Post post, IPostRules rules)
        {
            _text = Plain(post.Text);
            _hasPictures = post.Media.Count > 0;
            List<Entity> entities = [];
            rules.Read(_text, entities);
            foreach (var link in entities.Where(entity => entity.Kind == EntityKind.Link))
                _links[link.Start] = link.End;
        }

        public XLikeness Compare(string seen, IReadOnlyList<XOwnLink> known)
        {
            var likeness = XLikeness.Same;
            var (ours, theirs) = (0, 0);
            while (true)
            {
                if (ours == _text.Length && IsTail(seen.AsSpan(theirs), known))
                    return likeness;
                if (theirs == seen.Length)
                    return XLikeness.Other;
                // What X knows of a link tells where it ends, whatever stands behind it.
                var link = known.FirstOrDefault(link => link.Short.Length > 0 && string.CompareOrdinal(seen, theirs, link.Short, 0, link.Short.Length) == 0);
                if ((link?.Short.Length ?? ShortAt(seen, theirs)) is var length and > 0 && _links.TryGetValue(ours, out var end))
                {
                    if (!IsSame(_text[ours..end], link))
                        likeness = XLikeness.Maybe;
                    (ours, theirs) = (end, theirs + length);
                }
                else if (ours < _text.Length && _text[ours] == seen[theirs])
                {
                    (ours, theirs) = (ours + 1, theirs + 1);
                }
                else
                {
                    return XLikeness.Other;
                }
            }
        }

        // Behind the text nothing may stand but the address of its pictures.
        private bool IsTail(ReadOnlySpan<char> rest, IReadOnlyList<XOwnLink> known)
        {
            rest = rest.Trim();
            if (rest.IsEmpty)
                return true;
            var text = rest.ToString();
            return ShortAt(text, 0) == text.Length && (_hasPictures || known.Any(link => link.IsMedia && link.Short == text));
        }

        private static int ShortAt(string text, int at) => ShortLink().Match(text, at) is { Success: true } link ? link.Length : 0;

        private static bool IsSame(string written, XOwnLink? link) =>
            link is not null && ((Parts(written) is { } ours && link.Expanded is { } expanded && Parts(expanded) == ours) || written == link.Short);

        // X adds a scheme and a slash, and writes hosts in lower case and in Latin letters.
        private static (string Host, int Port, string Path)? Parts(string address)
        {
            var isWhole = address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
            if (!Uri.TryCreate(isWhole ? address : "http://" + address, UriKind.Absolute, out var uri))
                return null;
            try
            {
                return (uri.IdnHost.ToLowerInvariant(), uri.IsDefaultPort ? 0 : uri.Port, Uri.UnescapeDataString(uri.PathAndQuery + uri.Fragment).TrimEnd('/'));
            }
            catch (Exception exception) when (exception is UriFormatException or ArgumentException)
            {
                return null;
            }
        }
    }

    [GeneratedRegex(@"\Ghttps?://t\.co/[A-Za-z0-9]{1,40}")]
    private static partial Regex ShortLink();
}
