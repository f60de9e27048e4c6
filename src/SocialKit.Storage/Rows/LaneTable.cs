using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>How lanes are written.</summary>
internal static class LaneTable
{
    /// <summary>Finds the place of a lane's next entry again: one look into an index.</summary>
    public const string NextAt = "next_at = (SELECT p.turn_at FROM post p WHERE p.account_id = lane.account_id AND p.turn_at IS NOT NULL ORDER BY p.turn_at LIMIT 1)";

    private static readonly Column Account = new("account_id", ColumnKind.Text);
    private static readonly Column Scheduled = new("scheduled", ColumnKind.Number);

    /// <summary>Lanes that may be there already.</summary>
    public static RowShape<Lane> Make { get; } = RowShape.Insert<Lane>("lane", [Account, new("platform", ColumnKind.Text), new("ready_at", ColumnKind.Number)], "ON CONFLICT (account_id) DO NOTHING", (row, lane) =>
    {
        row.Text(lane.Account);
        row.Text(lane.Platform.Value);
        row.Instant(LaneRules.ReadyAt(lane));
    });

    /// <summary>Lanes as they are now, written after their posts, of which so many more are scheduled than before.</summary>
    public static RowShape<(Lane Lane, long More)> Write { get; } = RowShape.Update<(Lane Lane, long More)>("lane", Account,
    [
        new("epoch", ColumnKind.Number), new("lease_owner", ColumnKind.Text), new("lease_until", ColumnKind.Number), new("paused_because", ColumnKind.Text), new("retry_after", ColumnKind.Number),
        new("blocked_by", ColumnKind.Id), new("wait_until", ColumnKind.Number), new("waits_for", ColumnKind.Id), new("tokens", ColumnKind.Real), new("refilled_at", ColumnKind.Number), new("ready_at", ColumnKind.Number), Scheduled,
    ], (row, pair) =>
    {
        var (lane, more) = pair;
        row.Number(lane.Epoch);
        row.Text(lane.Owner);
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
    }, addTo: [Scheduled.Name], also: NextAt);

    /// <summary>Lanes, by account, of which only posts have changed.</summary>
    public static RowShape<(string Account, long More)> Touch { get; } = RowShape.Update<(string Account, long More)>("lane", Account, [Scheduled], (row, pair) =>
    {
        row.Number(pair.More);
        row.Text(pair.Account);
    }, addTo: [Scheduled.Name], also: NextAt);
}
