using SocialKit.Cli.Json;

namespace SocialKit.Cli.Queue;

/// <summary>The queue for programs.</summary>
internal static class QueueJson
{
    public static void Write(QueuePart part, CliContext context) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteString("now", Stamp.Utc(context.Now));
        json.WriteBoolean("hasMore", part.HasMore);
        json.WriteStartArray("entries");
        foreach (var entry in part.Entries)
            EntryJson.Write(json, entry);
        json.WriteEndArray();
        SeriesList.Write(json, part.Series);
        json.WriteEndObject();
    });
}
