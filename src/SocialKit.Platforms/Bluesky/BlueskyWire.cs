using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>The bodies of com.atproto.repo.putRecord and deleteRecord: what is frozen for sending, and read again when it is looked for.</summary>
internal static class BlueskyWire
{
    // Text stays what it is; only what JSON itself forbids is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A record that must not be there yet: <c>"swapRecord": null</c> says so, and has to be written. The same record again is taken as done; another one under this name is
    /// InvalidSwap.</summary>
    public static WireForm Put(RecordName name, Action<Utf8JsonWriter> record) => new(name.Key, Body(name, json => Put(json, record, null)));

    /// <summary>A record in the place of the one that was read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="record">Writes the record, an object.</param>
    /// <param name="read">The CID that was read; null if there was none.</param>
    public static byte[] Replace(RecordName name, Action<Utf8JsonWriter> record, string? read) => Body(name, json => Put(json, record, read));

    /// <summary>A deletion.</summary>
    public static WireForm Delete(RecordName name) => new(name.Key, Body(name, static _ => { }));

    /// <summary>What a wire form writes: its name and, unless it deletes, its record.</summary>
    /// <returns>Null if it was made by something else.</returns>
    public static (RecordName Name, JsonElement? Record)? Read(WireForm wire) =>
        AnswerJson.Object(wire.Body) is { } json && json.Text("repo") is { } repo && json.Text("collection") is { } collection && json.Text("rkey") is { } key
            ? (new(repo, collection, key), json.Member("record"))
            : null;

    /// <summary>JSON as bytes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Body(RecordName name, Action<Utf8JsonWriter> rest) => Write(json =>
    {
        json.WriteString("repo", name.Repo);
        json.WriteString("collection", name.Collection);
        json.WriteString("rkey", name.Key);
        rest(json);
    });

    private static void Put(Utf8JsonWriter json, Action<Utf8JsonWriter> record, string? swap)
    {
        json.WritePropertyName("record");
        record(json);
        json.WriteString("swapRecord", swap);
    }
}
