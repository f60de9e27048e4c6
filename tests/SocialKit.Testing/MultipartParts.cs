using System.Text;

namespace SocialKit.Testing;

/// <summary>A part of a form with files.</summary>
/// <param name="Name">The field.</param>
/// <param name="FileName">The file's name; null for a plain field.</param>
/// <param name="Type">The part's type; null if none is said.</param>
/// <param name="Bytes">The value.</param>
public sealed record MultipartPart(string Name, string? FileName, string? Type, byte[] Bytes)
{
    /// <summary>The value as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);
}

/// <summary>Takes a form with files apart, as a server does.</summary>
public static class MultipartParts
{
    /// <summary>The parts of <paramref name="request"/>, in order.</summary>
    public static IReadOnlyList<MultipartPart> Of(StubRequest request)
    {
        var boundary = "--" + request.Headers["Content-Type"].Split("boundary=")[1];
        // Latin-1 keeps every byte.
        var parts = Encoding.Latin1.GetString(request.Body).Split(boundary);
        return [.. parts[1..^1].Select(part =>
        {
            var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var head = part[..end];
            return new MultipartPart(Quoted(head, "name")!, Quoted(head, "filename"), head.Split("Content-Type: ") is [_, var type] ? type.Split('\r')[0] : null, Encoding.Latin1.GetBytes(part[(end + 4)..^2]));
        })];
    }

    private static string? Quoted(string head, string name) => head.Split($" {name}=\"") is [_, var rest] ? rest.Split('"')[0] : null;
}
