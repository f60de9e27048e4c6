using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialKit.Text;

namespace SocialKit.Testing;

/// <summary>What goes wrong with a request to <see cref="XStub"/>.</summary>
public enum XFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection breaks before anything was done.</summary>
    DropBefore,

    /// <summary>It is done, and the connection breaks.</summary>
    DropAfter,

    /// <summary>It is done, and there is half an answer.</summary>
    HalfAfter,

    /// <summary>500, and nothing was done.</summary>
    FailsBefore,

    /// <summary>503, and it was done.</summary>
    FailsAfter,

    /// <summary>502 with a page of HTML; nothing was done.</summary>
    HtmlBefore,

    /// <summary>200 with a page of HTML; it was done.</summary>
    HtmlAfter,

    /// <summary>An empty 200; it was done.</summary>
    EmptyAfter,

    /// <summary>201 with errors and no data; it was done.</summary>
    ErrorsAfter,

    /// <summary>429 with a reset in a minute; nothing was done.</summary>
    TooMany,

    /// <summary>402; nothing was done.</summary>
    NoCredits,

    /// <summary>401; nothing was done.</summary>
    NotTaken,
}

/// <summary>A post on <see cref="XStub"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Sent">The text as it was sent.</param>
/// <param name="CreatedAt">When.</param>
public sealed record XStubPost(string Id, string User, string Sent, DateTimeOffset CreatedAt)
{
    public string? ReplyTo { get; init; }

    public IReadOnlyList<string> Media { get; init; } = [];

    public string Conversation { get; init; } = Id;

    /// <summary>The post that it passes on; null if it is one of its own.</summary>
    public string? RepostOf { get; init; }

    /// <summary>The ids of its versions, the first one first; its own alone where it was never edited.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [Id];
}

/// <summary>X's API v2 in this process, as its documents describe it: posts, replies, duplicates, reposts, pictures, limits, and faults that a test asks for. The accounts are invented.</summary>
public sealed partial class XStub : IAsyncDisposable
{
    private const long Epoch = 1_288_834_974_657;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly List<XStubPost> _posts = [];
    private readonly Dictionary<string, string> _short = [];
    private readonly Dictionary<string, (int Count, DateTimeOffset Ends)> _windows = [];
    private long _count;

    public XStub(TimeProvider clock)
    {
        _clock = clock;
        Server = new(Handle);
    }

    public StubServer Server { get; }

    public string Address => Server.Address;

    /// <summary>Whose a token is: user id by access token, of either kind.</summary>
    public Dictionary<string, string> Tokens { get; } = new() { ["a-token"] = "2244994945" };

    /// <summary>The handle of each user.</summary>
    public Dictionary<string, string> Names { get; } = new() { ["2244994945"] = "invented_campaign" };

    /// <summary>Every post that was made, deleted ones too.</summary>
    public List<XStubPost> Effects { get; } = [];

    public HashSet<(string User, string Post)> Reposts { get; } = [];

    /// <summary>What pictures show, by id.</summary>
    public Dictionary<string, string> AltTexts { get; } = [];

    /// <summary>The pictures' bytes by id.</summary>
    public Dictionary<string, List<byte>> Pictures { get; } = [];

    /// <summary>What goes wrong.</summary>
    public Func<StubRequest, XFault> Fault { get; set; } = _ => XFault.None;

    /// <summary>After how long a post is listed.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>How often a picture is said to be in processing.</summary>
    public int ProcessingLooks { get; set; }

    /// <summary>The words in which fields are understood: <c>tweet.fields</c> or <c>post.fields</c>.</summary>
    public string Words { get; set; } = "tweet.fields";

    /// <summary>How it says that something is a repost already: 200, or 403.</summary>
    public int Already { get; set; } = 403;

    /// <summary>Posts in 15 minutes.</summary>
    public int Limit { get; set; } = 100;

    /// <summary>Which parts of a text X shortens; in order.</summary>
    public Func<string, IReadOnlyList<(int Start, int End)>> Links { get; set; } = text => [.. Link().Matches(text).Select(link => (link.Index, link.Index + link.Length))];

    /// <summary>A post as the timeline lists it.</summary>
    public string Show(XStubPost post)
    {
        lock (_lock)
            return Shown(post).ToJsonString();
    }

    /// <summary>Puts a post there that nobody sent by this program.</summary>
    public XStubPost Put(string user, string text, DateTimeOffset at, string? replyTo = null)
    {
        lock (_lock)
            return Make(user, text, replyTo, [], at);
    }

    /// <summary>True if refresh tokens are not taken any more.</summary>
    public bool RefusesToRenew { get; set; }

    /// <summary>Answers without a connection, too.</summary>
    public StubAnswer Handle(StubRequest request)
    {
        lock (_lock)
            return Answer(request);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private StubAnswer Answer(StubRequest request)
    {
        var fault = Fault(request);
        switch (fault)
        {
            case XFault.DropBefore:
                return new StubAnswer.Drop();
            case XFault.FailsBefore:
                return Problem(500, "Internal Server Error", "Something went wrong.", "about:blank");
            case XFault.HtmlBefore:
                return new StubAnswer.Reply(502, "<html><body>Over capacity</body></html>", "text/html");
            case XFault.TooMany:
                return TooMany(_clock.GetUtcNow() + TimeSpan.FromMinutes(1));
            case XFault.NoCredits:
                return Problem(402, "CreditsDepleted", "Your enrolled account [1] does not have any credits to fulfill this request.", "https://api.twitter.com/2/problems/credits");
            case XFault.NotTaken:
                return Problem(401, "Unauthorized", "Unauthorized", "about:blank");
        }
        StubAnswer answer;
        try
        {
            answer = Do(request);
        }
        catch (InvalidOperationException exception)
        {
            return Problem(400, "Invalid Request", exception.Message, "https://api.x.com/2/problems/invalid-request");
        }
        return fault switch
        {
            XFault.DropAfter => new StubAnswer.Drop(),
            XFault.HalfAfter => new StubAnswer.Half("{\"data\":{\"id\":\"1"),
            XFault.FailsAfter => Problem(503, "Service Unavailable", "Service Unavailable", "about:blank"),
            XFault.HtmlAfter => new StubAnswer.Reply(200, "<html></html>", "text/html"),
            XFault.EmptyAfter => new StubAnswer.Reply(200),
            XFault.ErrorsAfter => new StubAnswer.Reply(201, """{"errors":[{"title":"Internal","detail":"Partly.","type":"https://api.x.com/2/problems/internal-error"}]}"""),
            _ => answer,
        };
    }

    private StubAnswer Do(StubRequest request)
    {
        if (request.Route == "/2/oauth2/token")
        {
            if (RefusesToRenew)
                return new StubAnswer.Reply(400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""");
            var token = $"a-token-{++_count}";
            Tokens[token] = Tokens.Values.First();
            return new StubAnswer.Reply(200, $$"""{"token_type":"bearer","expires_in":7200,"access_token":"{{token}}","refresh_token":"a-refresh-token-{{_count}}"}""");
        }
        if (UserOf(request) is not { } user)
            return Problem(401, "Unauthorized", "Unauthorized", "about:blank");
        var parts = request.Route.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("GET", ["2", "users", "me"]) => Data(new() { ["id"] = user, ["username"] = Names[user], ["name"] = "An invented campaign" }),
            ("POST", ["2", "tweets"]) => Post(user, JsonNode.Parse(request.Text)!.AsObject()),
            ("GET", ["2", "tweets", var id]) => Look(id, request),
            ("GET", ["2", "users", "by", "username", var name]) => User(Names.FirstOrDefault(known => known.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Key, "username", name),
            ("GET", ["2", "users", var id]) => User(Names.ContainsKey(id) ? id : null, "id", id),
            ("DELETE", ["2", "tweets", var id]) => Delete(user, id),
            ("POST", ["2", "users", var id, "retweets"]) when id == user => Repost(user, JsonNode.Parse(request.Text)!["tweet_id"]!.GetValue<string>()),
            ("DELETE", ["2", "users", var id, "retweets", var post]) when id == user => Reposts.Remove((user, post)) || true ? Data(new() { ["retweeted"] = false }) : new StubAnswer.Drop(),
            ("GET", ["2", "users", var id, "tweets"]) => Names.ContainsKey(id) && !Suspended.Contains(id) ? Timeline(id, request) : new StubAnswer.Reply(200, NotFound(id)),
            ("POST", ["2", "media", "upload", "initialize"]) => Begin(),
            ("POST", ["2", "media", "upload", var id, "append"]) => Append(id, request),
            ("POST", ["2", "media", "upload", var id, "finalize"]) => Data(Processing(id)),
            ("GET", ["2", "media", "upload"]) => Data(Processing(request.Fields["media_id"])),
            ("POST", ["2", "media", "metadata"]) => Describe(JsonNode.Parse(request.Text)!),
            _ => Problem(404, "Not Found", $"No {request.Method} {request.Route} here.", "about:blank"),
        };
    }

    private string? UserOf(StubRequest request)
    {
        var header = request.Headers.GetValueOrDefault("Authorization", "");
        var token = header.StartsWith("OAuth ", StringComparison.Ordinal) ? WebUtility.UrlDecode(OAuthToken().Match(header).Groups[1].Value) : header.Replace("Bearer ", "", StringComparison.Ordinal);
        return Tokens.GetValueOrDefault(token);
    }

    private StubAnswer Post(string user, JsonObject body)
    {
        var now = _clock.GetUtcNow();
        var (count, ends) = _windows.TryGetValue(user, out var window) && window.Ends > now ? window : (0, now + TimeSpan.FromMinutes(15));
        if (count >= Limit)
            return TooMany(ends);
        _windows[user] = (count + 1, ends);
        var text = body["text"]?.GetValue<string>() ?? "";
        var replyTo = body["reply"]?["in_reply_to_tweet_id"]?.GetValue<string>();
        if (_posts.Exists(post => post.User == user && post.Sent == text))
            return Problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.", "about:blank");
        if (replyTo is not null && !_posts.Exists(post => post.Id == replyTo))
            return Problem(400, "Invalid Request", "The post that this replies to is not there.", "https://api.x.com/2/problems/invalid-request");
        var post = Make(user, text, replyTo, [.. body["media"]?["media_ids"]?.AsArray().Select(id => id!.GetValue<string>()) ?? []], now);
        return new StubAnswer.Reply(201, new JsonObject { ["data"] = new JsonObject { ["id"] = post.Id, ["text"] = Shown(post)["text"]!.GetValue<string>() } }.ToJsonString())
        {
            Headers = new Dictionary<string, string>
            {
                ["x-rate-limit-limit"] = $"{Limit}",
                ["x-rate-limit-remaining"] = $"{Limit - count - 1}",
                ["x-rate-limit-reset"] = ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private XStubPost Make(string user, string text, string? replyTo, IReadOnlyList<string> media, DateTimeOffset at)
    {
        var id = (((at.ToUnixTimeMilliseconds() - Epoch) << 22) | (++_count & 0x3FFFFF)).ToString(CultureInfo.InvariantCulture);
        var post = new XStubPost(id, user, text, at) { ReplyTo = replyTo, Media = media, Conversation = _posts.Find(other => other.Id == replyTo)?.Conversation ?? id };
        _posts.Add(post);
        Effects.Add(post);
        return post;
    }

    private StubAnswer Delete(string user, string id)
    {
        if (_posts.Find(post => post.Id == id) is not { } post)
            return new StubAnswer.Reply(404, NotFound(id));
        if (post.User != user)
            return Problem(403, "Forbidden", "You are not authorized to delete this Tweet.", "about:blank");
        _posts.Remove(post);
        return Data(new() { ["deleted"] = true });
    }

    private StubAnswer Repost(string user, string post) => Reposts.Add((user, post)) || Already == 200
        ? Data(new() { ["retweeted"] = true, [Words == "post.fields" ? "rest_id" : "id"] = post })
        : new StubAnswer.Reply(Already, """{"errors":[{"code":327,"message":"You have already retweeted this Tweet."}]}""");

    private StubAnswer Timeline(string user, StubRequest request)
    {
        if (UnknownWords(request) is { } unknown)
            return unknown;
        if (Protected.Contains(user))
            return new StubAnswer.Reply(200, $$"""{"errors":[{"resource_id":"{{user}}","resource_type":"user","title":"Authorization Error","detail":"Sorry, you are not authorized to see the user with id: [{{user}}].","type":"https://api.x.com/2/problems/not-authorized-for-resource"}]}""");
        var since = request.Fields.TryGetValue("start_time", out var start) ? DateTimeOffset.Parse(start, CultureInfo.InvariantCulture) : default;
        var (above, below) = (Number(request, "since_id", 0), Number(request, "until_id", long.MaxValue));
        var excluded = request.Fields.GetValueOrDefault("exclude", "").Split(',');
        var most = int.Parse(request.Fields["max_results"], CultureInfo.InvariantCulture);
        var from = int.Parse(request.Fields.GetValueOrDefault("pagination_token", "0"), CultureInfo.InvariantCulture);
        var listed = _posts.Where(post => long.Parse(post.Id, CultureInfo.InvariantCulture) is var id && id > above && id < below && !(post.ReplyTo is not null && excluded.Contains("replies")) && !(post.RepostOf is not null && excluded.Contains("retweets"))
            && post.User == user && post.CreatedAt >= since && post.CreatedAt + Lag <= _clock.GetUtcNow()).OrderByDescending(post => post.CreatedAt).ThenByDescending(post => post.Id).ToList();
        var page = listed.Skip(from).Take(most).ToList();
        Listed += page.Count;
        var meta = new JsonObject { ["result_count"] = page.Count };
        if (from + most < listed.Count)
            meta["next_token"] = (from + most).ToString(CultureInfo.InvariantCulture);
        var answer = new JsonObject { ["meta"] = meta };
        if (page.Count > 0)
            answer["data"] = new JsonArray([.. page.Select(post => (JsonNode)Shown(post))]);
        if (page.Count > 0 && WithAuthor(request, user) is { } includes)
            answer["includes"] = includes;
        return new StubAnswer.Reply(200, answer.ToJsonString()) { Headers = new Dictionary<string, string> { ["Date"] = _clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture) } };
    }

    // As X gives a text back: in its normal form, links shortened, three signs escaped, pictures as an address at the end.
    private JsonObject Shown(XStubPost post)
    {
        var urls = new JsonArray();
        var text = Nfc.Normalize(post.Sent).Trim();
        foreach (var (start, end) in Links(text).Reverse())
        {
            var link = text[start..end];
            var whole = link.Contains("://", StringComparison.Ordinal) ? link : "http://" + link;
            urls.Insert(0, new JsonObject { ["start"] = 0, ["end"] = 23, ["url"] = Short(whole), ["expanded_url"] = whole, ["display_url"] = link });
            text = text[..start] + Short(whole) + text[end..];
        }
        if (post.Media.Count > 0)
        {
            var own = $"https://x.com/{Names[post.User]}/status/{post.Id}/photo/1";
            urls.Add(new JsonObject { ["start"] = 0, ["end"] = 23, ["url"] = Short(own), ["expanded_url"] = own, ["media_key"] = "3_1" });
            text = text.Length > 0 ? $"{text} {Short(own)}" : Short(own);
        }
        var shown = new JsonObject
        {
            ["id"] = post.Id,
            ["text"] = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
            ["created_at"] = post.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture),
            ["conversation_id"] = post.Conversation,
            [Words == "post.fields" ? "edit_history_post_ids" : "edit_history_tweet_ids"] = new JsonArray([.. post.Versions.Select(id => (JsonNode)id)]),
        };
        if (Words != "post.fields")
            shown["author_id"] = post.User;
        if (urls.Count > 0)
            shown["entities"] = new JsonObject { ["urls"] = urls };
        if (post.Media.Count > 0)
            shown["attachments"] = new JsonObject { ["media_keys"] = new JsonArray([.. post.Media.Select(id => (JsonNode)("3_" + id))]) };
        if (post.ReplyTo is not null)
            shown[Words == "post.fields" ? "referenced_posts" : "referenced_tweets"] = new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = post.ReplyTo });
        return shown;
    }

    private string Short(string address) =>
        _short.TryGetValue(address, out var known) ? known : _short[address] = "https://t.co/" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..10];

    private StubAnswer Begin()
    {
        var id = (1_880_000_000_000_000_000 + ++_count).ToString(CultureInfo.InvariantCulture);
        Pictures[id] = [];
        return Data(new() { ["id"] = id, ["media_key"] = "3_" + id, ["expires_after_secs"] = 86400 });
    }

    private StubAnswer Append(string id, StubRequest request)
    {
        // The file is the last part: between its empty line and the closing border.
        var whole = request.Body.AsSpan();
        var head = whole.LastIndexOf("Content-Type: image/"u8);
        var begin = head + whole[head..].IndexOf("\r\n\r\n"u8) + 4;
        var border = Encoding.ASCII.GetBytes("\r\n--" + request.Headers["Content-Type"].Split("boundary=")[1]);
        Pictures[id].AddRange(whole[begin..whole.LastIndexOf(border)]);
        return new StubAnswer.Reply(200, """{"data":{"expires_at":1}}""");
    }

    private JsonObject Processing(string id)
    {
        var data = new JsonObject { ["id"] = id, ["expires_after_secs"] = 86400 };
        if (ProcessingLooks-- > 0)
            data["processing_info"] = new JsonObject { ["state"] = "in_progress", ["check_after_secs"] = 1 };
        return data;
    }

    private StubAnswer Describe(JsonNode body)
    {
        var id = body["id"]!.GetValue<string>();
        AltTexts[id] = body["metadata"]!["alt_text"]!["text"]!.GetValue<string>();
        return Data(new() { ["id"] = id });
    }

    private static StubAnswer.Reply TooMany(DateTimeOffset until) => Problem(429, "Too Many Requests", "Too Many Requests", "about:blank") with
    {
        Headers = new Dictionary<string, string> { ["x-rate-limit-remaining"] = "0", ["x-rate-limit-reset"] = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
    };

    private static StubAnswer.Reply Data(JsonObject data) => new(200, new JsonObject { ["data"] = data }.ToJsonString());

    private static string NotFound(string id) => $$"""{"errors":[{"resource_id":"{{id}}","resource_type":"tweet","title":"Not Found Error","detail":"Could not find tweet with id: [{{id}}].","type":"https://api.x.com/2/problems/resource-not-found"}]}""";

    private static StubAnswer.Reply Problem(int status, string title, string detail, string type) =>
        new(status, new JsonObject { ["title"] = title, ["detail"] = detail, ["type"] = type, ["status"] = status }.ToJsonString(), "application/problem+json");

    [GeneratedRegex(@"https?://\S+|\b[a-z]+\.org/\S+")]
    private static partial Regex Link();

    [GeneratedRegex("oauth_token=\"([^\"]*)\"")]
    private static partial Regex OAuthToken();
}
