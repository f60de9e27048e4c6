using System.Globalization;
using System.Text;

namespace SocialKit.Web.Serving;

/// <summary>What a request gets.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The media type.</param>
/// <param name="WriteAsync">Writes the body.</param>
public sealed record ServedAnswer(int Status, string Type, Func<Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>How many bytes the body has; null for one that goes on until the connection ends.</summary>
    public int? Length { get; init; }

    /// <summary>Headers beside those that every answer has.</summary>
    public ValueList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>An answer of known bytes.</summary>
    public static ServedAnswer Of(int status, string type, ReadOnlyMemory<byte> body) =>
        new(status, type, (stream, cancellationToken) => stream.WriteAsync(body, cancellationToken).AsTask()) { Length = body.Length };

    /// <summary>A line of text.</summary>
    public static ServedAnswer Text(int status, string text) => Of(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>The media type of a file, by its name.</summary>
    public static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".png" => "image/png",
        _ => "text/plain; charset=utf-8",
    };

    internal byte[] Head()
    {
        var head = new StringBuilder(512);
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {Phrase}\r\nContent-Type: {Type}\r\n");
        if (Length is { } length)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append("Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: same-origin\r\n");
        head.Append("Cross-Origin-Opener-Policy: same-origin\r\nConnection: close\r\n\r\n");
        return Encoding.Latin1.GetBytes(head.ToString());
    }

    private string Phrase => Status switch { 200 => "OK", 302 => "Found", 400 => "Bad Request", 404 => "Not Found", 405 => "Method Not Allowed", 421 => "Misdirected Request", _ => "" };
}
