using System.Text.Json;
using SocialKit.Pictures;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>What has to be found out or uploaded before a post's record can be written.</summary>
internal sealed record PostParts
{
    /// <summary>What the text holds.</summary>
    public required ValueList<BlueskyFacet> Facets { get; init; }

    /// <summary>The DIDs of those who are mentioned, by handle as written. Who is missing stays plain text.</summary>
    public required IReadOnlyDictionary<string, string> Dids { get; init; }

    /// <summary>The uploaded pictures, in order.</summary>
    public IReadOnlyList<PostPicture> Pictures { get; init; } = [];

    /// <summary>What it replies to; null if to nothing.</summary>
    public ReplyRefs? Reply { get; init; }

    /// <summary>The card of its link; null for none.</summary>
    public PostCard? Card { get; init; }
}

/// <summary>A record at one state: com.atproto.repo.strongRef.</summary>
/// <param name="Uri">Its AT URI.</param>
/// <param name="Cid">The hash of its content.</param>
internal sealed record RecordRef(string Uri, string Cid)
{
    /// <summary>Writes it as a member.</summary>
    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("uri", Uri);
        json.WriteString("cid", Cid);
        json.WriteEndObject();
    }

    /// <summary>Reads <see cref="Write"/>; null if it is none.</summary>
    public static RecordRef? Read(JsonElement? json) => json?.Text("uri") is { } uri && json?.Text("cid") is { } cid ? new(uri, cid) : null;
}

/// <summary>What a reply refers to.</summary>
/// <param name="Root">The first post of the thread.</param>
/// <param name="Parent">The post that it replies to.</param>
internal sealed record ReplyRefs(RecordRef Root, RecordRef Parent);

/// <summary>An uploaded picture.</summary>
/// <param name="Blob">As the server keeps it.</param>
/// <param name="AltText">What it shows.</param>
/// <param name="Facts">Its shape.</param>
internal sealed record PostPicture(BlobRef Blob, string AltText, PictureFacts Facts);

/// <summary>The card of a link.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Description">What the page says of itself; may be empty.</param>
/// <param name="Thumb">The uploaded picture; null for none.</param>
internal sealed record PostCard(string Address, string Title, string Description, BlobRef? Thumb);

/// <summary>A file on the account's server, as records refer to it.</summary>
/// <param name="Link">The CID of its bytes.</param>
/// <param name="Type">The type that the server found it to be.</param>
/// <param name="Size">In bytes.</param>
internal sealed record BlobRef(string Link, string Type, long Size)
{
    /// <summary>Reads it from what com.atproto.repo.uploadBlob answers; null if it is not there.</summary>
    public static BlobRef? Read(HttpResult.Answer answer) =>
        AnswerJson.Object(answer)?.Member("blob") is { } blob && blob.Member("ref")?.Text("$link") is { } link && blob.Text("mimeType") is { } type && blob.Number("size") is { } size ? new(link, type, size) : null;

    /// <summary>Writes it as a member.</summary>
    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("$type", "blob");
        json.WriteStartObject("ref");
        json.WriteString("$link", Link);
        json.WriteEndObject();
        json.WriteString("mimeType", Type);
        json.WriteNumber("size", Size);
        json.WriteEndObject();
    }
}
