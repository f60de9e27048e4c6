using System.Globalization;
using System.Text.Json;

namespace SocialKit.Platforms.Http;

/// <summary>The JSON of an answer, read without trust: what is missing, of another type, too deep or no text at all is null, never an exception.</summary>
internal static class AnswerJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>The object that an answer's body is; null if it is none.</summary>
    public static JsonElement? Object(HttpResult.Answer answer) => Object(answer.Body);

    /// <summary>The object that <paramref name="body"/> is; null if it is none.</summary>
    public static JsonElement? Object(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The items of the list that an answer's body is; null if it is none.</summary>
    public static IReadOnlyList<JsonElement>? List(HttpResult.Answer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.Clone().EnumerateArray()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member; null if <paramref name="json"/> is no object or has none of that name.</summary>
    public static JsonElement? Member(this JsonElement json, string name)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character in another member's name.
            return null;
        }
    }

    /// <summary>A member's items; none if it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The texts of a member that is a list, without what is none.</summary>
    public static IEnumerable<string> Texts(this JsonElement json, string name) => json.Items(name).Select(Text).OfType<string>();

    /// <summary>A text, not empty; null if it is none.</summary>
    public static string? Text(this JsonElement json, string name) => json.Member(name) is { } value ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character, or bytes that are no UTF-8.
            return null;
        }
    }

    /// <summary>A whole number; null if it is none.</summary>
    public static long? Number(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>An id: a text or a whole number, as text; null if it is neither.</summary>
    public static string? Id(this JsonElement json, string name) => json.Text(name) ?? json.Number(name)?.ToString(CultureInfo.InvariantCulture);

    /// <summary>True if a member is there and true.</summary>
    public static bool IsTrue(this JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.True };
}
