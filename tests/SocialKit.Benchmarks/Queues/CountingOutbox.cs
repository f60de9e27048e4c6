using System.Diagnostics;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Queues;

/// <summary>How many units of work share a commit, and how long that takes.</summary>
internal sealed class CountingOutbox(IOutbox inner) : OutboxAround(inner)
{
    private long _ticks;

    public int Commits { get; private set; }

    public int Works { get; private set; }

    /// <summary>All commits together.</summary>
    public TimeSpan Time => Stopwatch.GetElapsedTime(0, _ticks);

    // One writer at a time calls it.
    public override async Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var results = await base.CommitAsync(works, cancellationToken);
        _ticks += Stopwatch.GetTimestamp() - began;
        Commits++;
        Works += works.Count;
        return results;
    }
}
