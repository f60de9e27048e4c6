using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Campaigns;

namespace SocialKit.Import;

/// <summary>The JSON of an import: <c>campaign</c> in the terms of the document, and <c>findings</c>.</summary>
/// <remarks>Text that is not ASCII is written literally. Numbers are in E.164, accounts without "@" and address, days as yyyy-MM-dd.
/// A message's <c>platform</c> and <c>lang</c> stand only where the document states them.</remarks>
public static class ImportJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole JSON as UTF-8, without a line break at the end.</summary>
    public static byte[] ToUtf8(ImportResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, result);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the JSON object to <paramref name="json"/>.</summary>
    public static void Write(Utf8JsonWriter json, ImportResult result)
    {
        json.WriteStartObject();
        json.WritePropertyName("campaign");
        WriteCampaign(json, result.Extraction);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
            WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCampaign(Utf8JsonWriter json, Extraction campaign)
    {
        json.WriteStartObject();
        json.WriteString("file", Path.GetFileName(campaign.File));
        json.WriteString("title", campaign.Title);
        json.WriteString("deadline", campaign.Deadline?.ToString("yyyy-MM-dd"));
        Strings(json, "languages", campaign.Languages);
        json.WriteStartArray("targets");
        foreach (var target in campaign.Targets)
            WriteTarget(json, target);
        json.WriteEndArray();
        json.WriteStartArray("messages");
        foreach (var message in campaign.Messages)
            WriteMessage(json, message);
        json.WriteEndArray();
        Strings(json, "hashtags", campaign.Hashtags.Concat(campaign.Messages.SelectMany(message => message.Hashtags)).Distinct(StringComparer.OrdinalIgnoreCase));
        Strings(json, "follow", campaign.Follow.Select(account => account.Name));
        Strings(json, "notJudged", []);
        json.WriteString("person", campaign.Person);
        json.WriteString("pronouns", campaign.Pronouns);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, ExtractedTarget target)
    {
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("title", target.Title);
        Strings(json, "emails", Of(ContactKind.Email));
        Strings(json, "phones", Of(ContactKind.Phone));
        Strings(json, "faxes", Of(ContactKind.Fax));
        Strings(json, "twitter", On("x"));
        Strings(json, "facebook", On("facebook"));
        json.WriteEndObject();

        IEnumerable<string> Of(ContactKind kind) => target.Contacts.Where(contact => contact.Kind == kind).Select(contact => contact.Normal).OfType<string>();

        IEnumerable<string> On(string platform) => target.Contacts.Where(contact => contact.Platform == platform).Select(contact => contact.Normal).OfType<string>();
    }

    private static void WriteMessage(Utf8JsonWriter json, ExtractedMessage message)
    {
        json.WriteStartObject();
        json.WriteString("text", message.Text);
        Strings(json, "hashtags", message.Hashtags);
        Strings(json, "mentions", message.Mentions);
        if (message.Platform is not null)
            json.WriteString("platform", message.Platform);
        if (message.Language is not null)
            json.WriteString("lang", message.Language);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("severity", finding.Severity switch { Severity.Error => "error", Severity.BlocksSending => "blocks-sending", _ => "warning" });
        json.WriteString("file", finding.Place?.File);
        if (finding.Place is { } place)
        {
            json.WriteNumber("line", place.Line);
            json.WriteNumber("column", place.Column);
        }
        json.WriteString("reason", finding.Reason);
        json.WriteString("remedy", finding.Remedy);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
