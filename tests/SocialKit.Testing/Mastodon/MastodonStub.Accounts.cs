using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SocialKit.Testing.Mastodon;

/// <summary>Somebody on another server, as the stub's server knows them.</summary>
public sealed class MastodonStubOther
{
    /// <summary>The stub's own id of them.</summary>
    public string Id { get; } = "other";

    /// <summary>Their name on their server.</summary>
    public string Name { get; set; } = "other";

    /// <summary>Their server.</summary>
    public string Domain { get; } = "far.example";

    /// <summary>True if the stub's server has heard of them; else only a search that resolves finds them.</summary>
    public bool IsKnown { get; set; } = true;

    /// <summary>True if the account was deleted.</summary>
    public bool IsGone { get; set; }

    /// <summary>True if it is suspended: then nothing of it is listed.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>Where it has moved to; null if it has not.</summary>
    public string? MovedTo { get; set; }
}

/// <content>Other people's accounts and their posts.</content>
public sealed partial class MastodonStub
{
    /// <summary>Somebody whose posts can be read.</summary>
    public MastodonStubOther Other { get; } = new();

    /// <summary>True if it lists the newest posts whatever is asked for, as snac does.</summary>
    public bool KnowsNoPages { get; set; }

    /// <summary>A post of <see cref="Other"/>, made by <paramref name="make"/> of its id and time.</summary>
    public MastodonStubPost AddForeign(Func<MastodonStubPost, MastodonStubPost> make)
    {
        lock (_lock)
        {
            return AddForeign(make(new(NextId(), Now, "", Other.Id)));
        }
    }

    /// <summary>Puts another post in the place of one, or takes it away.</summary>
    public void Replace(string id, Func<MastodonStubPost, MastodonStubPost?> make)
    {
        lock (_lock)
        {
            var at = _posts.FindIndex(post => post.Id == id);
            if (make(_posts[at]) is { } post)
                _posts[at] = post with { EditedAt = Now };
            else
                _posts.RemoveAt(at);
        }
    }

    private MastodonStubPost AddForeign(MastodonStubPost post)
    {
        _posts.Add(post);
        return post;
    }

    private StubAnswer LookUp(string name) =>
        Other is { IsGone: false, IsKnown: true } && name.Equals($"{Other.Name}@{Other.Domain}", StringComparison.OrdinalIgnoreCase) ? Json(OtherAccount()) : Error(404, "Record not found");

    private StubAnswer.Reply Search(IReadOnlyDictionary<string, string> fields)
    {
        var asked = fields["q"];
        var isOther = !Other.IsGone && asked.Equals($"@{Other.Name}@{Other.Domain}", StringComparison.OrdinalIgnoreCase) && fields["type"] == "accounts" && fields["resolve"] == "true";
        return Json(new JsonObject
        {
            // Search also finds what is only like it.
            ["accounts"] = isOther ? new JsonArray(new JsonObject { ["id"] = "8", ["acct"] = $"{Other.Name}2@{Other.Domain}" }, OtherAccount()) : [],
            ["statuses"] = new JsonArray([.. _posts.Where(post => UrlOf(post) == asked).Select(JsonNode? (post) => Status(post))]),
        });
    }

    private JsonObject OtherAccount()
    {
        var json = new JsonObject { ["id"] = Other.Id, ["username"] = Other.Name, ["acct"] = $"{Other.Name}@{Other.Domain}", ["url"] = $"https://{Other.Domain}/@{Other.Name}" };
        if (Other.IsSuspended)
            json["suspended"] = true;
        if (Other.MovedTo is { } there)
            json["moved"] = new JsonObject { ["id"] = "9", ["acct"] = there };
        return json;
    }

    // Newest first. min_id: what is immediately newer; max_id: what is older. A reply to oneself is listed in spite of exclude_replies.
    private StubAnswer List(StubRequest request, string author)
    {
        var all = Other.IsSuspended && author == Other.Id ? [] : _posts.Where(post => post.Author == author && (post.ReblogOf is null || !request.Fields.ContainsKey("exclude_reblogs"))
            && (post.InReplyTo is null || !request.Fields.ContainsKey("exclude_replies") || Find(post.InReplyTo)?.Author == author)).OrderBy(post => post.Id, StringComparer.Ordinal).ToList();
        var size = Math.Min(int.Parse(request.Fields.GetValueOrDefault("limit", "20"), CultureInfo.InvariantCulture), 40);
        if (KnowsNoPages)
            return Json(new JsonArray([.. all.TakeLast(20).Reverse().Select(JsonNode? (post) => Status(post))]));
        if (request.Fields.TryGetValue("max_id", out var before))
            all.RemoveAll(post => string.CompareOrdinal(post.Id, before) >= 0);
        var page = request.Fields.TryGetValue("min_id", out var behind) ? all.Where(post => string.CompareOrdinal(post.Id, behind) > 0).Take(size).Reverse().ToList() : all.TakeLast(size).Reverse().ToList();
        var answer = Json(new JsonArray([.. page.Select(JsonNode? (post) => Status(post))]));
        if (page.Count == 0)
            return answer;
        var flags = string.Concat(new[] { "exclude_replies", "exclude_reblogs" }.Where(request.Fields.ContainsKey).Select(flag => $"&{flag}=true"));
        return answer with
        {
            Headers = new Dictionary<string, string>(answer.Headers)
            {
                ["Link"] = $"<{Address}{request.Route}?limit={size}{flags}&max_id={page[^1].Id}>; rel=\"next\", <{Address}{request.Route}?limit={size}{flags}&min_id={page[0].Id}>; rel=\"prev\"",
            },
        };
    }

    private static IEnumerable<string> TagsOf(string text) => Tag().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(?<![\w&/])#(\w*\p{L}\w*)")]
    private static partial Regex Tag();
}
