using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Platforms.X.Api;

/// <summary>What is sent to X, as it is frozen: a line with the time of preparing, then the request's body byte for byte. X has no key to tell repeats by.</summary>
/// <param name="PreparedAt">When it was prepared, which is before any attempt with it; whole milliseconds.</param>
/// <param name="Pictures">How many uploaded pictures it names.</param>
/// <param name="Body">The request's body; empty where there is none.</param>
internal sealed record XWire(DateTimeOffset PreparedAt, int Pictures, ReadOnlyMemory<byte> Body)
{
    // Text stays as readable as it was written; nothing here reaches a page of HTML.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The form that is stored.</summary>
    public WireForm ToForm()
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"x1 {PreparedAt.ToUnixTimeMilliseconds()} {Pictures}\n"));
        return new("", (byte[])[.. head, .. Body.Span]);
    }

    /// <summary>Reads <see cref="ToForm"/>.</summary>
    public static bool TryRead(WireForm form, [NotNullWhen(true)] out XWire? wire)
    {
        wire = null;
        var end = form.Body.Span.IndexOf((byte)'\n');
        if (end < 0 || Encoding.UTF8.GetString(form.Body.Span[..end]).Split(' ') is not ["x1", var at, var pictures]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds >= 253_402_300_800_000
            || !int.TryParse(pictures, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }
        wire = new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), count, form.Body[(end + 1)..]);
        return true;
    }

    /// <summary>The body of POST /2/tweets: nothing that is null, ids as texts (additionalProperties is false there).</summary>
    public static byte[] PostBody(Post post, string? replyTo, IReadOnlyCollection<string> media) => Write(json =>
    {
        json.WriteString("text", post.Text);
        if (replyTo is not null)
        {
            json.WriteStartObject("reply");
            json.WriteString("in_reply_to_tweet_id", replyTo);
            json.WriteEndObject();
        }
        if (media.Count > 0)
        {
            json.WriteStartObject("media");
            json.WriteStartArray("media_ids");
            foreach (var id in media)
                json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        if (post.Option(XPostOptions.ReplySettings) is { } settings)
            json.WriteString("reply_settings", settings);
        if (post.Option(XPostOptions.MadeWithAi) == "true")
            json.WriteBoolean("made_with_ai", true);
    });

    /// <summary>The body of POST /2/users/{id}/retweets.</summary>
    public static byte[] RepostBody(string post) => Write(json => json.WriteString("tweet_id", post));

    /// <summary>An object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
