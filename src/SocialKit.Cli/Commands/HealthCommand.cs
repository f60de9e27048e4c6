using System.CommandLine;
using SocialKit.Cli.HealthChecks;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit health</c></summary>
internal static class HealthCommand
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(3);

    private const string Notes = """
        The first line is for monitors; below it stands what a person should know. It asks the queue itself, so that it proves
        that work is taken and not that a process runs: where something is due and a worker gives signs of life, it watches for
        a moment (--probe) whether anything is taken.

        Exit codes: 0 all is well, or nothing is due; 1 the oldest due entry is later than --late-after, something is due and
        no worker runs, sends or takes it, or the queue cannot be read or is not there; 2 the command line is wrong.

        --json prints one object: ok, line, problems, now, due, lateSeconds, oldestDue, scheduled, sending, unclear, held,
        oldestHeld, awaitingApproval, workIsTaken, workers (name, alive, started, lastBeat, begun, pausedBecause),
        stoppedAccounts (account, platform, because), series (the stopped ones, as in "socialkit queue --json"), waitingAccounts (account, platform, until).
        """;

    public static CliCommand Create(CliContext context)
    {
        var lateAfter = new Option<string?>("--late-after") { HelpName = "TIME", Description = "How late the oldest due entry may be; 5m if not given." };
        var probe = new Option<string?>("--probe") { HelpName = "TIME", Description = "How long it is watched whether work is taken; 3s if not given, 0 not at all." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("health", "Says whether what is due is sent: late, held and unclear entries, stopped accounts, workers.")
        {
            Examples =
            [
                new("socialkit health", "says how the delivery does"),
                new("socialkit health --late-after 2m --json", "for a monitor that alarms after two minutes"),
            ],
            Notes = Notes,
        };
        command.Add(lateAfter);
        command.Add(probe);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var wish = new HealthWish(
                parsed.GetValue(lateAfter) is { } patience ? Durations.Read(patience, "--late-after") : LateAfter,
                parsed.GetValue(probe) is { } watch ? watch is "0" or "0s" ? TimeSpan.Zero : Durations.Read(watch, "--probe") : Probe,
                [.. context.SendingPlatforms.Where(platform => platform.Sender is not null).Select(platform => platform.Id)]);
            if (StoreRun.Missing(context) is { } path)
            {
                // A monitor that looks at the wrong file must not be told that all is well.
                context.Error.WriteLine(TerminalText.Clean($"socialkit: There is no queue at {path}. SOCIALKIT_DATABASE names another; \"socialkit schedule\" makes one."));
                return ExitCodes.Failure;
            }
            return CommandBody.RunWithStore(context, async (store, cancellationToken) =>
            {
                var verdict = await new HealthProbe(store, context.Time).LookAsync(wish, cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    VerdictJson.Write(verdict, context);
                else
                    VerdictSheet.Write(verdict, context);
                return verdict.IsWell ? ExitCodes.Fine : ExitCodes.Failure;
            });
        });
        return command;
    }
}
