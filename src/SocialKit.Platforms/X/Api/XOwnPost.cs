using System.Globalization;
using System.Text.Json;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>A post of an account as X lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its text as X gives it: links as t.co, <c>&amp; &lt; &gt;</c> as HTML entities.</param>
/// <param name="Links">What X knows of the t.co addresses in it.</param>
internal sealed record XOwnPost(string Id, string Text, IReadOnlyList<XOwnLink> Links)
{
    // The milliseconds of an id count from 2010-11-04T01:42:54.657Z, 22 bits up (Twitter, Snowflake, 2010).
    private const long Epoch = 1_288_834_974_657;

    /// <summary>When it was made: whole seconds, or milliseconds from its id where X does not say.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it replies to; null if to nothing or if X does not say.</summary>
    public string? RepliesTo { get; init; }

    /// <summary>The post that its conversation began with; null if X does not say.</summary>
    public string? Conversation { get; init; }

    /// <summary>Reads an item of a list; null if it has no id or no text.</summary>
    public static XOwnPost? Read(JsonElement json)
    {
        if (json.IdOf("id") is not { } id || json.Member("text") is not { ValueKind: JsonValueKind.String })
            return null;
        var text = json.Text("text") ?? "";
        // The whole of what is longer than 280.
        var note = json.Member("note_tweet") ?? json.Member("note_post");
        var whole = note?.Text("text") is { } longer ? longer : text;
        var links = LinksIn(json).Concat(note is { } noted ? LinksIn(noted) : []).ToList();
        var references = json.Items("referenced_tweets").Concat(json.Items("referenced_posts")).ToList();
        return new(id, whole, links)
        {
            CreatedAt = DateTimeOffset.TryParse(json.Text("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : TimeOf(id),
            RepliesTo = references.Where(reference => reference.Text("type") == "replied_to").Select(reference => reference.IdOf("id")).FirstOrDefault(),
            Conversation = json.IdOf("conversation_id"),
        };
    }

    private static IEnumerable<XOwnLink> LinksIn(JsonElement json) =>
        json.Member("entities")?.Items("urls").Where(link => link.Text("url") is not null)
            .Select(link => new XOwnLink(link.Text("url")!, link.Text("expanded_url"), link.Text("display_url")) { IsMedia = link.Text("media_key") is not null }) ?? [];

    private static DateTimeOffset TimeOf(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? DateTimeOffset.FromUnixTimeMilliseconds((number >> 22) + Epoch) : DateTimeOffset.UnixEpoch;
}

/// <summary>What X says of a t.co address in a text.</summary>
/// <param name="Short">The t.co address.</param>
/// <param name="Expanded">Where it leads; null if X does not say.</param>
/// <param name="Shown">How X shows it; null if X does not say.</param>
internal sealed record XOwnLink(string Short, string? Expanded, string? Shown)
{
    /// <summary>True if it is the post's own picture and no link of its text.</summary>
    public bool IsMedia { get; init; }
}
