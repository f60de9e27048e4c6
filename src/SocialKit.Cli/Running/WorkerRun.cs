using SocialKit.Cli.Notices;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Storage;

namespace SocialKit.Cli.Running;

/// <summary>A worker of this process, from the seat to the goodbye.</summary>
internal sealed class WorkerRun(CliContext context, IStore store, PlatformSet platforms, IWorkerWatch watch)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private Task _reading = Task.CompletedTask;

    /// <summary>What is read of listed accounts beside the sending; null for nothing. A platform that hangs while it is read delays nothing that is sent.</summary>
    public Func<Reposter, CancellationToken, Task>? Reads { get; init; }

    /// <summary>The only campaign whose accounts are read; null for those of all standing jobs.</summary>
    public string? ReadsFor { get; init; }

    /// <summary>The most posts to take; null for any number.</summary>
    public int? TakesAtMost { get; init; }

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
        _reading = Reads is null ? Task.CompletedTask : Reads(Reposter(notices), stop);
        var watching = watchAccounts ? new AccountWatch(context, store, notices).WatchAsync(stop) : Task.CompletedTask;
        await worker.RunAsync(stop, CancellationToken.None).ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    /// <summary>What reads the listed accounts, for who leaves the sending to another worker.</summary>
    public Reposter Reposter(INotify notices) => new(
        store, platforms, new() { Owner = Owner, Campaign = ReadsFor, AtMost = TakesAtMost }, context.Time, new Random(context.Random.Next()), notices, watch as IRepostWatch);

    /// <summary>Works until nothing more is due and what is to be read is read, or <paramref name="stop"/>.</summary>
    public Task WorkUntilEmptyAsync(CancellationToken stop) => WorkUntilAsync(
        async cancellationToken => _reading.IsCompleted && !await DueWork.IsLeftAsync(store, Owner, isAlone: store.Address is StoreAddress.File, [.. Serves.Select(platform => platform.Id)], cancellationToken).ConfigureAwait(false), stop);

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
