using System.Globalization;
using System.Text.Json;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;
using SocialKit.Posts;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Writes records as their lexicons have them: app.bsky.feed.post and app.bsky.feed.repost, bluesky-social/atproto @d6296a1 (2026-08).</summary>
internal static class BlueskyRecords
{
    /// <summary>A post.</summary>
    /// <param name="post">The post.</param>
    /// <param name="parts">What was found out for it.</param>
    /// <param name="at">When it was made ready.</param>
    public static Action<Utf8JsonWriter> Post(Post post, PostParts parts, DateTimeOffset at) => json =>
    {
        json.WriteStartObject();
        json.WriteString("$type", RecordName.Posts);
        json.WriteString("text", post.Text);
        WriteFacets(json, parts);
        if (post.Language is { } language && LanguageTag.IsWellFormed(language))
        {
            json.WriteStartArray("langs");
            json.WriteStringValue(language);
            json.WriteEndArray();
        }
        if (parts.Reply is { } reply)
        {
            json.WriteStartObject("reply");
            reply.Root.Write(json, "root");
            reply.Parent.Write(json, "parent");
            json.WriteEndObject();
        }
        if (parts.Pictures.Count > 0)
            WritePictures(json, parts.Pictures);
        else if (parts.Card is { } card)
            WriteCard(json, card);
        json.WriteString("createdAt", Time(at));
        json.WriteEndObject();
    };

    /// <summary>A repost.</summary>
    public static Action<Utf8JsonWriter> Repost(RecordRef subject, DateTimeOffset at) => json =>
    {
        json.WriteStartObject();
        json.WriteString("$type", RecordName.Reposts);
        subject.Write(json, "subject");
        json.WriteString("createdAt", Time(at));
        json.WriteEndObject();
    };

    /// <summary>True if two records say the same. When each was made is no part of it: the same delivery may have been made ready twice.</summary>
    public static bool SayTheSame(JsonElement one, JsonElement other)
    {
        if (one.Text("$type") != other.Text("$type"))
            return false;
        // A repost is what it passes on.
        if (one.Text("$type") == RecordName.Reposts)
            return one.Member("subject")?.Text("uri") is { } subject && subject == other.Member("subject")?.Text("uri");
        return one.EnumerateObject().Count() == other.EnumerateObject().Count()
            && one.EnumerateObject().All(member => other.Member(member.Name) is { } twin && (member.NameEquals("createdAt") || JsonElement.DeepEquals(member.Value, twin)));
    }

    private static void WriteFacets(Utf8JsonWriter json, PostParts parts)
    {
        var facets = parts.Facets.Where(facet => facet is not BlueskyFacet.Mention mention || parts.Dids.ContainsKey(mention.Handle)).ToList();
        if (facets.Count == 0)
            return;
        json.WriteStartArray("facets");
        foreach (var facet in facets)
        {
            json.WriteStartObject();
            json.WriteStartObject("index");
            json.WriteNumber("byteStart", facet.ByteStart);
            json.WriteNumber("byteEnd", facet.ByteEnd);
            json.WriteEndObject();
            json.WriteStartArray("features");
            json.WriteStartObject();
            var (type, member, value) = facet switch
            {
                BlueskyFacet.Mention mention => ("mention", "did", parts.Dids[mention.Handle]),
                BlueskyFacet.Link link => ("link", "uri", link.Uri),
                BlueskyFacet.Tag tag => ("tag", "tag", tag.Name),
                _ => throw new InvalidOperationException(),
            };
            json.WriteString("$type", "app.bsky.richtext.facet#" + type);
            json.WriteString(member, value);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePictures(Utf8JsonWriter json, IReadOnlyList<PostPicture> pictures)
    {
        json.WriteStartObject("embed");
        json.WriteString("$type", "app.bsky.embed.images");
        json.WriteStartArray("images");
        foreach (var picture in pictures)
        {
            json.WriteStartObject();
            picture.Blob.Write(json, "image");
            json.WriteString("alt", picture.AltText);
            json.WriteStartObject("aspectRatio");
            json.WriteNumber("width", picture.Facts.SeenWidth);
            json.WriteNumber("height", picture.Facts.SeenHeight);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCard(Utf8JsonWriter json, PostCard card)
    {
        json.WriteStartObject("embed");
        json.WriteString("$type", "app.bsky.embed.external");
        json.WriteStartObject("external");
        json.WriteString("uri", card.Address);
        json.WriteString("title", card.Title);
        json.WriteString("description", card.Description);
        card.Thumb?.Write(json, "thumb");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
