using SocialKit.Cli.Notices;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Cli.Running;

/// <summary>A worker of this process, from the seat to the goodbye.</summary>
internal sealed class WorkerRun(CliContext context, IStore store, PlatformSet platforms, IWorkerWatch watch)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The worker's name.</summary>
    public string Owner { get; } = WorkerName.Make(context.Random);

    /// <summary>The platforms that it can send to.</summary>
    public ValueList<Platform> Serves { get; } = [.. platforms.Where(platform => platform.Sender is not null)];

    /// <summary>Takes the seat. Then the worker is the store's until it is disposed of.</summary>
    /// <exception cref="StoreException">Another has it.</exception>
    public Task<IAsyncDisposable> TakeSeatAsync(CancellationToken cancellationToken) => store.TakeSeatAsync(Owner, cancellationToken);

    /// <summary>Works until <paramref name="stop"/>; what is being sent then is finished.</summary>
    /// <param name="stop">Ends it.</param>
    /// <param name="watchAccounts">True to look now and then at the accounts whose posts are due soon.</param>
    public async Task WorkAsync(CancellationToken stop, bool watchAccounts = false)
    {
        var notices = new NoticeDesk(context);
        await using var closing = notices.ConfigureAwait(false);
        var worker = new Worker(store, platforms, new() { Owner = Owner }, context.Time, new Random(context.Random.Next()), notices, watch);
        // It is never aborted: a second signal ends the program itself, and the next worker looks for what was being sent.
        var watching = watchAccounts ? new AccountWatch(context, store, notices).WatchAsync(stop) : Task.CompletedTask;
        await worker.RunAsync(stop, CancellationToken.None).ConfigureAwait(false);
        await watching.ConfigureAwait(false);
    }

    /// <summary>Works until nothing more is due, or <paramref name="stop"/>.</summary>
    public Task WorkUntilEmptyAsync(CancellationToken stop) => WorkUntilAsync(
        async cancellationToken => !await DueWork.IsLeftAsync(store, Owner, isAlone: store.Address is StoreAddress.File, [.. Serves.Select(platform => platform.Id)], cancellationToken).ConfigureAwait(false), stop);

    /// <summary>Works until <paramref name="isDone"/>, or <paramref name="stop"/>.</summary>
    public async Task WorkUntilAsync(Func<CancellationToken, Task<bool>> isDone, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var working = WorkAsync(end.Token);
        try
        {
            do
            {
                // First a moment for the worker: it takes what is due with its first look.
                if (await Task.WhenAny(working, Task.Delay(LookInterval, context.Time, end.Token)).ConfigureAwait(false) == working)
                    break;
            }
            while (!end.IsCancellationRequested && !await IsDoneAsync(isDone, end.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is being sent is finished below.
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
    }

    // A store that does not answer for a moment is the worker's to complain of; it goes on, and so does the looking.
    private static async Task<bool> IsDoneAsync(Func<CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        try
        {
            return await isDone(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            return false;
        }
    }

    /// <summary>What is said when it begins.</summary>
    public string Introduction() => TerminalText.Clean(
        $"Worker {Owner} on {store.Address.Shown}; sends to {(Serves.Count == 0 ? "no platform" : string.Join(", ", Serves.Select(platform => platform.Name)))}.");
}
