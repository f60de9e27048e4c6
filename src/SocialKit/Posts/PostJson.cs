using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Campaigns;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>The canonical JSON of a post: one way to write each post, always the same bytes. The order of members is part of the format.</summary>
internal static class PostJson
{
    // Text stays readable in the store; a lone surrogate, which UTF-8 cannot hold, is written by "Text" below.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false, SkipValidation = false };

    // In the order of ContentHash.PartNames.
    private static readonly Action<Utf8JsonWriter, Account, Post>[] PartWriters =
    [
        (json, account, _) => { json.WriteStartArray(); json.WriteStringValue(account.Id); json.WriteStringValue(account.Platform.Value); json.WriteStringValue(account.Handle); json.WriteStringValue(account.Server); json.WriteEndArray(); },
        (json, _, post) => Text(json, post.Text),
        (json, _, post) => WriteLinks(json, post),
        (json, _, post) => { json.WriteStartArray(); foreach (var file in post.Media) { json.WriteStringValue(file.Sha256 ?? "file:" + file.File); } json.WriteEndArray(); },
        (json, _, post) => { json.WriteStartArray(); foreach (var file in post.Media) { Text(json, file.AltText); } json.WriteEndArray(); },
        (json, _, post) => { json.WriteStartArray(); json.WriteStringValue(post.Platform.Value); json.WriteStringValue(post.Language); WriteOptions(json, post); json.WriteEndArray(); },
    ];

    /// <summary>The parts that <see cref="ContentHash.PartNames"/> names, each as canonical JSON with a line feed after it, and where each of them begins and ends without that.</summary>
    public static (ReadOnlyMemory<byte> Bytes, Range[] Parts) Parts(Account account, Post post)
    {
        // One buffer and one writer for all: a plan of many thousand posts is hashed while somebody waits for it.
        var buffer = new ArrayBufferWriter<byte>(1024);
        var parts = new Range[PartWriters.Length];
        using var json = new Utf8JsonWriter(buffer, Options);
        for (var i = 0; i < parts.Length; i++)
        {
            var begin = buffer.WrittenCount;
            PartWriters[i](json, account, post);
            json.Flush();
            parts[i] = begin..buffer.WrittenCount;
            buffer.Write("\n"u8);
            json.Reset();
        }
        return (buffer.WrittenMemory, parts);
    }

    public static void Write(Utf8JsonWriter json, Post post)
    {
        json.WriteStartObject();
        json.WriteString("platform", post.Platform.Value);
        json.WritePropertyName("text");
        Text(json, post.Text);
        if (post.Language is not null)
            json.WriteString("language", post.Language);
        if (post.Links.Count > 0)
        {
            json.WritePropertyName("links");
            WriteLinks(json, post);
        }
        if (post.Media.Count > 0)
        {
            json.WriteStartArray("media");
            foreach (var file in post.Media)
            {
                json.WriteStartObject();
                json.WriteString("file", file.File);
                json.WritePropertyName("alt");
                Text(json, file.AltText);
                if (file.Sha256 is not null)
                    json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (post.Options.Count > 0)
        {
            json.WriteStartArray("options");
            WriteOptions(json, post);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    public static Post Read(JsonElement json) => new(new PlatformId(json.GetProperty("platform").GetString()!), Text(json.GetProperty("text")))
    {
        Language = json.TryGetProperty("language", out var language) ? language.GetString() : null,
        Links = json.TryGetProperty("links", out var links) ? [.. links.EnumerateArray().Select(link => new PostLink(new TextSpan(link[0].GetInt32(), link[1].GetInt32()), link[2].GetString()!))] : [],
        Media = json.TryGetProperty("media", out var media) ? [.. media.EnumerateArray().Select(ReadMedia)] : [],
        Options = json.TryGetProperty("options", out var options) ? [.. options.EnumerateArray().Chunk(2).Select(pair => new PostOption(pair[0].GetString()!, Text(pair[1])))] : [],
    };

    private static MediaFile ReadMedia(JsonElement json) => new(json.GetProperty("file").GetString()!, Text(json.GetProperty("alt")))
    {
        Sha256 = json.TryGetProperty("sha256", out var sha256) ? sha256.GetString() : null,
    };

    private static void WriteLinks(Utf8JsonWriter json, Post post)
    {
        json.WriteStartArray();
        foreach (var link in post.Links)
        {
            json.WriteStartArray();
            json.WriteNumberValue(link.Span.Start);
            json.WriteNumberValue(link.Span.End);
            json.WriteStringValue(link.Address);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    // A name, then its value: a post without options is written, and hashed, as it was before there were any.
    private static void WriteOptions(Utf8JsonWriter json, Post post)
    {
        foreach (var option in post.Options)
        {
            json.WriteStringValue(option.Name);
            Text(json, option.Value);
        }
    }

    // Text from outside may hold a lone surrogate, which no UTF-8 can say and the writer would replace: such a text is written as its UTF-16 units.
    internal static void Text(Utf8JsonWriter json, string text)
    {
        if (IsWellFormed(text))
        {
            json.WriteStringValue(text);
            return;
        }
        json.WriteStartArray();
        foreach (var unit in text)
            json.WriteNumberValue((int)unit);
        json.WriteEndArray();
    }

    internal static string Text(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? string.Concat(json.EnumerateArray().Select(unit => (char)unit.GetInt32())) : json.GetString()!;

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return false;
            i++;
        }
        return true;
    }

    internal static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.WrittenMemory;
    }
}
