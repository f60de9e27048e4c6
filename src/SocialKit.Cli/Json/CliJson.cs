using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SocialKit.Cli.Json;

/// <summary>How this program writes JSON: indented, in the letters of the text itself.</summary>
internal static class CliJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one JSON value and a line end to <paramref name="output"/>.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>The same, if it is asked for.</summary>
    public static void WriteIf(bool isAsked, TextWriter output, Action<Utf8JsonWriter> write)
    {
        if (isAsked)
            Write(output, write);
    }

    /// <summary>Writes a property unless <paramref name="value"/> is null.</summary>
    public static void WriteIfAny(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
