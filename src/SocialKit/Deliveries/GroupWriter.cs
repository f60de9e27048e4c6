using System.Threading.Channels;

namespace SocialKit.Deliveries;

/// <summary>Gathers the units of work of many lanes into common commits: whatever comes while one commit is under way makes the next. An fsync is what a post costs, and so many posts share it.</summary>
/// <param name="outbox">The store.</param>
/// <param name="clock">For the waits after a fault of the store.</param>
/// <param name="trouble">Told of each fault; the commit is repeated until it succeeds, which is harmless.</param>
internal sealed class GroupWriter(IOutbox outbox, TimeProvider clock, Action<Exception?> trouble)
{
    private const int MostWorks = 512;
    private const int MostYields = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });

    /// <summary>Done when <paramref name="works"/> are committed, together with others'.</summary>
    public async Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken)
    {
        var pending = new Pending(works);
        if (!_pending.Writer.TryWrite(pending))
            throw new OperationCanceledException("The worker has ended.");
        return await pending.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends <see cref="RunAsync"/> when everything has been committed.</summary>
    public void Complete() => _pending.Writer.TryComplete();

    /// <summary>Commits until <see cref="Complete"/>, or until <paramref name="abort"/>.</summary>
    public async Task RunAsync(CancellationToken abort)
    {
        List<Pending> batch = [];
        List<Work> works = [];
        while (await _pending.Reader.WaitToReadAsync(abort).ConfigureAwait(false))
        {
            batch.Clear();
            works.Clear();
            // Lanes that were woken by the last commit are about to bring their next work.
            for (var i = 0; i < MostYields && works.Count < MostWorks; i++)
            {
                var before = batch.Count;
                while (works.Count < MostWorks && _pending.Reader.TryRead(out var pending))
                {
                    batch.Add(pending);
                    works.AddRange(pending.Works);
                }
                if (batch.Count == before)
                    break;
                await Task.Yield();
            }
            var results = await CommitAsync(works.ToArray(), abort).ConfigureAwait(false);
            var at = 0;
            foreach (var pending in batch)
            {
                pending.Done.SetResult([.. results.Skip(at).Take(pending.Works.Count)]);
                at += pending.Works.Count;
            }
        }
    }

    private async Task<IReadOnlyList<WorkResult>> CommitAsync(Work[] works, CancellationToken abort)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                // Never cancelled half-way: what was sent has to be recorded, also while the worker stops.
                var results = await outbox.CommitAsync(works, CancellationToken.None).ConfigureAwait(false);
                trouble(null);
                return results;
            }
#pragma warning disable CA1031 // Whatever ails the store, an answer that was received must not be lost: it is written again until it is stored.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                trouble(exception);
                await Task.Delay(wait, clock, abort).ConfigureAwait(false);
            }
        }
    }

    private sealed record Pending(IReadOnlyList<Work> Works)
    {
        public TaskCompletionSource<IReadOnlyList<WorkResult>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
