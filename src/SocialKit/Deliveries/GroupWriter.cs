using System.Threading.Channels;

namespace SocialKit.Deliveries;

/// <summary>Gathers the units of work of many lanes into common commits: whatever comes while one commit is under way makes the next. An fsync is what a post costs, and so many posts share it.</summary>
/// <param name="outbox">The store.</param>
/// <param name="clock">For the waits after a fault of the store.</param>
/// <param name="trouble">Told of each fault; the commit is repeated until it succeeds, which is harmless.</param>
internal sealed class GroupWriter(IOutbox outbox, TimeProvider clock, Action<Exception?> trouble)
{
    private const int MostWorks = 512;
    private const int MostYields = 64;
    private const int MostStrikes = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });
    private readonly List<Pending> _batch = [];
    private int _lastLanes;

    /// <summary>Done when <paramref name="works"/> are committed, together with others'.</summary>
    /// <exception cref="OperationCanceledException">The worker has ended.</exception>
    public Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works)
    {
        var pending = new Pending(works);
        return _pending.Writer.TryWrite(pending) ? pending.Done.Task : Task.FromCanceled<IReadOnlyList<WorkResult>>(new(canceled: true));
    }

    /// <summary>Ends <see cref="RunAsync"/> when everything has been committed.</summary>
    public void Complete() => _pending.Writer.TryComplete();

    /// <summary>Commits until <see cref="Complete"/>, or until <paramref name="abort"/>.</summary>
    public async Task RunAsync(CancellationToken abort)
    {
        try
        {
            while (await _pending.Reader.WaitToReadAsync(abort).ConfigureAwait(false))
            {
                // Lanes that were woken by the last commit are about to bring their next work: where their platforms answer at once, they are worth a moment, or lanes would take turns with two half-empty commits.
                for (var i = 0; i < MostYields && (Gather() || _batch.Count < _lastLanes); i++)
                    await Task.Yield();
                _lastLanes = _batch.Count;
                await CommitAsync(abort).ConfigureAwait(false);
            }
        }
        finally
        {
            // Nobody waits for ever for what will never be committed.
            Complete();
            while (_pending.Reader.TryRead(out var late))
                _batch.Add(late);
            foreach (var pending in _batch)
                pending.Done.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Takes what has come; false if nothing has, or there is no room.</summary>
    private bool Gather()
    {
        var before = _batch.Count;
        var works = _batch.Sum(pending => pending.Works.Count);
        while (works < MostWorks && _pending.Reader.TryRead(out var pending))
        {
            _batch.Add(pending);
            works += pending.Works.Count;
        }
        return _batch.Count > before;
    }

    private async Task CommitAsync(CancellationToken abort)
    {
        var wait = FirstWait;
        for (var failures = 0; _batch.Count > 0; failures++)
        {
            if (failures > 0)
            {
                await Task.Delay(wait, clock, abort).ConfigureAwait(false);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                Gather();
            }
            if (await TryAsync(_batch).ConfigureAwait(false) is null)
                _batch.Clear();
            else if (failures >= MostStrikes && _batch.Count > 1)
                await OneByOneAsync().ConfigureAwait(false);
        }
    }

    // Something in the batch may be what the store cannot take. The others must not wait for it: whoever is alone with its fault while others get through is given
    // up in the end; its lane ends, and the next claim finds out by looking what became of the post.
    private async Task OneByOneAsync()
    {
        var isStoreThere = false;
        List<(Pending Pending, Exception Fault)> failed = [];
        foreach (var pending in _batch.ToList())
        {
            if (await TryAsync([pending]).ConfigureAwait(false) is { } fault)
                failed.Add((pending, fault));
            else
                isStoreThere = _batch.Remove(pending);
            if (failed.Count > 1 && !isStoreThere)
                break;
        }
        foreach (var (pending, fault) in failed)
        {
            // Others are tried first the next time.
            _batch.Remove(pending);
            pending.Strikes += isStoreThere ? 1 : 0;
            if (pending.Strikes < MostStrikes)
                _batch.Add(pending);
            else
                pending.Done.SetException(fault);
        }
    }

    /// <returns>The fault; null if it was committed.</returns>
    private async Task<Exception?> TryAsync(IReadOnlyList<Pending> batch)
    {
        IReadOnlyList<WorkResult> results;
        try
        {
            // Never cancelled half-way: what was sent has to be recorded, also while the worker stops.
            results = await outbox.CommitAsync([.. batch.SelectMany(pending => pending.Works)], CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever ails the store, an answer that was received must not be lost: it is written again until it is stored.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            trouble(exception);
            return exception;
        }
        trouble(null);
        var at = 0;
        foreach (var pending in batch)
        {
            pending.Done.SetResult([.. results.Skip(at).Take(pending.Works.Count)]);
            at += pending.Works.Count;
        }
        return null;
    }

    private sealed class Pending(IReadOnlyList<Work> works)
    {
        public IReadOnlyList<Work> Works => works;

        public TaskCompletionSource<IReadOnlyList<WorkResult>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How often it failed alone while others got through.</summary>
        public int Strikes { get; set; }
    }
}
