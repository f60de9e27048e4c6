using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Campaigns;

namespace SocialKit.Cli.Scheduling;

/// <summary>What is kept of a campaign beside its posts, as JSON: slug, title, person, deadline, timeZone and embargo, so that whoever looks at the queue needs no files.</summary>
internal static class CampaignSnapshot
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Campaign campaign)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("slug", campaign.Slug);
            json.WriteString("title", campaign.Title);
            if (campaign.Person is { } person)
                json.WriteString("person", person);
            if (campaign.Deadline is { } deadline)
                json.WriteString("deadline", deadline.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (campaign.TimeZone is { } zone)
                json.WriteString("timeZone", zone);
            if (campaign.Embargo is { } embargo)
                json.WriteString("embargo", embargo.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
