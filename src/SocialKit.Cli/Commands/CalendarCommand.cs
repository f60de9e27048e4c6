using System.CommandLine;
using System.Globalization;
using SocialKit.Campaigns;
using SocialKit.Cli.Calendars;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit calendar</c></summary>
internal static class CalendarCommand
{
    private const int EntriesBelow = 12;

    private const string Notes = """
        Each day has a letter and a number a platform: how much goes out, or went. "!" says that a person has to look at some
        of it, "?" that some waits for approval; today stands in brackets. What is stopped, cancelled or expired does not go
        out and is only counted below. Deadlines are those of the campaigns under messages/, or of --campaign, on the day that
        your clocks show then. Below the month come its next entries, or those of --day.

        Days are those of the setting "time-zone", with 23 or 25 hours where the clocks change. Exit codes: 0 fine, 1 the queue
        cannot be read, 2 the command line is wrong.

        --json prints one object: month, zone, days (day, start, end, counts: platform, state, count), deadlines (campaign,
        title, day, end), hasMore, entries as in "socialkit queue --json". Instants are UTC.
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new QueueOptions(context);
        var month = new Argument<string?>("MONTH") { Arity = ArgumentArity.ZeroOrOne, Description = "The month, such as 2026-12, december or next; the present one if not given." };
        var day = new Option<string?>("--day") { HelpName = "DAY", Description = "Shows the month of this day, and below it all its entries, such as 2026-12-01 or tomorrow." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("calendar", "Shows a month of what goes out: how much on each day, where, and the deadlines.")
        {
            Examples =
            [
                new("socialkit calendar", "shows this month"),
                new("socialkit calendar 2026-12 --campaign 2019-serikzhan-bilash", "shows a month of one campaign, with its deadline"),
                new("socialkit calendar --day 2026-12-01", "shows a day's entries below its month"),
            ],
            Notes = Notes,
        };
        command.Add(month);
        foreach (var option in (Option[])[options.Campaign, day, json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(month) is not null && result.GetValue(day) is not null)
                result.AddError("--day has its own month: leave the month out.");
        });
        command.SetAction(parsed =>
        {
            var run = new Looking(context, parsed.GetValue(options.Campaign), parsed.GetValue(json))
            {
                Month = parsed.GetValue(day) is null ? parsed.GetValue(month) : null,
                Day = parsed.GetValue(day),
            };
            return StoreRun.Look(context, (store, cancellationToken) => run.RunAsync(store, cancellationToken), () => run.RunAsync(null, CancellationToken.None).GetAwaiter().GetResult());
        });
        return command;
    }

    /// <summary>One run.</summary>
    private sealed class Looking(CliContext context, string? campaign, bool json)
    {
        private readonly TimeZoneInfo _zone = context.Settings.TimeZone;

        public string? Month { get; init; }

        public string? Day { get; init; }

        public async Task<int> RunAsync(IOutbox? outbox, CancellationToken cancellationToken)
        {
            var today = Stamp.DayOf(context.Now, _zone);
            var only = Day is null ? (DateOnly?)null : DayOf(Day);
            var first = only is { } day ? new DateOnly(day.Year, day.Month, 1) : MonthName.Read(Month, today);
            var slug = campaign is null ? null : CampaignNames.SlugOf(campaign, context);
            var from = only ?? (first.Year == today.Year && first.Month == today.Month ? today : first);
            var wish = new QueueWish
            {
                Campaign = slug,
                States = only is null ? [.. Enum.GetValues<DeliveryState>().Where(MonthDay.IsShown)] : [],
                From = LocalDay.Of(from, _zone).Start,
                To = only is { } single ? LocalDay.Of(single, _zone).End : LocalDay.Of(first.AddMonths(1), _zone).Start,
            };
            var list = outbox is null ? new([], false) : await QueuePart.ReadAsync(outbox, only is null ? wish with { Limit = EntriesBelow } : wish, cancellationToken).ConfigureAwait(false);
            var campaigns = await CampaignsAsync(outbox, list, cancellationToken).ConfigureAwait(false);
            var view = await MonthView.ReadAsync(outbox, first, slug, campaigns, _zone, cancellationToken).ConfigureAwait(false);
            if (json)
                CalendarJson.Write(view, list, context);
            else
                CalendarSheet.Write(view, list, context);
            if (list.HasMore && !json)
                context.Error.WriteLine($"These are the next {list.Entries.Count}: --day shows a whole day, \"socialkit queue\" everything.");
            return ExitCodes.Fine;
        }

        // Files that cannot be read have no deadline to show; "socialkit check" says what is wrong with them.
        private async Task<List<Campaign>> CampaignsAsync(IOutbox? outbox, QueuePart list, CancellationToken cancellationToken)
        {
            IEnumerable<string> names = campaign is null
                ? CampaignNames.InFolder(context).Concat(list.Entries.Select(entry => entry.Delivery.Campaign).OfType<string>()).Distinct()
                : [campaign];
            List<Campaign> found = [];
            foreach (var name in names)
            {
                if ((outbox is null ? CampaignNames.Read(name, context) : await CampaignSnapshots.FindAsync(outbox, name, context, cancellationToken).ConfigureAwait(false)) is { } known)
                    found.Add(known);
            }
            if (campaign is not null && found.Count == 0 && list.Entries.Count == 0)
                context.Error.WriteLine(Terminal.TerminalText.Clean($"Neither this folder nor the queue knows a campaign \"{campaign}\"."));
            return found;
        }

        private DateOnly DayOf(string written)
        {
            if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999)
                return day;
            return written.Trim().ToLowerInvariant() switch
            {
                "today" => Stamp.DayOf(context.Now, _zone),
                "tomorrow" => Stamp.DayOf(context.Now, _zone).AddDays(1),
                _ => new WhenReader(context.Now, _zone).Read(written) switch
                {
                    When.Day named => named.Date,
                    When.WallClock clock => DateOnly.FromDateTime(clock.Local),
                    When.Instant instant => Stamp.DayOf(instant.At, _zone),
                    _ => throw new UsageException($"--day \"{written}\" is no day. Write it as 2026-12-01."),
                },
            };
        }
    }
}
