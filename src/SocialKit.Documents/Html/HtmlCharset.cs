using System.Text;
using AngleSharp.Text;

namespace SocialKit.Documents.Html;

/// <summary>Reads the encoding that a page states in its first kilobyte.</summary>
internal static class HtmlCharset
{
    // The Encoding Standard's bound for looking, 2026-11.
    private const int Prescan = 1024;

    /// <summary>The encoding of the first <c>charset</c> in a <c>meta</c> element or an XML declaration; null if there is none that is known.</summary>
    public static Encoding? Stated(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescan)]);
        var label = After(head, "<meta", "charset=") ?? After(head, "<?xml", "encoding=");
        if (label is null || !TextEncoding.IsSupported(label))
            return null;
        var encoding = TextEncoding.Resolve(label);
        // A page that could be read up to here is not in UTF-16, and UTF-8 has been tried.
        if (encoding.WebName.StartsWith("utf-", StringComparison.OrdinalIgnoreCase))
            return null;
        return Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static string? After(string head, string tag, string key)
    {
        for (var at = head.IndexOf(tag, StringComparison.OrdinalIgnoreCase); at >= 0; at = head.IndexOf(tag, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', at);
            end = end < 0 ? head.Length : end;
            var found = head.IndexOf(key, at, end - at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                continue;
            var value = head[(found + key.Length)..end].TrimStart(' ', '"', '\'');
            var length = value.IndexOfAny([' ', '"', '\'', ';', '/', '?']);
            return (length < 0 ? value : value[..length]).ToLowerInvariant();
        }
        return null;
    }
}
