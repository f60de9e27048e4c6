using System.Text;
using System.Text.Json;
using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit.Deliveries;

/// <summary>The part of a delivery that is hashed, approved and sent, as canonical JSON: the account and the act. It is what a store keeps as <c>body_json</c>; the rest of a delivery is columns.</summary>
public static class DeliveryContent
{
    /// <summary>The hash of the content.</summary>
    public static ContentHash HashOf(Delivery delivery) => delivery.Act switch
    {
        Act.Publish publish => ContentHash.Of(delivery.From, publish.Post),
        // A repost or a deletion has no text of its own: what it is about stands in the text's place.
        Act.Repost repost => ContentHash.Of(delivery.From, new Post(repost.Original.Platform, "repost " + repost.Original.Id + (repost.Seen is { } seen ? $"\n{seen.Version}\n{seen.Warning}\n{seen.Text}" : ""))),
        Act.Delete delete => ContentHash.Of(delivery.From, new Post(delete.Post.Platform, "delete " + delete.Post.Id)),
        _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
    };

    /// <summary>The canonical JSON: the same content always gives the same text.</summary>
    public static string Write(Account account, Act act) => Encoding.UTF8.GetString(PostJson.Bytes(json =>
    {
        json.WriteStartObject();
        WriteAccount(json, account);
        WriteAct(json, act);
        json.WriteEndObject();
    }).Span);

    /// <summary>Reads <see cref="Write"/>.</summary>
    /// <exception cref="FormatException">It is no content of a delivery.</exception>
    public static (Account Account, Act Act) Read(string written) => Parse(written, json => (ReadAccount(json), ReadAct(json)));

    /// <summary>The account and the turns of a series as JSON.</summary>
    public static string WriteTurns(Account account, ValueList<Act> turns) => Encoding.UTF8.GetString(PostJson.Bytes(json =>
    {
        json.WriteStartObject();
        WriteAccount(json, account);
        json.WriteStartArray("turns");
        foreach (var turn in turns)
        {
            json.WriteStartObject();
            WriteAct(json, turn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }).Span);

    /// <summary>Reads <see cref="WriteTurns"/>.</summary>
    /// <exception cref="FormatException">It is no template of a series.</exception>
    public static (Account Account, ValueList<Act> Turns) ReadTurns(string written) =>
        Parse(written, json => (ReadAccount(json), json.GetProperty("turns").EnumerateArray().Select(ReadAct).ToValueList()));

    internal static T Parse<T>(string written, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(written);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("The store holds something that is no content of a delivery.", exception);
        }
    }

    internal static void WriteAccount(Utf8JsonWriter json, Account account)
    {
        json.WriteStartObject("account");
        json.WriteString("id", account.Id);
        json.WriteString("platform", account.Platform.Value);
        json.WriteString("handle", account.Handle);
        if (account.Name is not null)
            json.WriteString("name", account.Name);
        if (account.Server is not null)
            json.WriteString("server", account.Server);
        if (account.UserId is not null)
            json.WriteString("userId", account.UserId);
        if (account.Software is not null)
            json.WriteString("software", account.Software);
        if (account.IsAutomated)
            json.WriteBoolean("automated", true);
        if (account.ResendsWhenAbsent)
            json.WriteBoolean("resendsWhenAbsent", true);
        if (account.Limits is { } limits)
        {
            json.WriteStartObject("limits");
            json.WriteNumber("maxCharacters", limits.MaxCharacters);
            json.WriteNumber("charactersPerLink", limits.CharactersPerLink);
            if (limits.MaxMedia is { } media)
                json.WriteNumber("maxMedia", media);
            if (limits.MaxPictureBytes is { } bytes)
                json.WriteNumber("maxPictureBytes", bytes);
            if (limits.MaxPicturePixels is { } pixels)
                json.WriteNumber("maxPicturePixels", pixels);
            if (limits.MediaTypes.Count > 0)
            {
                json.WriteStartArray("mediaTypes");
                foreach (var type in limits.MediaTypes)
                    json.WriteStringValue(type);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    internal static Account ReadAccount(JsonElement root)
    {
        var json = root.GetProperty("account");
        return new(json.GetProperty("id").GetString()!, new PlatformId(json.GetProperty("platform").GetString()!), json.GetProperty("handle").GetString()!)
        {
            Name = Optional(json, "name"),
            Server = Optional(json, "server"),
            UserId = Optional(json, "userId"),
            Software = Optional(json, "software"),
            IsAutomated = json.TryGetProperty("automated", out var automated) && automated.GetBoolean(),
            ResendsWhenAbsent = json.TryGetProperty("resendsWhenAbsent", out var resends) && resends.GetBoolean(),
            Limits = json.TryGetProperty("limits", out var limits) ? ReadLimits(limits) : null,
        };
    }

    private static AccountLimits ReadLimits(JsonElement json) => new(json.GetProperty("maxCharacters").GetInt32(), json.GetProperty("charactersPerLink").GetInt32())
    {
        MaxMedia = json.TryGetProperty("maxMedia", out var media) ? media.GetInt32() : null,
        MaxPictureBytes = json.TryGetProperty("maxPictureBytes", out var bytes) ? bytes.GetInt32() : null,
        MaxPicturePixels = json.TryGetProperty("maxPicturePixels", out var pixels) ? pixels.GetInt64() : null,
        MediaTypes = json.TryGetProperty("mediaTypes", out var types) ? [.. types.EnumerateArray().Select(type => type.GetString()!)] : [],
    };

    private static void WriteAct(Utf8JsonWriter json, Act act)
    {
        switch (act)
        {
            case Act.Publish publish:
                json.WritePropertyName("publish");
                PostJson.Write(json, publish.Post);
                break;
            case Act.Repost repost:
                WriteRef(json, "repost", repost.Original);
                if (repost.Seen is { } seen)
                    RepostJson.Write(json, "seen", seen);
                if (repost.Pace is { } pace)
                    RepostJson.Write(json, "pace", pace);
                break;
            case Act.Delete delete:
                WriteRef(json, "delete", delete.Post);
                break;
        }
    }

    private static Act ReadAct(JsonElement json)
    {
        if (json.TryGetProperty("publish", out var post))
            return new Act.Publish(PostJson.Read(post));
        if (json.TryGetProperty("repost", out var original))
        {
            return new Act.Repost(ReadRef(original))
            {
                Seen = json.TryGetProperty("seen", out var seen) ? RepostJson.ReadPost(seen) : null,
                Pace = json.TryGetProperty("pace", out var pace) ? RepostJson.ReadPace(pace) : null,
            };
        }
        return new Act.Delete(ReadRef(json.GetProperty("delete")));
    }

    internal static void WriteRef(Utf8JsonWriter json, string name, PostRef post)
    {
        json.WriteStartObject(name);
        json.WriteString("platform", post.Platform.Value);
        json.WriteString("id", post.Id);
        if (post.Url is not null)
            json.WriteString("url", post.Url);
        json.WriteEndObject();
    }

    internal static PostRef ReadRef(JsonElement json) =>
        new(new PlatformId(json.GetProperty("platform").GetString()!), json.GetProperty("id").GetString()!, Optional(json, "url"));

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
