using System.Diagnostics;
using System.Globalization;
using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>How long the idle lanes of a killed worker stand still: lanes that it held and that were not in the middle of a send.</summary>
internal sealed class Recovery
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly List<double> _seconds = [];

    public int Kills { get; private set; }

    public int Lanes => _seconds.Count;

    public double Max => _seconds.Count == 0 ? 0 : _seconds.Max();

    /// <summary>Kills a worker, and watches until others have taken every idle lane of its.</summary>
    public async Task MeasureAsync(IOutbox outbox, string owner, Func<Task> kill, CancellationToken cancellationToken)
    {
        await kill();
        var killed = Stopwatch.GetTimestamp();
        Kills++;
        var sending = (await outbox.PageAsync(new() { States = [DeliveryState.Sending], Limit = 500 }, cancellationToken)).Entries.Select(entry => entry.Delivery.From.Id).ToHashSet();
        var waiting = (await outbox.ReadLanesAsync(cancellationToken)).Where(lane => lane.Owner == owner && !sending.Contains(lane.Account)).ToDictionary(lane => lane.Account, lane => lane.Epoch);
        while (waiting.Count > 0 && Stopwatch.GetElapsedTime(killed) < Longest)
        {
            foreach (var lane in await outbox.ReadLanesAsync(cancellationToken))
            {
                if (waiting.TryGetValue(lane.Account, out var epoch) && lane.Epoch > epoch)
                {
                    waiting.Remove(lane.Account);
                    _seconds.Add(Stopwatch.GetElapsedTime(killed).TotalSeconds);
                }
            }
            await Task.Delay(Look, cancellationToken);
        }
        // What nobody took counts as long as it was waited for.
        _seconds.AddRange(waiting.Select(_ => Longest.TotalSeconds));
    }

    public override string ToString()
    {
        var sorted = _seconds.Order().ToList();
        return sorted.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Kills} kills, no idle lane")
            : string.Create(CultureInfo.InvariantCulture, $"{Kills} kills, {sorted.Count} idle lanes taken over after p50 {sorted[sorted.Count / 2]:0.00} s, p99 {sorted[(int)(sorted.Count * 0.99)]:0.00} s, max {sorted[^1]:0.00} s");
    }
}
