using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>A lane as it is read.</summary>
internal sealed class LaneRow
{
    public const string Select = """
        SELECT l.account_id AS AccountId, l.platform AS Platform, l.epoch AS Epoch, l.lease_owner AS LeaseOwner, l.lease_until AS LeaseUntil, l.paused_because AS PausedBecause, l.retry_after AS RetryAfter,
        l.blocked_by AS BlockedBy, l.wait_until AS WaitUntil, l.waits_for AS WaitsFor, l.tokens AS Tokens, l.refilled_at AS RefilledAt, l.next_at AS NextAt FROM lane l
        """;

    public string AccountId { get; set; } = "";
    public string Platform { get; set; } = "";
    public long Epoch { get; set; }
    public string? LeaseOwner { get; set; }
    public long? LeaseUntil { get; set; }
    public string? PausedBecause { get; set; }
    public long? RetryAfter { get; set; }
    public Guid? BlockedBy { get; set; }
    public long? WaitUntil { get; set; }
    public Guid? WaitsFor { get; set; }
    public double Tokens { get; set; }
    public long? RefilledAt { get; set; }
    public long? NextAt { get; set; }

    /// <summary>Lanes by their accounts, held until the transaction ends.</summary>
    public static RowQuery<Lane> Held { get; } = new(
        "SELECT l.account_id, l.platform, l.epoch, l.lease_owner, l.lease_until, l.paused_because, l.retry_after, l.blocked_by, l.wait_until, l.waits_for, l.tokens, l.refilled_at FROM lane l",
        "l.account_id",
        row => new(row.Given(), new(row.Given()))
        {
            Epoch = row.GivenNumber(),
            Owner = row.Text(),
            LeaseUntil = row.Instant(),
            PausedBecause = row.Text(),
            RetryAfter = row.Instant(),
            BlockedBy = row.Id(),
            WaitUntil = row.Instant(),
            WaitsFor = row.Id(),
            Tokens = row.Real(),
            RefilledAt = row.Instant(),
        }) { Holds = true };

    public Lane ToLane() => new(StoredText.Read(AccountId), new(StoredText.Read(Platform)))
    {
        Epoch = Epoch,
        Owner = StoredText.Read(LeaseOwner),
        LeaseUntil = Instants.At(LeaseUntil),
        PausedBecause = StoredText.Read(PausedBecause),
        RetryAfter = Instants.At(RetryAfter),
        BlockedBy = BlockedBy,
        WaitUntil = Instants.At(WaitUntil),
        WaitsFor = WaitsFor,
        Tokens = Tokens,
        RefilledAt = Instants.At(RefilledAt),
    };
}
