using System.CommandLine;
using SocialKit.Cli.Running;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit run</c></summary>
internal static class RunCommand
{
    private const string Notes = """
        It works until it is stopped; what is scheduled meanwhile is taken up at once. Ctrl-C or SIGTERM ends it when what is being
        sent is finished and noted; a second one ends it at once, and the next worker finds out what went out. With a SQLite file
        one worker at a time works; several may share a PostgreSQL database. Posts for platforms that this version cannot send to
        stay where they are.

        --once ends when nothing more is due, for cron; what waits for another try is left for the next run.

        It also does the standing jobs of "socialkit repost start": it reads the listed accounts beside the sending, as often as
        they publish, and what it chooses waits for an approval or for its turn. --once reads what is due once.

        What needs a person (held, failed, late, an account that was stopped, a listed one that is gone, a clock that jumped) is on stderr, and given to the
        program of the setting notify.command, a path or a list in your own socialkit.json, as one JSON object on stdin: code,
        reason, id, key, account, platform, campaign. Accounts whose posts are due within two days are looked at every three
        hours: a sign-in that is over is told before the posts are due, and its account is stopped until it signs in again.

        Exit codes: 0 stopped, or nothing more is due; 1 the queue cannot be used, or with --once nothing went out and something
        needs a person; 5 with --once some went out, and something needs a person; 130, 143 ended at once.

        --json prints one JSON object a line: at, event (started, begun, sent, not-sent, unclear, looked-for, dropped, held, failed, expired,
        late, account-stopped, clock-jumped, clock-settled, store-unreachable, series-stopped, time-moved, stopping, stopped), and where it is
        about a post id, key, platform, account, campaign, due, attempts, post, url, confirmedBy, reason. Of reposts: taken, waits
        (for an approval), skipped, read, not-read, renamed, gone, reader-stopped, with platform, account, campaign, listed, posts,
        post, url, author, text, code, reason.
        """;

    public static CliCommand Create(CliContext context)
    {
        var once = new Option<bool>("--once", "--until-empty") { Description = "Ends when nothing more is due." };
        var json = new Option<bool>("--json") { Description = "Logs JSON objects, one a line." };
        var command = new CliCommand("run", "Sends what is due: the worker.")
        {
            Examples =
            [
                new("socialkit run", "works until it is stopped"),
                new("socialkit run --once", "sends what is due now, and ends"),
            ],
            Notes = Notes,
        };
        command.Add(once);
        command.Add(json);
        command.SetAction(parsed => CommandBody.RunWithStore(context, async (store, stop) =>
        {
            var log = new RunLog(parsed.GetValue(json), context);
            var isOnce = parsed.GetValue(once);
            var run = new WorkerRun(context, store, context.SendingPlatforms, log) { Reads = (reposter, end) => isOnce ? reposter.ReadDueAsync(end) : reposter.RunAsync(end) };
            var seat = await run.TakeSeatAsync(stop).ConfigureAwait(false);
            await using var leaving = seat.ConfigureAwait(false);
            log.Say("started", run.Introduction());
            using var saying = stop.Register(() => log.Say("stopping", "Stopping when what is being sent is finished; once more stops at once."));
            if (!isOnce)
            {
                await run.WorkAsync(stop, watchAccounts: true).ConfigureAwait(false);
                log.Say("stopped", $"Stopped. {log.Sent} sent.");
                return ExitCodes.Fine;
            }
            await run.WorkUntilEmptyAsync(stop).ConfigureAwait(false);
            log.Say("stopped", stop.IsCancellationRequested ? $"Stopped. {log.Sent} sent." : $"Nothing more is due. {log.Sent} sent.");
            return log.NeedingAPerson == 0 ? ExitCodes.Fine : log.Sent > 0 ? ExitCodes.PartlyPublished : ExitCodes.Failure;
        }));
        return command;
    }
}
