using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>How lanes are written.</summary>
internal static class LaneTable
{
    // Finds the place of a lane's next entry again: one look into an index.
    private const string Next = "SELECT p.turn_at FROM post p WHERE p.account_id = ? AND p.turn_at IS NOT NULL ORDER BY p.turn_at LIMIT 1";

    private static readonly Column Account = new("account_id", ColumnKind.Text);
    private static readonly Column Scheduled = new("scheduled", ColumnKind.Number);

    /// <summary>Lanes that may be there already.</summary>
    public static RowShape<Lane> Make { get; } = RowShape.Insert<Lane>("lane", [Account, new("platform", ColumnKind.Text), new("ready_at", ColumnKind.Number)], "ON CONFLICT (account_id) DO NOTHING", (row, lane) =>
    {
        row.Text(lane.Account);
        row.Text(lane.Platform.Value);
        row.Instant(LaneRules.ReadyAt(lane));
    });

    // What changes while one worker holds a lane.
    private static readonly Column[] Going =
    [
        new("lease_until", ColumnKind.Number), new("paused_because", ColumnKind.Text), new("retry_after", ColumnKind.Number), new("blocked_by", ColumnKind.Id), new("wait_until", ColumnKind.Number),
        new("waits_for", ColumnKind.Id), new("tokens", ColumnKind.Real), new("refilled_at", ColumnKind.Number), new("ready_at", ColumnKind.Number), Scheduled,
    ];

    /// <summary>Lanes as they are now, written after their posts, of which so many more are scheduled than before.</summary>
    public static RowShape<(Lane Lane, long More)> Write { get; } = RowShape.Update<(Lane Lane, long More)>("lane", Account, [new("epoch", ColumnKind.Number), new("lease_owner", ColumnKind.Text), .. Going], (row, pair) =>
    {
        row.Number(pair.Lane.Epoch);
        row.Text(pair.Lane.Owner);
        WriteGoing(row, pair);
    }, addTo: [Scheduled.Name], asks: ("next_at", Next, (row, pair) => row.Text(pair.Lane.Account)));

    /// <summary>The same of lanes whose holder and epoch are what they were: the index over the holders is left alone.</summary>
    public static RowShape<(Lane Lane, long More)> Go { get; } = RowShape.Update<(Lane Lane, long More)>("lane", Account, Going, WriteGoing, addTo: [Scheduled.Name], asks: ("next_at", Next, (row, pair) => row.Text(pair.Lane.Account)));

    /// <summary>Lanes, by account, of which only posts have changed.</summary>
    public static RowShape<(string Account, long More)> Touch { get; } = RowShape.Update<(string Account, long More)>("lane", Account, [Scheduled], (row, pair) =>
    {
        row.Number(pair.More);
        row.Text(pair.Account);
    }, addTo: [Scheduled.Name], asks: ("next_at", Next, (row, pair) => row.Text(pair.Account)));

    private static void WriteGoing(IRowWriter row, (Lane Lane, long More) pair)
    {
        var (lane, more) = pair;
        row.Instant(lane.LeaseUntil);
        row.Text(lane.PausedBecause);
        row.Instant(lane.RetryAfter);
        row.Id(lane.BlockedBy);
        row.Instant(lane.WaitUntil);
        row.Id(lane.WaitsFor);
        row.Real(lane.Tokens);
        row.Instant(lane.RefilledAt);
        row.Instant(LaneRules.ReadyAt(lane));
        row.Number(more);
        row.Text(lane.Account);
    }
}
