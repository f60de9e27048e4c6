using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialKit.Testing;

/// <content>Other people's accounts and posts.</content>
public sealed partial class XStub
{
    /// <summary>Users whose posts are for their followers alone.</summary>
    public HashSet<string> Protected { get; } = [];

    /// <summary>Users that X has suspended.</summary>
    public HashSet<string> Suspended { get; } = [];

    /// <summary>How many posts were listed: so many were paid for.</summary>
    public int Listed { get; private set; }

    /// <summary>Puts a post there that passes on another one.</summary>
    public XStubPost PutRepost(string user, DateTimeOffset at)
    {
        lock (_lock)
        {
            var post = Make(user, "RT @somebody: words", null, [], at) with { RepostOf = "20" };
            _posts[^1] = post;
            return post;
        }
    }

    /// <summary>Takes a post and its versions away.</summary>
    public void Remove(string id)
    {
        lock (_lock)
            _posts.RemoveAll(post => post.Versions.Contains(id));
    }

    /// <summary>Edits a post: that makes a new one, which stands in its place.</summary>
    public XStubPost Edit(string id, string text, DateTimeOffset at)
    {
        lock (_lock)
        {
            var before = _posts.Find(post => post.Id == id)!;
            _posts.Remove(before);
            var edited = Make(before.User, text, before.ReplyTo, before.Media, at);
            edited = edited with { Versions = [.. before.Versions, edited.Id], Conversation = before.Conversation };
            _posts[^1] = edited;
            return edited;
        }
    }

    // An older version is there under its own id, and names the later ones.
    private StubAnswer.Reply Look(string id, StubRequest request)
    {
        if (UnknownWords(request) is { } unknown)
            return unknown;
        if (_posts.Find(post => post.Versions.Contains(id)) is not { } post || Suspended.Contains(post.User) || Protected.Contains(post.User))
            return new StubAnswer.Reply(200, NotFound(id));
        var shown = Shown(post);
        shown["id"] = id;
        var answer = new JsonObject { ["data"] = shown };
        if (WithAuthor(request, post.User) is { } includes)
            answer["includes"] = includes;
        return new StubAnswer.Reply(200, answer.ToJsonString());
    }

    private StubAnswer.Reply User(string? id, string asked, string value)
    {
        if (id is null)
            return new StubAnswer.Reply(200, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["value"] = value, ["parameter"] = asked, ["resource_type"] = "user", ["title"] = "Not Found Error", ["detail"] = $"Could not find user with {asked}: [{value}].", ["type"] = "https://api.x.com/2/problems/resource-not-found" }) }.ToJsonString());
        if (Suspended.Contains(id))
            return new StubAnswer.Reply(200, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["title"] = "Forbidden", ["detail"] = $"User has been suspended: [{value}].", ["type"] = "https://api.x.com/2/problems/resource-not-found" }) }.ToJsonString());
        return Data(new() { ["id"] = id, ["username"] = Names[id], ["name"] = "Somebody invented", ["protected"] = Protected.Contains(id) });
    }

    private JsonObject? WithAuthor(StubRequest request, string user) => request.Fields.GetValueOrDefault("expansions", "").Split(',').Contains("author_id")
        ? new JsonObject { ["users"] = new JsonArray(new JsonObject { ["id"] = user, ["username"] = Names[user], ["name"] = "Somebody invented" }) }
        : null;

    private StubAnswer.Reply? UnknownWords(StubRequest request) =>
        request.Fields.Keys.FirstOrDefault(name => name.EndsWith(".fields", StringComparison.Ordinal) && name != Words) is { } unknown
            ? Problem(400, "Invalid Request", $"The query parameter [{unknown}] is not one of those that are known.", "https://api.x.com/2/problems/invalid-request")
            : null;

    private static long Number(StubRequest request, string name, long usual) => request.Fields.TryGetValue(name, out var written) ? long.Parse(written, CultureInfo.InvariantCulture) : usual;
}
