using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.Queue;

/// <summary>The series behind the queue: what comes again, beyond the occurrences that are in the queue already.</summary>
internal static class SeriesList
{
    private const int ShownOfId = 6;

    /// <summary>The series that are not over, by what a person wants to see of the queue.</summary>
    public static async Task<IReadOnlyList<Series>> ReadAsync(IOutbox outbox, QueueWish wish, CancellationToken cancellationToken) =>
    [
        .. (await outbox.ReadSeriesAsync(cancellationToken).ConfigureAwait(false)).Where(series =>
            series.NextAt is not null && (wish.Campaign is null || series.Campaign == wish.Campaign) && (wish.Account is null || series.From.Id == wish.Account)
            && (wish.Platforms.Count == 0 || wish.Platforms.Contains(series.From.Platform))),
    ];

    /// <summary>The end of a series' id, by which commands call it.</summary>
    public static string Id(Series series) => series.Id.ToString("N")[^ShownOfId..];

    /// <summary>The series below what is in the queue.</summary>
    public static void Write(Sheet sheet, IReadOnlyList<Series> all, CliContext context)
    {
        if (all.Count == 0)
            return;
        sheet.Rule("Again and again", new(decoration: Decoration.Bold), "", "", Style.Plain);
        foreach (var series in all)
        {
            sheet.Text(new WrappedText(TerminalText.Clean($"{series.Cron}  {EntryWords.PlatformName(series.From.Platform, context)} {EntryWords.Mention(series.From, context)}  {Id(series)}"), Style.Plain));
            var next = series.NextAt is { } at ? $"after those in the queue: {Clock.Line(Clock.OfEntry(at, series.Zone, context.Settings.TimeZone))}" : "";
            sheet.Text(new WrappedText(TerminalText.Clean(series.PausedBecause is { } because ? $"stopped: {because}" : next), series.PausedBecause is null ? Style.Plain : new(Color.Red)), 4);
            sheet.Text(new WrappedText(EntryWords.Start(series.Turns[0], sheet.Width - 4), Style.Plain), 4);
        }
    }

    /// <summary>The property <c>series</c>.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<Series> all)
    {
        json.WriteStartArray("series");
        foreach (var series in all)
        {
            json.WriteStartObject();
            json.WriteString("id", series.Id.ToString());
            json.WriteString("key", series.Key.Value);
            json.WriteString("cron", series.Cron);
            json.WriteString("zone", series.Zone);
            json.WriteIfAny("next", series.NextAt is { } next ? Stamp.Utc(next) : null);
            json.WriteIfAny("ends", series.EndsAt is { } end ? Stamp.Utc(end) : null);
            json.WriteIfAny("stoppedBecause", series.PausedBecause);
            json.WriteString("platform", series.From.Platform.Value);
            json.WriteString("account", series.From.Id);
            json.WriteIfAny("campaign", series.Campaign);
            json.WriteNumber("texts", series.Turns.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
