using System.CommandLine;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Storage;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit restore</c></summary>
internal static class RestoreCommand
{
    private const string Notes = """
        It makes the queue that SOCIALKIT_DATABASE names, and replaces none that holds anything: move the old file away first,
        with no worker running. What was due between the backup and now may have gone out: it is held, so that a person looks
        ("socialkit queue --state held", then "socialkit queue resolve"), and series that have moved on are stopped until
        "socialkit resume --series".

        Exit codes: 0 done, 1 the backup or the queue cannot be used, 2 the command line is wrong.
        """;

    public static CliCommand Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A file that \"socialkit backup\" wrote." };
        var command = new CliCommand("restore", "Makes the queue anew out of a backup; what may have gone out since is held.")
        {
            Examples = [new("socialkit restore queue-2026-11-24.db", "makes the queue out of a backup")],
            Notes = Notes,
        };
        command.Add(file);
        command.SetAction(parsed => CommandBody.Run(context, async cancellationToken =>
        {
            var database = context.Settings.Database;
            var open = await Stores.RestoreAsync(context.PathOf(parsed.GetValue(file)!), database, context.Time, cancellationToken).ConfigureAwait(false);
            context.Out.WriteLine(TerminalText.Clean(database.Shown));
            context.Error.WriteLine(open == 0
                ? "Nothing was due since the backup was made: everything goes on as it stood."
                : $"{EntryWords.Count(open, "entry or series", "entries and series")} may have moved on since the backup was made: look at each before it goes on. socialkit queue --state held");
            return ExitCodes.Fine;
        }));
        return command;
    }
}
