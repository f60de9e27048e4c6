using System.Text.Json;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;
using SocialKit.Text;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Reads a status as a post that may be passed on.</summary>
internal static class MastodonFeedPost
{
    // Where a server says that pictures are hidden, and not why.
    private const string OnlySensitive = "sensitive";

    /// <summary>The post that a status is; null if its author is not told.</summary>
    /// <param name="status">The status.</param>
    /// <param name="domain">The server's own.</param>
    /// <param name="now">Its time, where it says none.</param>
    public static FeedPost? Read(MastodonStatus status, string domain, DateTimeOffset now)
    {
        if (MastodonAccount.Of(status.Json.Member("account"), domain) is not { } author)
            return null;
        var text = MastodonText.OfHtml(status.Content).Trim('\n');
        var warning = status.Warning.Length > 0 ? status.Warning : status.Json.IsTrue("sensitive") ? OnlySensitive : null;
        return new(status.Ref, author.Id, author.Handle, (status.CreatedAt ?? now).ToUniversalTime(), text)
        {
            Language = status.Json.Text("language"),
            Hashtags = Tags(status.Json, text),
            IsReply = status.InReplyTo is not null,
            IsRepost = status.Reblog is not null,
            HasMedia = status.Json.Items("media_attachments").Any(),
            IsPublic = IsPublic(status),
            Warning = warning,
            Version = VersionOf(status),
        };
    }

    /// <summary>What changes when it is edited: the time of the last edit, or of its making.</summary>
    public static string? VersionOf(MastodonStatus status) => status.Json.Text("edited_at") ?? status.Json.Text("created_at");

    /// <summary>True if everybody may see it: <c>public</c>, and <c>unlisted</c>, which is only kept out of the lists of what is new. Only those can be passed on by others (docs of 2026-07).</summary>
    public static bool IsPublic(MastodonStatus status) => status.Json.Text("visibility") is "public" or "unlisted";

    // Servers list tags in lower case or in somebody's spelling: those of the text come as they stand there.
    private static ValueList<string> Tags(JsonElement json, string text)
    {
        List<Entity> entities = [];
        MastodonEntities.Append(text, entities);
        var written = entities.Where(entity => entity.Kind == EntityKind.Hashtag).Select(entity => entity.Of(text)[1..].ToString());
        return written.Concat(json.Items("tags").Select(tag => tag.Text("name")).OfType<string>()).DistinctBy(tag => tag.ToUpperInvariant(), StringComparer.Ordinal).ToValueList();
    }
}
