using System.CommandLine;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Reposting;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit log</c></summary>
internal static class LogCommand
{
    private const int DaysBack = 7;

    private const string Notes = """
        It shows what went out, the newest last: when, from whom, where it is, and how that is known, if not by the platform's
        own answer. Deletions are posts that went away. Without --since it goes back 7 days; with --all to the beginning. What
        did not go out is in the queue: "socialkit queue --state failed,expired,held". --reposts shows what was decided about the posts
        of listed accounts instead, the newest first.

        Exit codes: 0 fine, 1 the queue cannot be read, 2 the command line is wrong.

        --json prints one object: now, since, hasMore, and "entries" as in "socialkit queue --json"; each has sent (id, url, at,
        confirmedBy: response, read_back, duplicate or person). With --reposts: now, since, hasMore, "decisions" as in "socialkit
        repost explain --json".
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new QueueOptions(context);
        var since = new Option<string?>("--since") { HelpName = "TIME", Description = "From then on: a day, a time, or how long ago, such as 2026-11-01, \"today 9:00\" or 12h." };
        var all = new Option<bool>("--all") { Description = "From the beginning." };
        var reposts = new Option<bool>("--reposts") { Description = "What was decided about each post of the accounts that campaigns list, and why." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("log", "Shows what went out: when, from whom, its address, and how that is known.")
        {
            Examples =
            [
                new("socialkit log", "shows what went out in the last 7 days"),
                new("socialkit log --since 2026-11-01 --json", "for a program, from a day on"),
            ],
            Notes = Notes,
        };
        foreach (var option in (Option[])[options.Platform, options.Campaign, options.From, since, all, reposts, options.Limit, json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(since) is not null)
                result.AddError("--all is from the beginning: leave out --since.");
        });
        command.SetAction(parsed =>
        {
            var from = parsed.GetValue(all) ? (DateTimeOffset?)null : parsed.GetValue(since) is { } written ? Since(written, context) : context.Now.AddDays(-DaysBack);
            var wish = options.Wish(parsed) with { Order = EntryOrder.BySent, States = [], From = from };
            if (parsed.GetValue(reposts))
                return StoreRun.Look(context, (store, cancellationToken) => new DecisionLog(store, context).RunAsync(wish, from, parsed.GetValue(json), cancellationToken), () => new DecisionLog(null, context).WriteNone(from, parsed.GetValue(json)));
            return StoreRun.Look(context, async (store, cancellationToken) =>
            {
                Write(await QueuePart.ReadAsync(store, wish, cancellationToken).ConfigureAwait(false), from, parsed.GetValue(json), context);
                return ExitCodes.Fine;
            }, () => Write(new([], false), from, parsed.GetValue(json), context));
        });
        return command;
    }

    internal static DateTimeOffset Since(string written, CliContext context)
    {
        if (Durations.TryRead(written, out var days, out var time, out _))
            return context.Now.AddDays(-days) - time;
        var zone = context.Settings.TimeZone;
        return new WhenReader(context.Now, zone).Read(written) switch
        {
            When.Instant instant => instant.At,
            When.WallClock clock => ZonedTime.Of(clock.Local, zone).Instant,
            When.Day day => LocalDay.Of(day.Date, zone).Start,
            _ => throw new UsageException($"--since \"{written}\" is no time."),
        };
    }

    private static void Write(QueuePart part, DateTimeOffset? since, bool json, CliContext context)
    {
        if (json)
        {
            CliJson.Write(context.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("now", Stamp.Utc(context.Now));
                writer.WriteIfAny("since", since is { } from ? Stamp.Utc(from) : null);
                writer.WriteBoolean("hasMore", part.HasMore);
                writer.WriteStartArray("entries");
                foreach (var entry in part.Entries)
                    EntryJson.Write(writer, entry);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }
        var zone = context.Settings.TimeZone;
        var began = since is { } start ? $"since {Clock.Show(TimeZoneInfo.ConvertTime(start, zone))}" : "ever";
        if (part.Entries.Count == 0)
        {
            context.Error.WriteLine(TerminalText.Clean($"Nothing went out {began} ({zone.Id})."));
            return;
        }
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 9);
        sheet.Line($"{(part.HasMore ? "The first " : "")}{EntryWords.Count(part.Entries.Count, "post or deletion", "posts and deletions")} {began}. Times of {zone.Id}.", new(decoration: Decoration.Bold));
        sheet.Blank();
        new DaySheet(sheet, zone, context).Write(part.Entries, entry => entry.SentAt ?? entry.Delivery.DueAt, new(part.Entries));
        if (part.HasMore)
            context.Error.WriteLine($"These are the first {part.Entries.Count}: --limit shows more, --since later ones.");
    }
}
