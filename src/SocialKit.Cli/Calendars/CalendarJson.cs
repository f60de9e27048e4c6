using System.Globalization;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Calendars;

/// <summary>A month for programs.</summary>
internal static class CalendarJson
{
    public static void Write(MonthView month, QueuePart list, CliContext context) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteString("month", month.First.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        json.WriteString("zone", month.Zone.Id);
        json.WriteStartArray("days");
        foreach (var day in month.Days)
        {
            json.WriteStartObject();
            json.WriteString("day", day.Local.Day.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("start", Stamp.Utc(day.Local.Start));
            json.WriteString("end", Stamp.Utc(day.Local.End));
            json.WriteStartArray("counts");
            foreach (var count in day.Counts)
            {
                json.WriteStartObject();
                json.WriteString("platform", count.Platform.Value);
                json.WriteString("state", count.State.Name());
                json.WriteNumber("count", count.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("deadlines");
        foreach (var deadline in month.Deadlines)
        {
            json.WriteStartObject();
            json.WriteString("campaign", deadline.Campaign);
            json.WriteString("title", deadline.Title);
            json.WriteString("day", deadline.Day.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("end", Stamp.Utc(deadline.End));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("hasMore", list.HasMore);
        json.WriteStartArray("entries");
        foreach (var entry in list.Entries)
            EntryJson.Write(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
