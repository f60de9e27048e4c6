using System.Globalization;
using Humanizer;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using Spectre.Console;

namespace SocialKit.Cli.Calendars;

/// <summary>A month on a terminal or in a pipe: the grid, what its signs mean, the deadlines, and entries by days below.</summary>
internal static class CalendarSheet
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(decoration: Decoration.Dim);

    /// <param name="month">The month.</param>
    /// <param name="list">The entries below the grid.</param>
    /// <param name="context">The world outside.</param>
    public static void Write(MonthView month, QueuePart list, CliContext context)
    {
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 9);
        var today = Stamp.DayOf(context.Now, month.Zone);
        var grid = new MonthGrid(month, today, sheet.Width, context.Platforms);
        sheet.Line($"{month.First.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}, days of {month.Zone.Id}", Bold);
        sheet.Blank();
        foreach (var line in grid.Fits ? grid.Lines() : grid.DayLines())
            sheet.Text(line, 0);
        sheet.Blank();
        if (Legend(month, grid, today, context) is { Length: > 0 } legend)
            sheet.Line(legend, Quiet);
        foreach (var deadline in month.Deadlines)
            sheet.Line($"▼ {Stamp.Day(deadline.Day)} {Stamp.Time(deadline.Last, month.Zone)}: deadline of {deadline.Campaign}, {deadline.Last.Humanize(context.Now, CultureInfo.InvariantCulture)}");
        foreach (var day in month.OddDays)
            sheet.Line($"{Stamp.Day(day.Day)} has {day.Oddity}.");
        var notShown = month.Days.SelectMany(day => day.Counts).Where(count => !MonthDay.IsShown(count.State)).GroupBy(count => count.State).OrderBy(group => group.Key).ToList();
        if (notShown.Count > 0)
            sheet.Line($"Not shown: {string.Join(", ", notShown.Select(group => $"{group.Sum(count => count.Count).ToString("N0", CultureInfo.InvariantCulture)} {EntryWords.Of(group.Key)}"))}.", Quiet);
        if (list.Entries.Count == 0)
            return;
        sheet.Blank();
        new DaySheet(sheet, month.Zone, context).Write(list.Entries, entry => entry.Delivery.DueAt, new(list.Entries));
    }

    private static string Legend(MonthView month, MonthGrid grid, DateOnly today, CliContext context)
    {
        List<string> signs = [.. grid.Letters.Select(known => $"{known.Letter} {EntryWords.PlatformName(known.Platform, context)}")];
        var marks = month.Days.SelectMany(day => day.Marks).ToList();
        if (marks.Exists(mark => mark.NeedsAPerson))
            signs.Add("! a person has to look");
        if (marks.Exists(mark => mark is { NeedsApproval: true, NeedsAPerson: false }))
            signs.Add("? waits for approval");
        if (month.Days.Any(day => day.Local.Day == today))
            signs.Add($"[{today.Day.ToString(CultureInfo.InvariantCulture)}] today");
        if (month.Deadlines.Count > 0)
            signs.Add("▼ deadline");
        return string.Join(" · ", signs);
    }
}
