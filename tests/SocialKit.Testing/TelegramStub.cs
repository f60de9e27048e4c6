using System.Globalization;
using System.Text.Json;

namespace SocialKit.Testing;

/// <summary>The Bot API as its documents describe it, with one bot and one chat. It counts what really appeared there.</summary>
/// <param name="token">The bot's token.</param>
/// <param name="chat">The chat's id.</param>
public sealed class TelegramStub(string token, long chat)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, string> _messages = [];
    private long _next = 40;

    /// <summary>What goes wrong with the next writes.</summary>
    public WireFaults Faults { get; } = new();

    /// <summary>The chat's public name; null for a private one.</summary>
    public string? UserName { get; init; }

    /// <summary>The bot's place in the chat, as getChatMember tells it.</summary>
    public string Member { get; set; } = "{\"status\":\"administrator\",\"can_post_messages\":true}";

    /// <summary>The messages in the chat, in order: text or caption.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages.Values];
        }
    }

    /// <summary>Answers.</summary>
    public StubAnswer Answer(StubRequest request)
    {
        if (!request.Route.StartsWith($"/bot{token}/", StringComparison.Ordinal))
            return Error(401, "Unauthorized");
        var method = request.Route.Split('/')[2];
        return method switch
        {
            "getMe" => Ok("{\"id\":7001,\"is_bot\":true,\"first_name\":\"Invented\",\"username\":\"invented_bot\"}"),
            "getChat" => request.Fields["chat_id"] == Id || (UserName is not null && request.Fields["chat_id"] == "@" + UserName) ? Ok(Chat) : Error(400, "Bad Request: chat not found"),
            "getChatMember" => Ok(Member),
            "sendMessage" or "sendPhoto" or "sendMediaGroup" or "deleteMessage" or "deleteMessages" =>
                Faults.Meet(() => Write(method, request), new StubAnswer.Reply(429, "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 7\",\"parameters\":{\"retry_after\":7}}")),
            _ => Error(404, "Not Found"),
        };
    }

    /// <summary>An error in Telegram's form.</summary>
    public static StubAnswer Error(int code, string description, string parameters = "") =>
        new StubAnswer.Reply(code, $"{{\"ok\":false,\"error_code\":{code},\"description\":{JsonSerializer.Serialize(description, StubJson.Default.String)}{parameters}}}");

    private string Id => chat.ToString(CultureInfo.InvariantCulture);

    private string Chat => $"{{\"id\":{Id},\"title\":\"Invented channel\"{(UserName is null ? "" : $",\"username\":\"{UserName}\"")},\"type\":\"channel\"}}";

    private static StubAnswer.Reply Ok(string result) => new(200, $"{{\"ok\":true,\"result\":{result}}}");

    private StubAnswer Write(string method, StubRequest request)
    {
        lock (_lock)
        {
            if (method == "sendMessage" || method.StartsWith("delete", StringComparison.Ordinal))
            {
                using var json = JsonDocument.Parse(request.Body);
                var body = json.RootElement;
                if (body.GetProperty("chat_id").GetString() != Id)
                    return Error(400, "Bad Request: chat not found");
                return method switch
                {
                    "sendMessage" => Send(body.GetProperty("text").GetString()!, 4096, 1, isAlbum: false),
                    "deleteMessage" => _messages.Remove(body.GetProperty("message_id").GetInt64()) ? Ok("true") : Error(400, "Bad Request: message to delete not found"),
                    _ => Delete(body.GetProperty("message_ids").EnumerateArray().Select(id => id.GetInt64())),
                };
            }
            var parts = MultipartParts.Of(request);
            if (parts.Single(part => part.Name == "chat_id").Text != Id)
                return Error(400, "Bad Request: chat not found");
            if (method == "sendPhoto")
                return Send(parts.Single(part => part.Name == "caption").Text, 1024, 1, isAlbum: false);
            using var media = JsonDocument.Parse(parts.Single(part => part.Name == "media").Text);
            var photos = media.RootElement.EnumerateArray().ToList();
            if (photos.Count is < 2 or > 10 || photos.Exists(photo => !parts.Any(part => "attach://" + part.Name == photo.GetProperty("media").GetString())))
                return Error(400, "Bad Request: wrong file identifier/HTTP URL specified");
            return Send(photos[0].GetProperty("caption").GetString()!, 1024, photos.Count, isAlbum: true);
        }
    }

    private StubAnswer.Reply Delete(IEnumerable<long> ids)
    {
        foreach (var id in ids)
            _messages.Remove(id);
        return Ok("true");
    }

    private StubAnswer Send(string text, int limit, int count, bool isAlbum)
    {
        if (text.Length > limit)
            return Error(400, limit == 1024 ? "Bad Request: message caption is too long" : "Bad Request: message is too long");
        var sent = new List<string>();
        for (var i = 0; i < count; i++)
        {
            _messages.Add(++_next, i == 0 ? text : "");
            sent.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"message_id\":{_next},\"date\":1795500000,\"chat\":{Chat}}}"));
        }
        return Ok(isAlbum ? $"[{string.Join(',', sent)}]" : sent[0]);
    }
}
