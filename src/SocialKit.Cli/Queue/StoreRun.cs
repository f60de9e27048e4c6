using SocialKit.Cli.Commands;
using SocialKit.Storage;

namespace SocialKit.Cli.Queue;

/// <summary>Runs commands that look at a queue, or change what is in it: they never make one.</summary>
internal static class StoreRun
{
    /// <summary>Runs <paramref name="body"/> with the queue.</summary>
    /// <exception cref="UsageException">There is none: a path that is mistyped must not look like an empty queue to whoever changes something.</exception>
    public static int Change(CliContext context, Func<IStore, CancellationToken, Task<int>> body) =>
        Missing(context) is { } path ? throw new UsageException($"There is no queue at {path}: nothing was changed. \"socialkit schedule\" makes it; SOCIALKIT_DATABASE names another.") : CommandBody.RunWithStore(context, body);

    /// <summary>Runs <paramref name="body"/> with the queue, or <paramref name="empty"/> where there is none yet, which is said on stderr.</summary>
    public static int Look(CliContext context, Func<IStore, CancellationToken, Task<int>> body, Action empty)
    {
        if (Missing(context) is not { } path)
            return CommandBody.RunWithStore(context, body);
        context.Error.WriteLine(Terminal.TerminalText.Clean($"There is no queue at {path} yet: \"socialkit schedule\" makes it."));
        empty();
        return ExitCodes.Fine;
    }

    /// <summary>Where the queue would be, if it is not there; null if it is, or cannot be known without asking a server.</summary>
    public static string? Missing(CliContext context) => context.Settings.Database is StoreAddress.File file && !File.Exists(file.Path) ? file.Path : null;
}
