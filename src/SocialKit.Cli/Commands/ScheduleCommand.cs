using System.CommandLine;
using SocialKit.Cli.Scheduling;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit schedule</c></summary>
internal static class ScheduleCommand
{
    private const string Notes = """
        Times: "2026-12-01 09:00", "tomorrow 9:00", "today 17:00", "monday 18:30" (the first to come), "1 Dec 09:00", "in 2 hours",
        "2026-12-01T09:00+05:00", now. They are on your own clock (the setting time-zone) unless --tz names another; what is
        understood is shown by three clocks. A time that the clocks skip goes out when they go on, one that they show twice the
        first time; both are said. Stretches: 90m, 3h, 2d, "1 hour 30 minutes".

        Every post is checked as in "socialkit check"; an error stands against all of them, and nothing is half-scheduled. Texts
        and pictures are kept in the queue as they are now: later edits of the files need --update. Scheduling the same again
        adds nothing. "socialkit run" sends what is due. --update of a series changes what waits of it as well: what comes at another
        time is taken out and put in, what was approved has to be approved anew if its content changes, and what is out stays.

        A text file, or - for stdin, is a text that belongs to no campaign: it is checked in the same way, has no deadline, embargo or
        pictures, and goes out literally, without one final line end. The queue knows it by its file's name, or by its content.

        The platform "folder" needs no account: it writes the posts into a folder (the setting "folder", SOCIALKIT_FOLDER; else
        sent-posts in your data folder).

        Exit codes: 0 scheduled, or it was already; 1 the queue cannot be used; 2 the command line is wrong; 3 problems
        found; 4 an account must sign in.

        --json prints one object: "ok", "dryRun", "campaign", "posts" (result: scheduled, updated or already-scheduled; note; else
        as in "socialkit queue --json"), "series" and "findings" as in "socialkit check --help".
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new SendOptions(context);
        var at = new Option<string?>("--at") { HelpName = "TIME", Description = "When, such as \"2026-12-01 09:00\" or \"tomorrow 9:00\"." };
        var zone = new Option<string?>("--tz") { HelpName = "ZONE", Description = "The IANA time zone of the times, such as Asia/Almaty; your own if not given." };
        var every = new Option<string?>("--every") { HelpName = "CRON", Description = "Again and again: minute, hour, day of month, month, day of week, such as \"0 9 * * 1\"." };
        var spread = new Option<string?>("--spread") { HelpName = "STRETCH", Description = "Spreads the posts evenly over this stretch, such as 3h." };
        var notAfter = new Option<string?>("--not-after") { HelpName = "TIME", Description = "From when on nothing may go out; a day alone is the last one. The campaign's deadline counts anyway." };
        var late = new Option<string?>("--late") { HelpName = "send|skip", Description = "What to do with a post that is late because no worker was running: send it, which is the default, or skip it." };
        var approval = new Option<bool>("--needs-approval") { Description = "Nothing goes out before a person has approved exactly this content." };
        var update = new Option<bool>("--update") { Description = "Changes the text, pictures and time of what is scheduled already and still waits; of a series also its rhythm and its end." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows what would be stored, and stores nothing." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        zone.CompletionSources.Add(_ => TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id));
        late.CompletionSources.Add("send", "skip");
        var command = new CliCommand("schedule", "Puts a campaign's messages, or a text, into the queue, to go out later.")
        {
            Examples =
            [
                new("socialkit schedule messages/2019-serikzhan-bilash -p folder --at \"tomorrow 9:00\" --after-deadline \"a rehearsal\"", "writes the real message into a folder tomorrow; no account is needed"),
                new("socialkit schedule messages/2019-serikzhan-bilash -p folder --at \"in 1 week\" --tz Asia/Almaty --after-deadline \"a rehearsal\" --dry-run", "shows exactly what would be stored"),
                new("socialkit schedule messages/2019-serikzhan-bilash -p folder --every \"0 9 * * 1\" --not-after \"2030-01-31\" --after-deadline \"a rehearsal\" --dry-run", "every Monday at nine, for the last time in January 2030"),
                new("echo \"Release them all. Today is the day.\" | socialkit schedule - -p folder --at \"in 2 hours\"", "a text that belongs to no campaign"),
            ],
            Notes = Notes,
        };
        options.AddTo(command);
        foreach (var option in (Option[])[at, zone, every, spread, notAfter, late, approval, update, dryRun, json])
            command.Add(option);
        command.SetAction(parsed => new ScheduleRun(new(options.Wish(parsed))
        {
            At = parsed.GetValue(at),
            Zone = parsed.GetValue(zone),
            Every = parsed.GetValue(every),
            Spread = parsed.GetValue(spread),
            NotAfter = parsed.GetValue(notAfter),
            Late = Late(parsed.GetValue(late)),
            NeedsApproval = parsed.GetValue(approval),
            Update = parsed.GetValue(update),
            DryRun = parsed.GetValue(dryRun),
            Json = parsed.GetValue(json),
        }, context).Run());
        return command;
    }

    private static LateRule Late(string? written) => written?.ToLowerInvariant() switch
    {
        null or "send" => LateRule.Send,
        "skip" => LateRule.Skip,
        _ => throw new UsageException($"--late is send or skip, and not \"{written}\"."),
    };
}
