using System.Text.Json;
using SocialKit.Cli.Json;

namespace SocialKit.Cli.Sharing;

/// <summary>A taken text in JSON.</summary>
internal static class TakenJson
{
    /// <summary>The properties campaign, message, language, variant and text.</summary>
    public static void WriteProperties(Utf8JsonWriter json, TakenText taken)
    {
        json.WriteIfAny("campaign", taken.Campaign?.Slug);
        json.WriteIfAny("message", taken.Message?.Id);
        json.WriteIfAny("language", taken.Language);
        if (taken.Message is { } message)
        {
            json.WriteNumber("variant", message.Rotation);
            if (taken.Parts > 1)
            {
                json.WriteNumber("part", message.Part);
                json.WriteNumber("parts", taken.Parts);
            }
        }
        json.WriteString("text", taken.Text);
    }
}
