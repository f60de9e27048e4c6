using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Platforms.Folder;

/// <summary>What stands beside a post's text as JSON, and what is frozen for sending: key, account, times, the text once more, and the pictures.</summary>
/// <param name="Text">The text, literally.</param>
/// <param name="Pictures">The pictures, in order.</param>
internal sealed record FolderDocument(string Text, IReadOnlyList<FolderPicture> Pictures)
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document of a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="post">Its post.</param>
    /// <param name="pictures">Its pictures.</param>
    /// <param name="writtenAt">When it was made ready.</param>
    public static byte[] Write(Delivery delivery, Post post, IReadOnlyList<FolderPicture> pictures, DateTimeOffset writtenAt)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("key", delivery.Key.Value);
            if (delivery.Campaign is { } campaign)
                json.WriteString("campaign", campaign);
            json.WriteString("account", delivery.From.Id);
            if (post.Language is { } language)
                json.WriteString("language", language);
            json.WriteString("due", Time(delivery.DueAt));
            json.WriteString("written", Time(writtenAt));
            if (delivery.AfterDeadline is { } reason)
                json.WriteString("afterDeadline", reason);
            json.WriteString("text", post.Text);
            json.WriteStartArray("pictures");
            foreach (var picture in pictures)
            {
                json.WriteStartObject();
                json.WriteString("file", picture.File);
                json.WriteString("alt", picture.AltText);
                json.WriteString("sha256", picture.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what matters of <see cref="Write"/>.</summary>
    /// <exception cref="JsonException">It is no such document.</exception>
    public static FolderDocument Read(ReadOnlyMemory<byte> written)
    {
        using var document = JsonDocument.Parse(written);
        var root = document.RootElement;
        return new(root.GetProperty("text").GetString()!, [.. root.GetProperty("pictures").EnumerateArray().Select(picture =>
            new FolderPicture(picture.GetProperty("file").GetString()!, picture.GetProperty("alt").GetString()!, picture.GetProperty("sha256").GetString()!))]);
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A picture beside a post.</summary>
/// <param name="File">Its name in the folder.</param>
/// <param name="AltText">What it shows.</param>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal.</param>
internal sealed record FolderPicture(string File, string AltText, string Sha256);
