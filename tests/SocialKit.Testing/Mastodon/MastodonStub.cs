using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialKit.Testing.Mastodon;

/// <summary>A post on the stub, as it was sent.</summary>
public sealed record MastodonStubPost(string Id, DateTimeOffset CreatedAt, string Text, string Author)
{
    public string Warning { get; init; } = "";

    public string Visibility { get; init; } = "public";

    public string? Language { get; init; }

    public bool IsSensitive { get; init; }

    public string? InReplyTo { get; init; }

    public IReadOnlyList<string> Media { get; init; } = [];

    /// <summary>The post that it passes on; null if it is one of its own.</summary>
    public string? ReblogOf { get; init; }

    /// <summary>When it was last edited; null if it never was.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>The key that it came with; null if there was none.</summary>
    public string? Key { get; init; }
}

/// <summary>A server that keeps Mastodon's API as Mastodon documents it (2026-07), or as GoToSocial does (tried 2026-11). It counts what really happened; a test says what goes wrong on the way.</summary>
/// <remarks>Mastodon: the Idempotency-Key is kept for an hour and set after the post was made; reblogs are a set; ids are numbers; X-RateLimit-Reset is an ISO time.
/// GoToSocial: the key is not known; a reblog twice is two; ids are ULIDs; 429 comes without Retry-After; addresses are not cut.</remarks>
/// <param name="clock">The server's clock.</param>
/// <param name="isOriginal">True for Mastodon, false for GoToSocial.</param>
public sealed partial class MastodonStub(TimeProvider clock, bool isOriginal)
{
    public const string Token = "token-of-an-invented-account", UserId = "109", Address = "https://social.example";

    private readonly Lock _lock = new();
    private readonly List<MastodonStubPost> _posts = [];
    private readonly Dictionary<string, (string Post, DateTimeOffset At)> _keys = [];
    private readonly Dictionary<string, (int Left, string? Description)> _media = [];
    private readonly List<(DateTimeOffset At, Func<StubAnswer> Do)> _later = [];
    private readonly Dictionary<string, (string Redirect, string Scopes)> _apps = [];
    private readonly Dictionary<string, (string Challenge, string Redirect)> _codes = [];
    private int _last = 1000;

    /// <summary>What goes wrong with a request.</summary>
    public Func<StubRequest, MastodonStubFault> Fault { get; set; } = _ => MastodonStubFault.None;

    /// <summary>How far the server's clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>True if a repeat with a known key is answered with 500 (mastodon#40399).</summary>
    public bool RepeatsFail { get; set; }

    /// <summary>Why the token is not taken; null while it is.</summary>
    public string? TokenIsDeadBecause { get; set; }

    /// <summary>How often a picture is not ready when it is asked for.</summary>
    public int LooksUntilReady { get; set; }

    /// <summary>True if it answers a deletion as a call that it does not know, as snac does.</summary>
    public bool KnowsNoDeletion { get; set; }

    /// <summary>True if pictures cannot be worked up.</summary>
    public bool PicturesFail { get; set; }

    /// <summary>True if the profile says that a program posts.</summary>
    public bool IsBot { get; set; }

    /// <summary>What was asked, in order.</summary>
    public List<StubRequest> Requests { get; } = [];

    /// <summary>What is out, in order.</summary>
    public IReadOnlyList<MastodonStubPost> Posts
    {
        get
        {
            lock (_lock)
            {
                DoWhatIsDue();
                return [.. _posts];
            }
        }
    }

    /// <summary>The alternative texts by picture.</summary>
    public IReadOnlyDictionary<string, string?> Descriptions => _media.ToDictionary(pair => pair.Key, pair => pair.Value.Description);

    private DateTimeOffset Now => clock.GetUtcNow() + Ahead;

    /// <summary>A post of somebody else.</summary>
    public MastodonStubPost AddForeign(string text)
    {
        lock (_lock)
        {
            return AddForeign(new MastodonStubPost(NextId(), Now, text, Other.Id));
        }
    }

    /// <summary>True if the server can be reached for a request.</summary>
    public bool IsThere(StubRequest request) => Fault(request) != MastodonStubFault.NoConnection;

    /// <summary>Throws away the pictures, as servers do with those that belong to no post.</summary>
    public void ForgetPictures() => _media.Clear();

    /// <summary>The code that the browser brings back after a person allowed an app.</summary>
    public string Allow(string authorizeAddress)
    {
        var fields = new StubRequest("GET", authorizeAddress, new Dictionary<string, string>(), []).Fields;
        var code = "code-" + fields["client_id"];
        _codes[code] = (fields["code_challenge"], fields["redirect_uri"]);
        return code;
    }

    /// <summary>Answers.</summary>
    public StubAnswer Answer(StubRequest request)
    {
        lock (_lock)
        {
            Requests.Add(request);
            DoWhatIsDue();
            switch (Fault(request))
            {
                case MastodonStubFault.DroppedBefore or MastodonStubFault.NoConnection:
                    return new StubAnswer.Drop();
                case MastodonStubFault.DroppedAfter:
                    Do(request);
                    return new StubAnswer.Drop();
                case MastodonStubFault.DroppedAndDoneLater:
                    _later.Add((Now + TimeSpan.FromSeconds(60), () => DoLate(request)));
                    return new StubAnswer.Drop();
                case MastodonStubFault.BadGatewayBefore:
                    return Page(502);
                case MastodonStubFault.GatewayTimeoutAfter:
                    Do(request);
                    return Page(504);
                case MastodonStubFault.EmptyAfter:
                    Do(request);
                    return new StubAnswer.Reply(200);
                case MastodonStubFault.HtmlAfter:
                    Do(request);
                    return Page(200);
                case MastodonStubFault.TooMany:
                    return TooMany();
                case MastodonStubFault.ProxyUnauthorized:
                    return Page(401);
                default:
                    return Do(request);
            }
        }
    }

    private void DoWhatIsDue()
    {
        foreach (var due in _later.Where(later => later.At <= Now).ToList())
        {
            _later.Remove(due);
            due.Do();
        }
    }

    // It has looked for its key before a repeat could set it: Mastodon's look and its setting are not one step.
    private StubAnswer DoLate(StubRequest request)
    {
        if (request.Headers.GetValueOrDefault("Idempotency-Key") is { } key)
            _keys.Remove(key);
        return Do(request);
    }

    private StubAnswer Do(StubRequest request)
    {
        var parts = request.Route.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch ((request.Method, parts))
        {
            case ("GET", ["api", "v2", "instance"]):
                return Json(Instance());
            case ("GET", [".well-known", "nodeinfo"]):
                return Json(new JsonObject { ["links"] = new JsonArray(new JsonObject { ["rel"] = "http://nodeinfo.diaspora.software/ns/schema/2.0", ["href"] = Address + "/nodeinfo/2.0" }) });
            case ("GET", ["nodeinfo", "2.0"]):
                return Json(new JsonObject { ["software"] = new JsonObject { ["name"] = isOriginal ? "mastodon" : "gotosocial" } });
            case ("POST", ["api", "v1", "apps"]):
                return Register(request);
            case ("POST", ["oauth", "token"]):
                return GiveToken(request);
            case ("POST", ["oauth", "revoke"]):
                TokenIsDeadBecause = "The access token was revoked";
                return Json(new JsonObject());
        }
        if (request.Headers.GetValueOrDefault("Authorization") != "Bearer " + Token || TokenIsDeadBecause is not null)
            return Error(401, TokenIsDeadBecause ?? "The access token is invalid");
        return (request.Method, parts) switch
        {
            ("GET", ["api", "v1", "accounts", "verify_credentials"]) => Json(Account()),
            ("PATCH", ["api", "v1", "accounts", "update_credentials"]) => Label(),
            ("GET", ["api", "v1", "accounts", "lookup"]) => LookUp(request.Fields["acct"]),
            ("GET", ["api", "v1", "accounts", var id]) => id == Other.Id && !Other.IsGone ? Json(OtherAccount()) : Error(404, "Record not found"),
            ("GET", ["api", "v1", "accounts", var id, "statuses"]) => id == UserId || (id == Other.Id && !Other.IsGone) ? List(request, id) : Error(404, "Record not found"),
            ("POST", ["api", "v1", "statuses"]) => Create(request),
            ("POST", ["api", "v2", "media"]) => Upload(request),
            ("GET", ["api", "v1", "media", var id]) => Picture(id),
            ("GET", ["api", "v1", "statuses", var id]) => Find(id) is { } post ? Json(Status(post)) : Error(404, "Record not found"),
            ("DELETE", ["api", "v1", "statuses", var id]) => KnowsNoDeletion ? Page(404) : Delete(id),
            ("POST", ["api", "v1", "statuses", var id, "reblog"]) => Reblog(id),
            ("POST", ["api", "v1", "statuses", var id, "unreblog"]) => Unreblog(id),
            ("GET", ["api", "v2", "search"]) => Search(request.Fields),
            _ => Page(404),
        };
    }

    private StubAnswer Create(StubRequest request)
    {
        var key = request.Headers.GetValueOrDefault("Idempotency-Key");
        if (isOriginal && key is not null && _keys.TryGetValue(key, out var known) && Now - known.At < TimeSpan.FromHours(1))
            return RepeatsFail ? Page(500) : Find(known.Post) is { } there ? Json(Status(there)) : Error(404, "Record not found");
        var json = JsonNode.Parse(request.Text)!.AsObject();
        if ((string?)json["status"] is not { Length: > 0 } text)
            return Error(422, "Validation failed: Text can't be blank");
        var media = json["media_ids"]?.AsArray().Select(id => (string)id!).ToList() ?? [];
        if (media.Any(id => !_media.TryGetValue(id, out var picture) || picture.Left > 0))
            return Error(422, "Cannot attach files that have not finished processing. Try again in a moment!");
        var post = new MastodonStubPost(NextId(), Now, text, UserId)
        {
            Warning = (string?)json["spoiler_text"] ?? "",
            Visibility = (string?)json["visibility"] ?? "public",
            Language = (string?)json["language"],
            IsSensitive = (bool?)json["sensitive"] ?? false,
            InReplyTo = (string?)json["in_reply_to_id"],
            Media = media,
            Key = key,
        };
        _posts.Add(post);
        if (key is not null)
            _keys[key] = (post.Id, Now);
        return Json(Status(post));
    }

    private StubAnswer Upload(StubRequest request)
    {
        var form = Encoding.Latin1.GetString(request.Body);
        var at = form.IndexOf("name=\"description\"\r\n\r\n", StringComparison.Ordinal);
        var begin = at + "name=\"description\"\r\n\r\n".Length;
        var description = at < 0 ? null : Encoding.UTF8.GetString(request.Body[begin..form.IndexOf("\r\n--", begin, StringComparison.Ordinal)]);
        var id = NextId();
        _media[id] = (LooksUntilReady, description);
        return Json(new JsonObject { ["id"] = id, ["type"] = "image", ["url"] = null, ["description"] = description }, LooksUntilReady > 0 || PicturesFail ? 202 : 200);
    }

    private StubAnswer Picture(string id)
    {
        if (PicturesFail)
            return Error(422, "Error processing thumbnail for uploaded media");
        if (!_media.TryGetValue(id, out var picture))
            return Error(404, "Record not found");
        _media[id] = picture with { Left = Math.Max(0, picture.Left - 1) };
        return Json(new JsonObject { ["id"] = id }, picture.Left > 1 ? 206 : 200);
    }

    private StubAnswer Delete(string id)
    {
        if (Find(id) is not { Author: UserId } post)
            return Error(404, "Record not found");
        _posts.Remove(post);
        return Json(Status(post));
    }

    private StubAnswer Reblog(string id)
    {
        if (Find(id) is not { } original)
            return Error(404, "Record not found");
        // Mastodon: a set. GoToSocial: two.
        if (isOriginal && OwnReblog(id) is { } there)
            return Json(Status(there));
        var own = new MastodonStubPost(NextId(), Now, original.Text, UserId) { ReblogOf = id };
        _posts.Add(own);
        return Json(Status(own));
    }

    private StubAnswer Unreblog(string id)
    {
        _posts.RemoveAll(post => post.ReblogOf == id && post.Author == UserId);
        return Find(id) is { } post ? Json(Status(post)) : Error(404, "Record not found");
    }

    private StubAnswer Label()
    {
        IsBot = true;
        return Json(Account());
    }

    private StubAnswer Register(StubRequest request)
    {
        var json = JsonNode.Parse(request.Text)!.AsObject();
        var id = $"client-{_apps.Count + 1}";
        _apps[id] = ((string)json["redirect_uris"]!, (string)json["scopes"]!);
        return Json(new JsonObject { ["id"] = "1", ["client_id"] = id, ["client_secret"] = "secret-of-" + id });
    }

    private StubAnswer GiveToken(StubRequest request)
    {
        var fields = request.Fields;
        if (!_apps.TryGetValue(fields["client_id"], out var app) || fields["client_secret"] != "secret-of-" + fields["client_id"])
            return Json(new JsonObject { ["error"] = "invalid_client", ["error_description"] = "Client authentication failed." }, 401);
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(fields["code_verifier"]))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return _codes.Remove(fields["code"], out var code) && code.Challenge == challenge && code.Redirect == fields["redirect_uri"] && code.Redirect == app.Redirect
            ? Json(new JsonObject { ["access_token"] = Token, ["token_type"] = "Bearer", ["scope"] = app.Scopes, ["created_at"] = Now.ToUnixTimeSeconds() })
            : Json(new JsonObject { ["error"] = "invalid_grant", ["error_description"] = "The provided authorization grant is invalid." }, 400);
    }

    private JsonObject Instance() => new()
    {
        ["domain"] = "social.example",
        ["title"] = "An invented server",
        ["version"] = isOriginal ? "4.5.3" : "3.5.3+0.20.2",
        ["source_url"] = isOriginal ? "https://github.com/mastodon/mastodon" : "https://codeberg.org/superseriousbusiness/gotosocial",
        ["configuration"] = new JsonObject
        {
            ["statuses"] = new JsonObject { ["max_characters"] = isOriginal ? 500 : 5000, ["characters_reserved_per_url"] = isOriginal ? 23 : 25, ["max_media_attachments"] = isOriginal ? 4 : 6 },
            ["media_attachments"] = new JsonObject { ["supported_mime_types"] = new JsonArray("image/jpeg", "image/png", "video/mp4"), ["image_size_limit"] = isOriginal ? 16_777_216 : 41_943_040, ["image_matrix_limit"] = 33_177_600 },
        },
    };

    private JsonObject Account() => new() { ["id"] = UserId, ["username"] = "invented", ["acct"] = "invented", ["display_name"] = "Invented Account", ["bot"] = IsBot };

    private JsonObject Status(MastodonStubPost post) => new()
    {
        ["id"] = post.Id,
        ["created_at"] = post.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["in_reply_to_id"] = post.InReplyTo,
        ["sensitive"] = post.IsSensitive || post.Warning.Length > 0,
        ["spoiler_text"] = post.Warning,
        ["visibility"] = post.Visibility,
        ["language"] = post.Language,
        ["url"] = UrlOf(post),
        ["uri"] = UrlOf(post),
        ["content"] = MastodonHtml.Of(post.Text, cutsLinks: isOriginal),
        ["reblogged"] = OwnReblog(post.Id) is not null,
        ["reblog"] = post.ReblogOf is { } original && Find(original) is { } inner ? Status(inner) : null,
        ["account"] = post.Author == Other.Id ? OtherAccount() : new JsonObject { ["id"] = post.Author, ["acct"] = "invented" },
        ["tags"] = new JsonArray([.. TagsOf(post.Text).Select(JsonNode? (tag) => new JsonObject { ["name"] = tag.ToLowerInvariant() })]),
        ["edited_at"] = post.EditedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["media_attachments"] = new JsonArray([.. post.Media.Select(JsonNode? (id) => new JsonObject { ["id"] = id })]),
    };

    private MastodonStubPost? Find(string id) => _posts.Find(post => post.Id == id);

    private MastodonStubPost? OwnReblog(string id) => _posts.Find(post => post.ReblogOf == id && post.Author == UserId);

    private string UrlOf(MastodonStubPost post) => post.Author == UserId ? $"{Address}/@invented/{post.Id}" : $"https://far.example/@{Other.Name}/{post.Id}";

    private string NextId() => isOriginal ? (115_000_000_000_000_000 + ++_last).ToString(CultureInfo.InvariantCulture) : $"01KINVENTED{++_last:D15}";

    private StubAnswer.Reply Json(JsonNode json, int status = 200) => new(status, json.ToJsonString(), "application/json; charset=utf-8") { Headers = Headers("299") };

    private StubAnswer.Reply Error(int status, string error) => Json(new JsonObject { ["error"] = error }, status);

    private StubAnswer.Reply TooMany() => Error(429, "Too many requests") with { Headers = Headers("0") };

    private StubAnswer.Reply Page(int status) => new(status, $"<html><head><title>{status}</title></head><body>invented proxy</body></html>", "text/html") { Headers = new Dictionary<string, string> { ["Date"] = Now.ToString("R", CultureInfo.InvariantCulture) } };

    private Dictionary<string, string> Headers(string remaining) => new()
    {
        ["Date"] = Now.ToString("R", CultureInfo.InvariantCulture),
        ["X-RateLimit-Limit"] = "300",
        ["X-RateLimit-Remaining"] = remaining,
        ["X-RateLimit-Reset"] = (Now + TimeSpan.FromMinutes(3)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
    };
}
