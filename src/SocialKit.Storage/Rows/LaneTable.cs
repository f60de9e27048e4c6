using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>How lanes are written.</summary>
internal static class LaneTable
{
    /// <summary>Finds the place of a lane's next entry again: one look into an index.</summary>
    public const string NextAt = "next_at = (SELECT p.turn_at FROM post p WHERE p.account_id = lane.account_id AND p.turn_at IS NOT NULL ORDER BY p.turn_at LIMIT 1)";

    private static readonly Column Account = new("account_id", ColumnKind.Text);

    /// <summary>Lanes that may be there already.</summary>
    public static RowShape Make { get; } = RowShape.Insert("lane", [Account, new("platform", ColumnKind.Text), new("ready_at", ColumnKind.Number)], "ON CONFLICT (account_id) DO NOTHING");

    /// <summary>Lanes as they are now, written after their posts.</summary>
    public static RowShape Write { get; } = RowShape.Update("lane", "account_id",
    [
        Account, new("epoch", ColumnKind.Number), new("lease_owner", ColumnKind.Text), new("lease_until", ColumnKind.Number), new("paused_because", ColumnKind.Text), new("retry_after", ColumnKind.Number),
        new("blocked_by", ColumnKind.Id), new("wait_until", ColumnKind.Number), new("waits_for", ColumnKind.Id), new("tokens", ColumnKind.Real), new("refilled_at", ColumnKind.Number), new("ready_at", ColumnKind.Number),
    ], keepIfNull: [], also: ", " + NextAt);

    /// <summary>Lanes of which only the next entry may have changed.</summary>
    public static RowShape Touch { get; } = new($"UPDATE lane SET {NextAt} FROM {{rows}} WHERE lane.account_id = v.account_id", [Account]);

    public static object?[] MakeRow(string account, PlatformId platform) => [StoredText.Write(account), StoredText.Write(platform.Value), ReadyAt(new(account, platform))];

    public static object?[] WriteRow(Lane lane) =>
    [
        StoredText.Write(lane.Account), lane.Epoch, StoredText.Write(lane.Owner), Instants.Of(lane.LeaseUntil), StoredText.Write(lane.PausedBecause), Instants.Of(lane.RetryAfter),
        lane.BlockedBy, Instants.Of(lane.WaitUntil), lane.WaitsFor, lane.Tokens, Instants.Of(lane.RefilledAt), ReadyAt(lane),
    ];

    private static long? ReadyAt(Lane lane) => Instants.Of(LaneRules.ReadyAt(lane));
}
