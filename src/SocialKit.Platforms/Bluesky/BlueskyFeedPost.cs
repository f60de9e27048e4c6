using System.Globalization;
using System.Text.Json;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;
using SocialKit.Text;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Reads a record of app.bsky.feed.post (bluesky-social/atproto @d6296a1, 2026-08) as a post that may be passed on.</summary>
internal static class BlueskyFeedPost
{
    private const string Facet = "app.bsky.richtext.facet#";
    private const string NotForTheSignedOut = "!no-unauthenticated";

    /// <summary>True if a record answers another post.</summary>
    public static bool IsReply(JsonElement record) => record.Member("reply") is { ValueKind: JsonValueKind.Object };

    /// <summary>The post that a record is.</summary>
    /// <param name="name">Its name, with its author's DID.</param>
    /// <param name="cid">Its content's hash: it changes when the record is written over.</param>
    /// <param name="record">The record.</param>
    /// <param name="handle">What its author is called.</param>
    /// <param name="now">The machine's clock.</param>
    public static FeedPost Read(RecordName name, string cid, JsonElement record, string handle, DateTimeOffset now)
    {
        var text = record.Text("text") ?? "";
        var labels = record.Member("labels")?.Items("values").Select(label => label.Text("val")).OfType<string>().ToList() ?? [];
        var warnings = labels.Where(label => label != NotForTheSignedOut).ToList();
        return new(name.ToPost() with { Url = AddressOf(name, handle) }, name.Repo, new(BlueskyPlatform.Id, handle), Time(record, name.Key, now), text)
        {
            Language = record.Texts("langs").FirstOrDefault(lang => LanguageTag.IsWellFormed(lang)),
            Hashtags = Tags(record, text),
            IsReply = IsReply(record),
            HasMedia = record.Member("embed") is { } embed && IsMedia(embed),
            IsPublic = warnings.Count == labels.Count,
            Warning = warnings.Count == 0 ? null : string.Join(", ", warnings),
            Version = cid,
        };
    }

    // As Bluesky's own pages have it, so that what a person copies there is the same; a name that leads nowhere would lead nowhere.
    private static string AddressOf(RecordName name, string handle) => (name with { Repo = handle == BlueskyPlaces.NoHandle ? name.Repo : handle.ToLowerInvariant() }).ToPost().Url!;

    // Whoever writes the record says when it was made. What lies ahead was made by now: so Bluesky itself sorts it (sortAt is the earlier one of createdAt and the time at which it was seen).
    private static DateTimeOffset Time(JsonElement record, string key, DateTimeOffset now)
    {
        var written = record.Text("createdAt") is { } text && AtDateTime.IsValid(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : RecordKeys.TimeOf(key) ?? now;
        return written < now ? written.ToUniversalTime() : now;
    }

    // As facets, as tags beside the text, and as they stand in the text of clients that write neither.
    private static ValueList<string> Tags(JsonElement record, string text)
    {
        List<string> tags = [];
        foreach (var feature in record.Items("facets").SelectMany(facet => facet.Items("features")))
        {
            if (feature.Text("$type") == Facet + "tag" && feature.Text("tag") is { } tag)
                tags.Add(tag);
        }
        tags.AddRange(record.Texts("tags"));
        List<Entity> entities = [];
        BlueskyEntities.Append(text, entities);
        tags.AddRange(entities.Where(entity => entity.Kind == EntityKind.Hashtag).Select(entity => entity.Of(text)[1..].ToString()));
        return tags.Distinct(StringComparer.Ordinal).ToValueList();
    }

    private static bool IsMedia(JsonElement embed) => embed.Text("$type") switch
    {
        "app.bsky.embed.images" or "app.bsky.embed.video" => true,
        "app.bsky.embed.recordWithMedia" => embed.Member("media") is { } media && media.Text("$type") != "app.bsky.embed.recordWithMedia" && IsMedia(media),
        _ => false,
    };
}
