using System.Globalization;
using System.Text.Json;

namespace SocialKit.Testing;

/// <summary>The Graph API as its documents describe it, with one page. It counts what really appeared there.</summary>
/// <param name="token">The page's token.</param>
/// <param name="page">The page's id.</param>
/// <param name="clock">Gives the time of posts.</param>
public sealed class FacebookStub(string token, string page, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<(string Id, string Parent, string Message, DateTimeOffset At)> _posts = [];
    private readonly HashSet<string> _photos = [];
    private int _next = 100;

    /// <summary>What goes wrong with the next posts and deletions.</summary>
    public WireFaults Faults { get; } = new();

    /// <summary>What goes wrong with the next uploads.</summary>
    public WireFaults UploadFaults { get; } = new();

    /// <summary>What the page's feed leaves out of what is there.</summary>
    public Func<string, bool> Hides { get; set; } = _ => false;

    /// <summary>The texts of the posts and comments, in order.</summary>
    public IReadOnlyList<string> Posts
    {
        get
        {
            lock (_lock)
                return [.. _posts.Select(post => post.Message)];
        }
    }

    /// <summary>Answers.</summary>
    public StubAnswer Answer(StubRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != "Bearer " + token)
            return Error(400, 190, "Invalid OAuth access token - Cannot parse access token");
        var path = request.Route.Split('/')[2..].Select(Uri.UnescapeDataString).ToArray();
        return (request.Method, path) switch
        {
            ("GET", ["me"]) => new StubAnswer.Reply(200, $"{{\"id\":\"{page}\",\"name\":\"Invented page\",\"username\":\"invented.page\",\"category\":\"Cause\"}}"),
            ("GET", ["debug_token"]) => new StubAnswer.Reply(200, "{\"data\":{\"is_valid\":true,\"expires_at\":0,\"scopes\":[\"pages_show_list\",\"pages_read_engagement\",\"pages_manage_posts\"]}}"),
            ("GET", [var parent, "feed" or "comments"]) => Feed(parent, request),
            ("GET", [var id]) => Read(id),
            ("POST", [_, "photos"]) => UploadFaults.Meet(() => Upload(request), Limit),
            ("POST", [var parent, "feed" or "comments"]) => Faults.Meet(() => Post(parent, request), Limit),
            ("DELETE", [var id]) => Faults.Meet(() => Delete(id), Limit),
            _ => Error(400, 2500, "Unknown path components"),
        };
    }

    /// <summary>An error in the Graph API's form.</summary>
    public static StubAnswer Error(int status, int code, string message, int subcode = 0, bool isTransient = false) =>
        new StubAnswer.Reply(status, $"{{\"error\":{{\"message\":{JsonSerializer.Serialize(message, StubJson.Default.String)},\"type\":\"OAuthException\",\"code\":{code}{(subcode == 0 ? "" : $",\"error_subcode\":{subcode}")}{(isTransient ? ",\"is_transient\":true" : "")},\"fbtrace_id\":\"AInvented\"}}}}");

    private static StubAnswer Limit => Error(400, 32, "Page request limit reached");

    private StubAnswer Post(string parent, StubRequest request)
    {
        lock (_lock)
        {
            if (parent != page && !_posts.Exists(post => post.Id == parent))
                return Error(400, 100, "Unsupported post request. Object does not exist", 33);
            foreach (var (name, value) in request.Fields.Where(field => field.Key.StartsWith("attached_media", StringComparison.Ordinal)))
            {
                using var json = JsonDocument.Parse(value);
                if (!_photos.Contains(json.RootElement.GetProperty("media_fbid").GetString()!))
                    return Error(400, 100, $"Invalid parameter {name}");
            }
            var id = $"{page}_{++_next}";
            _posts.Add((id, parent, request.Fields["message"], clock.GetUtcNow()));
            return new StubAnswer.Reply(200, $"{{\"id\":\"{id}\"}}");
        }
    }

    private StubAnswer Upload(StubRequest request)
    {
        var parts = MultipartParts.Of(request);
        if (parts.Single(part => part.Name == "published").Text != "false")
            return Error(400, 100, "This stub takes unpublished photos alone");
        lock (_lock)
        {
            var id = (++_next).ToString(CultureInfo.InvariantCulture);
            _photos.Add(id);
            return new StubAnswer.Reply(200, $"{{\"id\":\"{id}\"}}");
        }
    }

    private StubAnswer Feed(string parent, StubRequest request)
    {
        lock (_lock)
        {
            var since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Fields.GetValueOrDefault("since", "0"), CultureInfo.InvariantCulture));
            var shown = _posts.Where(post => post.Parent == parent && post.At >= since && !Hides(post.Message)).Reverse().Take(100)
                .Select(post => $"{{\"id\":\"{post.Id}\",\"message\":{JsonSerializer.Serialize(post.Message, StubJson.Default.String)},\"created_time\":\"{post.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}+0000\"}}");
            return new StubAnswer.Reply(200, $"{{\"data\":[{string.Join(',', shown)}],\"paging\":{{}}}}");
        }
    }

    private StubAnswer Read(string id)
    {
        lock (_lock)
            return _posts.Exists(post => post.Id == id) ? new StubAnswer.Reply(200, $"{{\"id\":\"{id}\"}}") : Error(400, 100, $"Unsupported get request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions", 33);
    }

    private StubAnswer Delete(string id)
    {
        lock (_lock)
            return _posts.RemoveAll(post => post.Id == id) > 0 ? new StubAnswer.Reply(200, "{\"success\":true}") : Error(400, 100, $"Unsupported delete request. Object with ID '{id}' does not exist", 33);
    }
}
