using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Pictures;
using SocialKit.Platforms.Http;
using SocialKit.Posts;

namespace SocialKit.Platforms.Telegram;

/// <summary>The bodies of the Bot API's calls: a message, a photo, an album, a deletion. Text goes as it stands, with entities and never with marks in it.</summary>
internal static class TelegramMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>sendMessage.</summary>
    public static TelegramWire Text(string chat, Post post, string? replyTo) => Json("sendMessage", json =>
    {
        json.WriteString("chat_id", chat);
        json.WriteString("text", post.Text);
        WriteEntities(json, "entities", post);
        if (post.Option(TelegramOptions.LinkPreview) == TelegramOptions.Off)
        {
            json.WriteStartObject("link_preview_options");
            json.WriteBoolean("is_disabled", true);
            json.WriteEndObject();
        }
        if (post.Option(TelegramOptions.Notification) == TelegramOptions.Off)
            json.WriteBoolean("disable_notification", true);
        if (replyTo is not null)
        {
            json.WritePropertyName("reply_parameters");
            json.WriteRawValue(Reply(replyTo));
        }
    });

    /// <summary>sendPhoto or, with several pictures, sendMediaGroup: the text is the first picture's caption.</summary>
    public static TelegramWire Pictures(string chat, Post post, IReadOnlyList<CleanPicture> pictures, string? replyTo)
    {
        var form = new MultipartBody();
        form.Add("chat_id", chat);
        if (pictures.Count == 1)
        {
            form.Add("caption", post.Text);
            if (post.Links.Count > 0)
                form.Add("caption_entities", Written(json => WriteEntities(json, null, post)));
        }
        else
        {
            form.Add("media", Written(json => WriteAlbum(json, post, pictures.Count)));
        }
        if (post.Option(TelegramOptions.Notification) == TelegramOptions.Off)
            form.Add("disable_notification", "true");
        if (replyTo is not null)
            form.Add("reply_parameters", Reply(replyTo));
        for (var i = 0; i < pictures.Count; i++)
            form.Add(pictures.Count == 1 ? "photo" : Name(i), $"picture{i + 1}{pictures[i].Facts.FileEnd}", pictures[i].Facts.MediaType, pictures[i].Bytes);
        var (type, bytes) = form.Write();
        return new(pictures.Count == 1 ? "sendPhoto" : "sendMediaGroup", type, bytes);
    }

    /// <summary>deleteMessage or, for an album, deleteMessages.</summary>
    public static TelegramWire Deletion(TelegramPost post) => Json(post.Messages.Count == 1 ? "deleteMessage" : "deleteMessages", json =>
    {
        json.WriteString("chat_id", post.Chat);
        if (post.Messages is [var only])
        {
            json.WriteNumber("message_id", only);
            return;
        }
        json.WriteStartArray("message_ids");
        foreach (var message in post.Messages)
            json.WriteNumberValue(message);
        json.WriteEndArray();
    });

    private static string Name(int picture) => string.Create(CultureInfo.InvariantCulture, $"picture{picture + 1}");

    private static string Reply(string message) => $"{{\"message_id\":{message}}}";

    private static void WriteAlbum(Utf8JsonWriter json, Post post, int count)
    {
        json.WriteStartArray();
        for (var i = 0; i < count; i++)
        {
            json.WriteStartObject();
            json.WriteString("type", "photo");
            json.WriteString("media", "attach://" + Name(i));
            if (i == 0)
            {
                json.WriteString("caption", post.Text);
                WriteEntities(json, "caption_entities", post);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Addresses, hashtags and names in the text are found by Telegram itself; only what stands beside the text has to be said. Offsets count UTF-16 units, as ours do.
    private static void WriteEntities(Utf8JsonWriter json, string? name, Post post)
    {
        if (name is not null && post.Links.Count == 0)
            return;
        if (name is not null)
            json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var link in post.Links)
        {
            json.WriteStartObject();
            json.WriteString("type", "text_link");
            json.WriteNumber("offset", link.Span.Start);
            json.WriteNumber("length", link.Span.Length);
            json.WriteString("url", link.Address);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static TelegramWire Json(string method, Action<Utf8JsonWriter> write) => new(method, "application/json", Bytes(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }));

    private static string Written(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Bytes(write).Span);

    private static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.WrittenMemory;
    }
}
