using SocialKit.Deliveries;

namespace SocialKit.Cli.HealthChecks;

/// <summary>Looks how the delivery does. A sign of life proves only that a process runs: where something is due, it is watched for a moment whether it is taken.</summary>
/// <param name="outbox">The queue.</param>
/// <param name="clock">Measures the moment.</param>
internal sealed class HealthProbe(IOutbox outbox, TimeProvider clock)
{
    private const int MostDue = 200;

    /// <summary>Looks once, and again after a moment if the first look leaves it open.</summary>
    public async Task<Verdict> LookAsync(HealthWish wish, CancellationToken cancellationToken)
    {
        var first = await outbox.ReadHealthAsync(cancellationToken).ConfigureAwait(false);
        var verdict = await JudgeAsync(first, true, wish, cancellationToken).ConfigureAwait(false);
        if (first.Due == 0 || first.Sending > 0 || verdict.Working.Count == 0 || wish.Probe <= TimeSpan.Zero)
            return verdict;
        await Task.Delay(wish.Probe, clock, cancellationToken).ConfigureAwait(false);
        var second = await outbox.ReadHealthAsync(cancellationToken).ConfigureAwait(false);
        return await JudgeAsync(second, IsTaken(first, second), wish, cancellationToken).ConfigureAwait(false);
    }

    // The counters reach the store with a beat; the entries' states at once.
    private static bool IsTaken(Health first, Health second) =>
        second.Due < first.Due || second.Sending > 0 || second.OldestDue > first.OldestDue || second.Unclear > first.Unclear || second.Held > first.Held
        || second.Workers.Any(worker => first.Workers.FirstOrDefault(before => before.Owner == worker.Owner) is not { } before || worker.Begun > before.Begun);

    private async Task<Verdict> JudgeAsync(Health health, bool taken, HealthWish wish, CancellationToken cancellationToken)
    {
        var lanes = await outbox.ReadLanesAsync(cancellationToken).ConfigureAwait(false);
        var due = health.Due == 0 ? [] : (await outbox.PageAsync(new() { States = [DeliveryState.Scheduled], To = health.Now, Limit = MostDue }, cancellationToken).ConfigureAwait(false)).Entries;
        List<string> accounts = [.. due.Select(entry => entry.Delivery.From.Id).Distinct().Where(account => lanes.FirstOrDefault(lane => lane.Account == account)?.PausedBecause is null)];
        var series = await outbox.ReadSeriesAsync(cancellationToken).ConfigureAwait(false);
        return new(health, lanes, wish) { DueAccounts = accounts, WorkIsTaken = taken, StoppedSeries = [.. series.Where(one => one is { NextAt: not null, PausedBecause: not null })] };
    }
}
