using System.Globalization;
using System.Text.Json;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Reposts;
using SocialKit.Text;

namespace SocialKit.Platforms.X.Api;

/// <summary>A post of somebody else as X gives it.</summary>
/// <param name="Id">Its id: of its last version, where it was edited.</param>
/// <param name="First">The id of its first version.</param>
/// <param name="Author">The id of its author; null if X does not say.</param>
/// <param name="Json">All of it.</param>
internal sealed record XSeenPost(long Id, long First, string? Author, JsonElement Json)
{
    /// <summary>Reads an item; null if it has no id or no text.</summary>
    public static XSeenPost? Read(JsonElement json)
    {
        if (json.IdOf("id") is not { } id || json.Member("text") is not { ValueKind: JsonValueKind.String } || Number(id) is not { } number)
            return null;
        var first = Versions(json).Select(Number).FirstOrDefault() ?? number;
        return new(number, first, json.IdOf("author_id"), json);
    }

    /// <summary>True if it answers another post: what begins a conversation does not.</summary>
    public bool IsReply => (Json.IdOf("conversation_id") is { } conversation && conversation != Json.IdOf("id") && !Versions(Json).Contains(conversation)) || References("replied_to");

    /// <summary>True if it only passes on somebody else's post.</summary>
    public bool IsRepost => References("retweeted") || References("reposted");

    /// <summary>The post as it may be passed on.</summary>
    /// <param name="author">The id of its author.</param>
    /// <param name="name">What its author is called.</param>
    /// <param name="rules">How X finds hashtags.</param>
    public FeedPost ToPost(string author, string name, IPostRules rules)
    {
        var read = XOwnPost.Read(Json)!;
        var text = Written(read);
        var id = Id.ToString(CultureInfo.InvariantCulture);
        return new(new(XPlatform.Id, id, $"https://x.com/{name}/status/{id}"), author, new(XPlatform.Id, name), read.CreatedAt, text)
        {
            Language = Json.Text("lang") is { } language && language is not ("und" or "zxx" or "qme" or "qst" or "qht" or "qam" or "qct") ? language : null,
            Hashtags = Tags(text, rules),
            IsReply = IsReply,
            IsRepost = IsRepost,
            HasMedia = Json.Member("attachments")?.Items("media_keys").Any() == true || read.Links.Any(link => link.IsMedia),
            Warning = Json.IsTrue("possibly_sensitive") ? "possibly sensitive" : null,
            Version = Versions(Json).LastOrDefault() ?? id,
        };
    }

    // Three signs escaped, links shortened, pictures as an address at the end: undone, so that it says what its author wrote. X escapes these three alone, so &amp;lt; is a written &lt;.
    private static string Written(XOwnPost read)
    {
        var text = read.Text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        foreach (var link in read.Links.Where(link => link.Short.Length > 0).DistinctBy(link => link.Short))
        {
            if (link.IsMedia && text.EndsWith(link.Short, StringComparison.Ordinal))
                text = text[..^link.Short.Length].TrimEnd(' ');
            else if (link.Expanded is { } whole)
                text = text.Replace(link.Short, whole, StringComparison.Ordinal);
        }
        return text;
    }

    private ValueList<string> Tags(string text, IPostRules rules)
    {
        List<Entity> entities = [];
        rules.Read(text, entities);
        var note = Json.Member("note_tweet") ?? Json.Member("note_post");
        return TagsIn(note).Concat(TagsIn(Json)).Concat(entities.Where(entity => entity.Kind == EntityKind.Hashtag).Select(entity => entity.Of(text)[1..].ToString())).Distinct(StringComparer.Ordinal).ToValueList();
    }

    private static IEnumerable<string> TagsIn(JsonElement? json) => json?.Member("entities")?.Items("hashtags").Select(tag => tag.Text("tag")).OfType<string>() ?? [];

    // edit_history_tweet_ids until 2026-08, edit_history_post_ids since: oldest first.
    private static IEnumerable<string> Versions(JsonElement json) => json.Texts("edit_history_tweet_ids").Concat(json.Texts("edit_history_post_ids")).Where(XId.Is);

    private bool References(string type) => Json.Items("referenced_tweets").Concat(Json.Items("referenced_posts")).Any(reference => reference.Text("type") == type);

    private static long? Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
