using SocialKit.Storage;

namespace SocialKit.Cli.Commands;

/// <summary>Runs the part of a command that waits for something. Ctrl-C and SIGTERM end the waiting; a second one ends the program.</summary>
internal static class CommandBody
{
    /// <summary>Runs <paramref name="body"/> to its end.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="body">Gets a token that is cancelled when the program is asked to end. A transaction that is under way is then done whole or not at all.</param>
    /// <returns>The exit code of the body; 130 or 143 if it ended because it was asked to.</returns>
    public static int Run(CliContext context, Func<CancellationToken, Task<int>> body)
    {
        using var stop = new CancellationTokenSource();
        var asked = 0;
        using var listening = context.Signals.Listen(code =>
        {
            if (Interlocked.CompareExchange(ref asked, code, 0) != 0)
                return false;
            stop.Cancel();
            return true;
        });
        try
        {
            return body(stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return asked;
        }
    }

    /// <summary>Opens the queue, runs <paramref name="body"/> with it, and closes it.</summary>
    /// <exception cref="StoreException">The queue cannot be opened.</exception>
    public static int RunWithStore(CliContext context, Func<IStore, CancellationToken, Task<int>> body) => Run(context, async cancellationToken =>
    {
        var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        return await body(store, cancellationToken).ConfigureAwait(false);
    });
}
