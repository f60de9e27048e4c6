using System.Globalization;
using System.Text.Json;

namespace SocialKit.Testing;

/// <summary>The Threads API as its documents describe it, with one account. It counts what really appeared there.</summary>
/// <param name="token">The account's token.</param>
/// <param name="user">The account's id.</param>
/// <param name="clock">Gives the time of posts and ends containers after a day.</param>
public sealed class ThreadsStub(string token, string user, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Text, string? ReplyTo, DateTimeOffset At, string Status)> _containers = [];
    private readonly List<(string Id, string? ReplyTo, string Text, DateTimeOffset At)> _posts = [];
    private string _token = token;
    private long _next = 17_000;

    /// <summary>What goes wrong with the next calls that publish or delete.</summary>
    public WireFaults Faults { get; } = new();

    /// <summary>What goes wrong with the next containers.</summary>
    public WireFaults ContainerFaults { get; } = new();

    /// <summary>How many posts of the last day count.</summary>
    public int Used { get; set; }

    /// <summary>True if the account's list does not show its posts yet.</summary>
    public bool ListLags { get; set; }

    /// <summary>The texts of the posts and replies, in order.</summary>
    public IReadOnlyList<string> Posts
    {
        get
        {
            lock (_lock)
                return [.. _posts.Select(post => post.Text)];
        }
    }

    /// <summary>How many containers were made.</summary>
    public int Containers => _containers.Count;

    /// <summary>Sets the status of every container.</summary>
    public void SetStatus(string status)
    {
        lock (_lock)
        {
            foreach (var id in _containers.Keys.ToList())
                _containers[id] = _containers[id] with { Status = status };
        }
    }

    /// <summary>Answers.</summary>
    public StubAnswer Answer(StubRequest request)
    {
        if (request.Route is "/refresh_access_token" or "/access_token")
            return Token(request);
        if (request.Headers.GetValueOrDefault("Authorization") != "Bearer " + _token)
            return FacebookStub.Error(400, 190, "Error validating access token: Session has expired");
        if (request.Route == "/debug_token")
            return new StubAnswer.Reply(200, $"{{\"data\":{{\"is_valid\":true,\"expires_at\":{clock.GetUtcNow().AddDays(60).ToUnixTimeSeconds()},\"scopes\":[\"threads_basic\",\"threads_content_publish\"]}}}}");
        var path = request.Route.Split('/')[2..].Select(Uri.UnescapeDataString).ToArray();
        return (request.Method, path) switch
        {
            ("GET", ["me"]) => new StubAnswer.Reply(200, $"{{\"id\":\"{user}\",\"username\":\"invented.person\",\"name\":\"Invented Person\"}}"),
            ("GET", [_, "threads_publishing_limit"]) => new StubAnswer.Reply(200, $"{{\"data\":[{{\"quota_usage\":{Used},\"config\":{{\"quota_total\":250,\"quota_duration\":86400}},\"reply_quota_usage\":0,\"reply_config\":{{\"quota_total\":1000,\"quota_duration\":86400}}}}]}}"),
            ("GET", [_, "threads" or "replies"]) => List(path[1], request),
            ("GET", [var id]) => Read(id, request),
            ("POST", [var who, "threads"]) when who == user => ContainerFaults.Meet(() => Make(request), Limit),
            ("POST", [var who, "threads_publish"]) when who == user => Faults.Meet(() => Publish(request.Fields["creation_id"]), Limit),
            ("DELETE", [var id]) => Faults.Meet(() => Delete(id), Limit),
            _ => FacebookStub.Error(400, 100, "Unsupported request"),
        };
    }

    private static StubAnswer Limit => FacebookStub.Error(400, 4, "Application request limit reached");

    private static StubAnswer NotFound => FacebookStub.Error(400, 24, "The requested resource does not exist", 4279009);

    private StubAnswer Token(StubRequest request)
    {
        lock (_lock)
        {
            if (request.Fields["access_token"] != _token)
                return FacebookStub.Error(400, 190, "Error validating access token");
            _token += "-next";
            return new StubAnswer.Reply(200, $"{{\"access_token\":\"{_token}\",\"token_type\":\"bearer\",\"expires_in\":5183944}}");
        }
    }

    private StubAnswer Make(StubRequest request)
    {
        lock (_lock)
        {
            if (request.Fields["media_type"] != "TEXT" || request.Fields["text"].Length is 0 or > 500)
                return FacebookStub.Error(400, 100, "Param text must be at most 500 characters long.");
            var id = (++_next).ToString(CultureInfo.InvariantCulture);
            _containers.Add(id, (request.Fields["text"], request.Fields.GetValueOrDefault("reply_to_id"), clock.GetUtcNow(), "FINISHED"));
            return new StubAnswer.Reply(200, $"{{\"id\":\"{id}\"}}");
        }
    }

    private StubAnswer Publish(string container)
    {
        lock (_lock)
        {
            // The documents do not say what a second call for the same container does: this stub makes a second post of it, so that whoever relies on the contrary is found out.
            if (!_containers.TryGetValue(container, out var made) || StatusOf(made) is not ("FINISHED" or "PUBLISHED"))
                return NotFound;
            var id = (++_next).ToString(CultureInfo.InvariantCulture);
            _posts.Add((id, made.ReplyTo, made.Text, clock.GetUtcNow()));
            _containers[container] = made with { Status = "PUBLISHED" };
            return new StubAnswer.Reply(200, $"{{\"id\":\"{id}\"}}");
        }
    }

    private string StatusOf((string Text, string? ReplyTo, DateTimeOffset At, string Status) container) =>
        container.Status == "FINISHED" && clock.GetUtcNow() - container.At > TimeSpan.FromHours(24) ? "EXPIRED" : container.Status;

    private StubAnswer Read(string id, StubRequest request)
    {
        lock (_lock)
        {
            if (request.Fields["fields"].Contains("status", StringComparison.Ordinal))
                return _containers.TryGetValue(id, out var made) ? new StubAnswer.Reply(200, $"{{\"id\":\"{id}\",\"status\":\"{StatusOf(made)}\"}}") : NotFound;
            return _posts.Exists(post => post.Id == id) ? new StubAnswer.Reply(200, $"{{\"id\":\"{id}\",\"permalink\":\"https://www.threads.com/@invented.person/post/P{id}\"}}") : NotFound;
        }
    }

    private StubAnswer List(string edge, StubRequest request)
    {
        lock (_lock)
        {
            var since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Fields.GetValueOrDefault("since", "0"), CultureInfo.InvariantCulture));
            var shown = _posts.Where(post => !ListLags && post.At >= since && post.ReplyTo is null == (edge == "threads")).Reverse()
                .Select(post => $"{{\"id\":\"{post.Id}\",\"text\":{JsonSerializer.Serialize(post.Text, StubJson.Default.String)},\"timestamp\":\"{post.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}+0000\",\"permalink\":\"https://www.threads.com/@invented.person/post/P{post.Id}\"}}");
            return new StubAnswer.Reply(200, $"{{\"data\":[{string.Join(',', shown)}]}}");
        }
    }

    private StubAnswer Delete(string id)
    {
        lock (_lock)
            return _posts.RemoveAll(post => post.Id == id) > 0 ? new StubAnswer.Reply(200, $"{{\"success\":true,\"deleted_id\":\"{id}\"}}") : NotFound;
    }
}
