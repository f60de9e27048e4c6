using System.Text.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Stopping;

/// <summary>A few entries, a line each: what the commands about whole campaigns name.</summary>
internal static class EntryLines
{
    /// <summary>The entries below a heading; nothing if there are none.</summary>
    public static void Write(string heading, IReadOnlyList<Entry> entries, CliContext context)
    {
        if (entries.Count == 0)
            return;
        context.Out.WriteLine(TerminalText.Clean(heading));
        var ids = new EntryIds(entries);
        foreach (var entry in entries)
        {
            var when = Times.Clock.Show(TimeZoneInfo.ConvertTime(entry.SentAt ?? entry.Delivery.DueAt, context.Settings.TimeZone));
            context.Out.WriteLine(TerminalText.Clean($"  {ids.Of(entry)}  {when}  {EntryWords.PlatformName(entry.Delivery.From.Platform, context)} {EntryWords.Mention(entry.Delivery.From, context)}{(entry.Receipt is { } receipt ? "  " + (receipt.Url ?? receipt.Id) : "")}"));
        }
    }

    /// <summary>The entries as a JSON array.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<Entry> entries)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
            EntryJson.Write(json, entry);
        json.WriteEndArray();
    }
}
