using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>The worker's store, with what the proof needs: what is about to be held is written down before, and the answer to a commit can be lost.</summary>
/// <param name="inner">The store.</param>
/// <param name="log">A file that all workers append a line to: the key of each delivery that is about to be held.</param>
/// <param name="lostOf">One of this many commits is done and then called failed; 0 for none.</param>
/// <param name="random">Which.</param>
internal sealed class ChaosOutbox(IOutbox inner, string log, int lostOf, Random random) : OutboxAround(inner)
{
    /// <summary>The line that a lost answer leaves.</summary>
    public const string LostCommit = "lost-commit";

    private readonly Dictionary<Guid, string> _keys = [];

    public override async Task<IReadOnlyList<Entry>> ReadLaneAsync(LaneClaim lane, int atMost, CancellationToken cancellationToken)
    {
        var entries = await base.ReadLaneAsync(lane, atMost, cancellationToken);
        lock (_keys)
        {
            foreach (var entry in entries)
                _keys[entry.Id] = entry.Delivery.Key.Value;
        }
        return entries;
    }

    public override async Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken)
    {
        foreach (var work in works)
        {
            var held = work switch { Work.Record { Then.State: DeliveryState.Held } record => record.Id, Work.Settle { Then.State: DeliveryState.Held } settle => settle.Id, _ => Guid.Empty };
            if (held != Guid.Empty)
                Append(KeyOf(held));
        }
        var results = await base.CommitAsync(works, cancellationToken);
        if (lostOf > 0 && random.Next(lostOf) == 0)
        {
            Append(LostCommit);
            throw new IOException("The answer to a COMMIT was lost.");
        }
        return results;
    }

    private string KeyOf(Guid id)
    {
        lock (_keys)
            return _keys.GetValueOrDefault(id) ?? id.ToString();
    }

    // One write at the end of the file: whole, or not at all, whoever else appends.
    private void Append(string line)
    {
        using var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }
}
