using System.CommandLine;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit backup</c></summary>
internal static class BackupCommand
{
    private const string Notes = """
        The copy is whole and of one instant, while a worker goes on. It holds every text and picture that waits, also those
        under embargo: keep it where the queue itself may be. A PostgreSQL database is copied with its own tools (pg_dump).

        Exit codes: 0 done, 1 it cannot be read or written, 2 the command line is wrong or there is no queue.
        """;

    public static CliCommand Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The new file; it must not be there yet." };
        var command = new CliCommand("backup", "Copies the queue into a file, as it is at this moment.")
        {
            Examples = [new("socialkit backup queue-2026-11-24.db", "copies the queue")],
            Notes = Notes,
        };
        command.Add(file);
        command.SetAction(parsed => StoreRun.Change(context, async (store, cancellationToken) =>
        {
            await store.BackupAsync(context.PathOf(parsed.GetValue(file)!), cancellationToken).ConfigureAwait(false);
            context.Error.WriteLine(TerminalText.Clean($"Copied from {store.Address.Shown}. \"socialkit restore {parsed.GetValue(file)}\" puts it back."));
            context.Out.WriteLine(TerminalText.Clean(parsed.GetValue(file)!));
            return ExitCodes.Fine;
        }));
        return command;
    }
}
