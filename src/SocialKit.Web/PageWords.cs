using System.Text;
using System.Text.Json;

namespace SocialKit.Web;

/// <summary>The words that the script shows, as JSON.</summary>
internal static class PageWords
{
    private static readonly string[] Keys = ["copied", "copy-by-hand", "count", "too-many", "last-day", "server", "server-example", "server-wrong", "server-remember"];

    public static string Of(PageTexts texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var key in Keys.Concat(texts.Forms("days-left")))
                json.WriteString(key, texts[key]);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
