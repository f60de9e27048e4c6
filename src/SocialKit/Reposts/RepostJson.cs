using System.Globalization;
using System.Text;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Reposts;

/// <summary>Jobs, listed accounts, posts and paces as JSON: what stores keep beside the columns by which they look for them.</summary>
public static class RepostJson
{
    /// <summary>A job: the account, the rules, and what a start says.</summary>
    public static string Write(RepostJob job) => Encoding.UTF8.GetString(PostJson.Bytes(json =>
    {
        json.WriteStartObject();
        DeliveryContent.WriteAccount(json, job.From);
        WriteRules(json, job.Rules);
        json.WriteString("zone", job.Zone);
        Write(json, "notBefore", job.NotBefore);
        Write(json, "notAfter", job.NotAfter);
        Write(json, "startedBy", job.StartedBy);
        Write(json, "startedAt", job.StartedAt);
        Write(json, "stoppedBy", job.StoppedBy);
        if (job.SpentOn is { } day)
            json.WriteString("spentOn", day.ToString("O", CultureInfo.InvariantCulture));
        if (job.Spent != 0)
            json.WriteNumber("spent", job.Spent);
        json.WriteEndObject();
    }).Span);

    /// <summary>Reads <see cref="Write(RepostJob)"/>; the instants that are columns are left out.</summary>
    /// <exception cref="FormatException">It is no job.</exception>
    public static RepostJob ReadJob(string campaign, string written) => DeliveryContent.Parse(written, json => new RepostJob(campaign, DeliveryContent.ReadAccount(json), ReadRules(json.GetProperty("rules")))
    {
        Zone = json.GetProperty("zone").GetString()!,
        NotBefore = Instant(json, "notBefore"),
        NotAfter = Instant(json, "notAfter"),
        StartedBy = Optional(json, "startedBy") ?? "",
        StartedAt = Instant(json, "startedAt") ?? DateTimeOffset.UnixEpoch,
        StoppedBy = Optional(json, "stoppedBy"),
        SpentOn = json.TryGetProperty("spentOn", out var day) ? DateOnly.ParseExact(day.GetString()!, "O", CultureInfo.InvariantCulture) : null,
        Spent = json.TryGetProperty("spent", out var spent) ? spent.GetDecimal() : 0,
    });

    /// <summary>A listed account, without what names it and without its times of reading.</summary>
    public static string Write(ListedFeed feed) => Encoding.UTF8.GetString(PostJson.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteString("platform", feed.Platform.Value);
        json.WriteNumber("consent", (int)feed.Consent);
        Write(json, "userId", feed.UserId);
        Write(json, "handle", feed.Handle);
        Write(json, "lookedUpAt", feed.LookedUpAt);
        Write(json, "mark", feed.Mark);
        if (feed.PostsADay is { } often)
            json.WriteNumber("postsADay", often);
        json.WriteNumber("seen", feed.Seen);
        json.WriteNumber("taken", feed.Taken);
        Write(json, "trouble", feed.Trouble);
        if (feed.Failures > 0)
            json.WriteNumber("failures", feed.Failures);
        json.WriteEndObject();
    }).Span);

    /// <summary>Reads <see cref="Write(ListedFeed)"/>.</summary>
    /// <exception cref="FormatException">It is no listed account.</exception>
    public static ListedFeed ReadFeed(string campaign, string account, string listed, string written) => DeliveryContent.Parse(written, json => new ListedFeed(campaign, account, new(json.GetProperty("platform").GetString()!), listed)
    {
        Consent = (Consent)json.GetProperty("consent").GetInt32(),
        UserId = Optional(json, "userId"),
        Handle = Optional(json, "handle"),
        LookedUpAt = Instant(json, "lookedUpAt"),
        Mark = Optional(json, "mark"),
        PostsADay = json.TryGetProperty("postsADay", out var often) ? often.GetDouble() : null,
        Seen = json.GetProperty("seen").GetInt64(),
        Taken = json.GetProperty("taken").GetInt64(),
        Trouble = Optional(json, "trouble"),
        Failures = json.TryGetProperty("failures", out var failures) ? failures.GetInt32() : 0,
    });

    internal static void Write(Utf8JsonWriter json, string name, FeedPost post)
    {
        json.WriteStartObject(name);
        DeliveryContent.WriteRef(json, "ref", post.Ref);
        json.WriteString("authorId", post.AuthorId);
        json.WriteString("author", post.Author.Name);
        json.WriteString("at", post.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        Write(json, "text", post.Text);
        Write(json, "language", post.Language);
        if (post.Hashtags.Count > 0)
            Write(json, "hashtags", post.Hashtags);
        if (post.HasMedia)
            json.WriteBoolean("media", true);
        Write(json, "warning", post.Warning);
        Write(json, "version", post.Version);
        json.WriteEndObject();
    }

    internal static FeedPost ReadPost(JsonElement json)
    {
        var post = DeliveryContent.ReadRef(json.GetProperty("ref"));
        return new(post, json.GetProperty("authorId").GetString()!, new(post.Platform, json.GetProperty("author").GetString()!), Instant(json, "at")!.Value, Optional(json, "text") ?? "")
        {
            Language = Optional(json, "language"),
            Hashtags = List(json, "hashtags"),
            HasMedia = json.TryGetProperty("media", out var media) && media.GetBoolean(),
            Warning = Optional(json, "warning"),
            Version = Optional(json, "version"),
        };
    }

    internal static void Write(Utf8JsonWriter json, string name, RepostPace pace)
    {
        json.WriteStartObject(name);
        json.WriteNumber("perDay", pace.PerDay);
        json.WriteNumber("spacing", pace.Spacing.TotalSeconds);
        json.WriteNumber("jitter", pace.Jitter.TotalSeconds);
        Write(json, "quiet", pace.Quiet?.ToString());
        json.WriteString("zone", pace.Zone);
        json.WriteEndObject();
    }

    internal static RepostPace ReadPace(JsonElement json) => new(
        json.GetProperty("perDay").GetInt32(), TimeSpan.FromSeconds(json.GetProperty("spacing").GetDouble()), TimeSpan.FromSeconds(json.GetProperty("jitter").GetDouble()), Quiet(json, "quiet"), json.GetProperty("zone").GetString()!);

    private static void WriteRules(Utf8JsonWriter json, RepostRules rules)
    {
        json.WriteStartObject("rules");
        Write(json, "hashtags", rules.Hashtags);
        Write(json, "words", rules.Words);
        Write(json, "notHashtags", rules.NotHashtags);
        Write(json, "notWords", rules.NotWords);
        Write(json, "holdWords", rules.HoldWords);
        Write(json, "languages", rules.Languages);
        json.WriteBoolean("media", rules.NeedsMedia);
        json.WriteNumber("maxAge", rules.MaxAge.TotalSeconds);
        json.WriteNumber("perDay", rules.PerDay);
        json.WriteNumber("spacing", rules.Spacing.TotalSeconds);
        json.WriteNumber("jitter", rules.Jitter.TotalSeconds);
        Write(json, "quiet", rules.QuietHours?.ToString());
        Write(json, "zone", rules.Zone);
        json.WriteNumber("budget", rules.Budget);
        json.WriteBoolean("approval", rules.NeedsApproval);
        json.WriteEndObject();
    }

    private static RepostRules ReadRules(JsonElement json) => new()
    {
        Hashtags = List(json, "hashtags"),
        Words = List(json, "words"),
        NotHashtags = List(json, "notHashtags"),
        NotWords = List(json, "notWords"),
        HoldWords = List(json, "holdWords"),
        Languages = List(json, "languages"),
        NeedsMedia = json.GetProperty("media").GetBoolean(),
        MaxAge = TimeSpan.FromSeconds(json.GetProperty("maxAge").GetDouble()),
        PerDay = json.GetProperty("perDay").GetInt32(),
        Spacing = TimeSpan.FromSeconds(json.GetProperty("spacing").GetDouble()),
        Jitter = TimeSpan.FromSeconds(json.GetProperty("jitter").GetDouble()),
        QuietHours = Quiet(json, "quiet"),
        Zone = Optional(json, "zone"),
        Budget = json.GetProperty("budget").GetDecimal(),
        NeedsApproval = json.GetProperty("approval").GetBoolean(),
    };

    private static QuietHours? Quiet(JsonElement json, string name) =>
        Optional(json, name)?.Split('-') is [var from, var to]
            ? new(TimeOnly.ParseExact(from, "HH:mm", CultureInfo.InvariantCulture), TimeOnly.ParseExact(to, "HH:mm", CultureInfo.InvariantCulture))
            : null;

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is null)
            return;
        json.WritePropertyName(name);
        PostJson.Text(json, text);
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } some)
            json.WriteString(name, some.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
    }

    private static void Write(Utf8JsonWriter json, string name, ValueList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            PostJson.Text(json, text);
        json.WriteEndArray();
    }

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? PostJson.Text(value) : null;

    private static DateTimeOffset? Instant(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? DateTimeOffset.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture) : null;

    private static ValueList<string> List(JsonElement json, string name) => json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(PostJson.Text)] : [];
}
