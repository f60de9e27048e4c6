using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.Queue;

/// <summary>Entries on a terminal or in a pipe, by the days of the reader's zone: what the queue, the calendar and the log show.</summary>
/// <param name="sheet">Where they are written.</param>
/// <param name="zone">The reader's zone.</param>
/// <param name="context">The world outside.</param>
internal sealed class DaySheet(Sheet sheet, TimeZoneInfo zone, CliContext context)
{
    private const int WideEnough = 60;
    private const int StateWidth = 17; // "awaiting approval"
    private const int TextIndent = 4;

    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(decoration: Decoration.Dim);
    private static readonly Style Bad = new(Color.Red);

    private readonly DateOnly _today = Stamp.DayOf(context.Now, zone);

    /// <summary>The entries, with a rule where a day begins.</summary>
    /// <param name="entries">In the order of <paramref name="timeOf"/>.</param>
    /// <param name="timeOf">The time that counts.</param>
    /// <param name="ids">How ids are shown.</param>
    public void Write(IReadOnlyList<Entry> entries, Func<Entry, DateTimeOffset> timeOf, EntryIds ids)
    {
        DateOnly? shown = null;
        foreach (var entry in entries)
        {
            var day = Stamp.DayOf(timeOf(entry), zone);
            if (day != shown)
            {
                if (shown is not null)
                    sheet.Blank();
                WriteDay(LocalDay.Of(day, zone));
            }
            shown = day;
            WriteEntry(entry, timeOf(entry), ids);
        }
    }

    /// <summary>The rule at which a day begins.</summary>
    public void WriteDay(LocalDay day)
    {
        var offset = Stamp.Offset(day.Start, zone);
        var evening = Stamp.Offset(day.End.AddMinutes(-1), zone);
        var beside = string.Join(", ", ((string?[])[day.Called(_today), day.Oddity]).OfType<string>());
        sheet.Rule(Stamp.Day(day.Day), Bold, beside, offset == evening ? offset : $"{offset} to {evening}", Quiet);
    }

    private void WriteEntry(Entry entry, DateTimeOffset time, EntryIds ids)
    {
        var wide = sheet.Width >= WideEnough;
        var state = EntryWords.Of(entry.State);
        var line = new WrappedText(Stamp.Time(time, zone) + "  ", Bold);
        line.Append(wide ? state.PadRight(StateWidth) : state, EntryWords.Style(entry.State));
        line.Append(TerminalText.Clean($"  {EntryWords.PlatformName(entry.Delivery.From.Platform, context)} {EntryWords.Mention(entry.Delivery.From, context)}"), Style.Plain);
        line.Append("  " + ids.Of(entry), Quiet);
        sheet.Text(line);
        sheet.Text(new WrappedText(EntryWords.Start(entry.Delivery.Act, sheet.Width - TextIndent), Style.Plain), TextIndent);
        if (entry.Receipt is { } receipt)
            sheet.Text(new WrappedText(TerminalText.Clean(receipt.Url ?? receipt.Id), Quiet), TextIndent);
        if (Remark(entry) is { } remark)
            sheet.Text(new WrappedText(TerminalText.Clean(remark), EntryWords.NeedsAPerson(entry.State) || entry.State == DeliveryState.Scheduled ? Bad : Quiet), TextIndent);
    }

    private string? Remark(Entry entry)
    {
        if (entry.State == DeliveryState.Sent)
            return entry.ConfirmedBy is { } by and not Confirmation.Response ? $"known by: {EntryWords.Of(by)}" : null;
        if (entry.Because is { } because)
            return because;
        if (entry.State == DeliveryState.Scheduled && context.Now - entry.Delivery.DueAt is { TotalMinutes: >= 1 } late)
            return $"{EntryWords.Of(late)} late";
        return entry.State == DeliveryState.Stopped ? $"its campaign is stopped; before, it was {EntryWords.Of(entry.StoppedFrom ?? DeliveryState.Scheduled)}" : null;
    }
}
