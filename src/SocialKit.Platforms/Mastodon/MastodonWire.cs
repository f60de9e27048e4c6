using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Platforms.Mastodon;

/// <summary>What is frozen for sending: what is done, to which post, the body byte for byte, and when it was made ready.</summary>
/// <param name="What"><c>post</c>, <c>reblog</c>, <c>unreblog</c> or <c>delete</c>.</param>
/// <param name="PreparedAt">Before the first attempt, by the clock of the machine that made it.</param>
/// <param name="Target">The server's id of the post that is passed on or taken back; empty for a new post.</param>
/// <param name="Body">The body of the request; empty if it has none.</param>
internal sealed record MastodonWire(string What, DateTimeOffset PreparedAt, string Target, ReadOnlyMemory<byte> Body)
{
    public const string Publishing = "post", Reblogging = "reblog", Unreblogging = "unreblog", Deleting = "delete";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The Idempotency-Key: the same delivery with the same content has the same on every machine, whenever it is prepared.</summary>
    public static string KeyOf(Delivery delivery) =>
        "socialkit-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery.Key.Value + "\n" + DeliveryContent.Write(delivery.From, delivery.Act))));

    /// <summary>The body of a new post.</summary>
    public static ReadOnlyMemory<byte> BodyOf(Delivery delivery, Post post, IReadOnlyList<string> pictures)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("status", post.Text);
            if (pictures.Count > 0)
            {
                json.WriteStartArray("media_ids");
                foreach (var id in pictures)
                    json.WriteStringValue(id);
                json.WriteEndArray();
            }
            if (post.Option(MastodonPlatform.Visibility) is { } visibility)
                json.WriteString("visibility", visibility);
            if (post.Language is { } language)
                json.WriteString("language", language);
            if (post.Option(MastodonPlatform.ContentWarning) is { Length: > 0 } warning)
                json.WriteString("spoiler_text", warning);
            if (post.Option(MastodonPlatform.Sensitive) is { } sensitive)
                json.WriteBoolean("sensitive", sensitive == "true");
            if (delivery.ReplyTo is { } before)
                json.WriteString("in_reply_to_id", before.Id);
            // Servers that can render Markdown would do so where the account's settings say it: text is literal. Mastodon does not know the field.
            if (delivery.From.Software != MastodonInstance.Original)
                json.WriteString("content_type", "text/plain");
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    /// <summary>As it is stored.</summary>
    public WireForm ToForm(string key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("what", What);
            json.WriteString("at", PreparedAt.ToString("O", CultureInfo.InvariantCulture));
            if (Target.Length > 0)
                json.WriteString("target", Target);
            if (!Body.IsEmpty)
            {
                json.WritePropertyName("body");
                json.WriteRawValue(Body.Span);
            }
            json.WriteEndObject();
        }
        return new(key, buffer.WrittenMemory);
    }

    /// <summary>Reads what <see cref="ToForm"/> wrote.</summary>
    /// <exception cref="FormatException">Something else stands there.</exception>
    public static MastodonWire Of(WireForm form)
    {
        try
        {
            using var document = JsonDocument.Parse(form.Body);
            var json = document.RootElement;
            return new(json.GetProperty("what").GetString()!, DateTimeOffset.ParseExact(json.GetProperty("at").GetString()!, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                json.TryGetProperty("target", out var target) ? target.GetString()! : "", json.TryGetProperty("body", out var body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : default(ReadOnlyMemory<byte>));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("What the store holds is no wire form of a Mastodon post.", exception);
        }
    }
}
