using SocialKit.Cli.Terminal;
using Spectre.Console;

namespace SocialKit.Cli.Queue;

/// <summary>The queue on a terminal or in a pipe.</summary>
internal static class QueueSheet
{
    public static void Write(QueuePart part, CliContext context)
    {
        var zone = context.Settings.TimeZone;
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 9);
        sheet.Line($"{Head(part)}. Times of {zone.Id}.", new(decoration: Decoration.Bold));
        sheet.Blank();
        new DaySheet(sheet, zone, context).Write(part.Entries, entry => entry.Delivery.DueAt, new(part.Entries));
        if (part.Entries.Count > 0 && part.Series.Count > 0)
            sheet.Blank();
        SeriesList.Write(sheet, part.Series, context);
    }

    private static string Head(QueuePart part) => part.HasMore
        ? $"The first {EntryWords.Count(part.Entries.Count, "entry", "entries")}"
        : part.Entries.Count == 0 ? "Nothing waits" : EntryWords.Counts(part.Entries.Select(entry => entry.State));
}
