using System.Runtime.InteropServices;
using System.Text;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Bluesky;

/// <summary>What a part of a post's text does when it is pressed, as a record of app.bsky.richtext.facet states it.</summary>
/// <param name="ByteStart">Its first byte in the text's UTF-8, the sign included.</param>
/// <param name="ByteEnd">The byte after its last.</param>
public abstract record BlueskyFacet(int ByteStart, int ByteEnd)
{
    /// <summary>Leads to a web address.</summary>
    /// <param name="ByteStart">Its first byte.</param>
    /// <param name="ByteEnd">The byte after its last.</param>
    /// <param name="Uri">The address, always with its scheme.</param>
    public sealed record Link(int ByteStart, int ByteEnd, string Uri) : BlueskyFacet(ByteStart, ByteEnd);

    /// <summary>Notifies an account, once its handle has been resolved to a DID; until then it is no valid facet.</summary>
    /// <param name="ByteStart">Its first byte.</param>
    /// <param name="ByteEnd">The byte after its last.</param>
    /// <param name="Handle">The handle as written, without "@".</param>
    public sealed record Mention(int ByteStart, int ByteEnd, string Handle) : BlueskyFacet(ByteStart, ByteEnd);

    /// <summary>Leads to all posts on a subject.</summary>
    /// <param name="ByteStart">Its first byte.</param>
    /// <param name="ByteEnd">The byte after its last.</param>
    /// <param name="Name">The tag without its "#"; of a cashtag "$" and capitals.</param>
    public sealed record Tag(int ByteStart, int ByteEnd, string Name) : BlueskyFacet(ByteStart, ByteEnd);
}

/// <summary>Makes facets of what was found in a text. They never overlap, stand in order, and lie on borders of code points.</summary>
public static class BlueskyFacets
{
    private const int MaxTagBytes = 640;

    private static readonly ValueList<BlueskyFacet> None = [];

    /// <summary>The facets of a post: its own links first, then what <see cref="BlueskyRules"/> finds beside them.</summary>
    public static ValueList<BlueskyFacet> Of(Post post)
    {
        var entities = new List<Entity>();
        BlueskyEntities.Append(post.Text, entities);
        return From(post.Text, entities, post.Links);
    }

    /// <summary>The facets of a text in which <paramref name="entities"/> were found.</summary>
    /// <param name="text">The text as it will be sent.</param>
    /// <param name="entities">In order and not overlapping, as the rules append them.</param>
    /// <param name="links">The whole addresses of links that are shortened in the text; an entity that touches one of them gives way.</param>
    /// <remarks>A tag over 640 bytes and a link that is no address (http:// and nothing more) get no facet: the server would refuse
    /// the whole post for it (app.bsky.richtext.facet, 2026-08).</remarks>
    public static ValueList<BlueskyFacet> From(ReadOnlySpan<char> text, IReadOnlyList<Entity> entities, ValueList<PostLink>? links = null)
    {
        var count = links?.Count ?? 0;
        if (count == 0)
            return entities.Count == 0 ? None : From(text, entities is List<Entity> list ? CollectionsMarshal.AsSpan(list) : [.. entities]);
        var facets = new BlueskyFacet[entities.Count + count];
        var made = 0;
        PostLink[] given = [.. links!.OrderBy(link => link.Span.Start)];
        int nextEntity = 0, nextLink = 0, at = 0, bytes = 0;
        while (nextEntity < entities.Count || nextLink < given.Length)
        {
            var isLink = nextLink < given.Length && (nextEntity == entities.Count || given[nextLink].Span.Start < entities[nextEntity].End);
            if (isLink && nextEntity < entities.Count && given[nextLink].Span.Overlaps(entities[nextEntity].Span))
            {
                nextEntity++;
                continue;
            }

            var span = isLink ? given[nextLink].Span : entities[nextEntity].Span;
            if (span.Start >= at && span.End <= text.Length && span.Length > 0)
            {
                var start = bytes + Encoding.UTF8.GetByteCount(text[at..span.Start]);
                var end = start + Bytes(span.Of(text));
                if ((isLink ? LinkTo(given[nextLink].Address, start, end) : Facet(entities[nextEntity], text, start, end)) is { } facet)
                    facets[made++] = facet;
                (at, bytes) = (span.End, end);
            }

            if (isLink)
                nextLink++;
            else
                nextEntity++;
        }

        return ValueList.Create<BlueskyFacet>(facets.AsSpan(0, made));
    }

    // The same for a text without links of its own, as nearly all are.
    private static ValueList<BlueskyFacet> From(ReadOnlySpan<char> text, ReadOnlySpan<Entity> entities)
    {
        var facets = new BlueskyFacet[entities.Length];
        // Written by way of a span: into an array of a class that others derive from, each store is checked.
        var places = facets.AsSpan();
        // Where every character is a byte, there is nothing to count.
        var isAscii = Ascii.IsValid(text);
        int made = 0, at = 0, bytes = 0;
        foreach (var entity in entities)
        {
            if (entity.Start < at || entity.End > text.Length || entity.End <= entity.Start)
                continue;
            var start = isAscii ? entity.Start : bytes + Bytes(text[at..entity.Start]);
            var end = isAscii ? entity.End : start + Bytes(entity.Of(text));
            if (Facet(entity, text, start, end) is { } facet)
                places[made++] = facet;
            (at, bytes) = (entity.End, end);
        }

        return made == facets.Length ? new(facets) : ValueList.Create<BlueskyFacet>(facets.AsSpan(0, made));
    }

    private static BlueskyFacet? Facet(Entity entity, ReadOnlySpan<char> text, int start, int end)
    {
        var written = entity.Of(text);
        return entity.Kind switch
        {
            EntityKind.Mention => new BlueskyFacet.Mention(start, end, written[1..].ToString()),
            EntityKind.Hashtag when end - start <= MaxTagBytes => new BlueskyFacet.Tag(start, end, written[1..].ToString()),
            EntityKind.Cashtag => new BlueskyFacet.Tag(start, end, Upper(written)),
            EntityKind.Link => BlueskyEntities.HasScheme(written) ? WithScheme(written, start, end) : new BlueskyFacet.Link(start, end, string.Concat("https://", written)),
            _ => null,
        };
    }

    // A cashtag is ASCII, and short.
    private static string Upper(ReadOnlySpan<char> cashtag)
    {
        Span<char> upper = stackalloc char[cashtag.Length];
        cashtag.ToUpperInvariant(upper);
        return new(upper);
    }

    // Most entities are ASCII, and short.
    private static int Bytes(ReadOnlySpan<char> written) => Ascii.IsValid(written) ? written.Length : Encoding.UTF8.GetByteCount(written);

    // http:// or https://, in any case.
    private static BlueskyFacet.Link? WithScheme(ReadOnlySpan<char> link, int start, int end)
    {
        var behind = link[4] == ':' ? 7 : 8;
        return behind < link.Length && link[behind] != '/' ? new(start, end, link.ToString()) : null;
    }

    // The lexicon's format "uri" wants one character behind the slashes that is no slash.
    private static BlueskyFacet.Link? LinkTo(string uri, int start, int end)
    {
        var behind = uri.IndexOf("://", StringComparison.Ordinal) + 3;
        return behind >= 3 && behind < uri.Length && uri[behind] != '/' ? new(start, end, uri) : null;
    }
}
