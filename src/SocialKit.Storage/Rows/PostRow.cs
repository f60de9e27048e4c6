using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Storage.Rows;

/// <summary>An entry as it is read: its post, its last attempt, its predecessor.</summary>
internal sealed class PostRow
{
    /// <summary>Selects all of it.</summary>
    public const string Select = """
        SELECT p.id AS Id, p.key AS Key, p.campaign_id AS CampaignId, p.due_at AS DueAt, p.not_before AS NotBefore, p.not_after AS NotAfter, p.late AS Late,
        p.needs_approval AS NeedsApproval, p.state AS State, p.stopped_from AS StoppedFrom, p.version AS Version, p.may_be_out AS MayBeOut, p.attempts AS Attempts, p.looks AS Looks, p.because AS Because,
        p.wire_key AS WireKey, a.id AS AttemptId, a.epoch AS AttemptEpoch, a.owner AS AttemptOwner, a.started_at AS AttemptStartedAt, a.outcome AS AttemptOutcome, p.series_id AS SeriesId, p.occurrence_at AS OccurrenceAt, p.due_local AS DueLocal, p.tz AS Tz, p.after_key AS AfterKey, p.after_deadline AS AfterDeadline,
        p.body_json AS BodyJson, p.body_hash AS BodyHash, p.approved_hash AS ApprovedHash, p.approved_by AS ApprovedBy, p.wire_bytes AS WireBytes,
        p.receipt_platform AS ReceiptPlatform, p.receipt_id AS ReceiptId, p.receipt_url AS ReceiptUrl, p.confirmed_by AS ConfirmedBy, p.sent_at AS SentAt,
        a.finished_at AS AttemptFinishedAt, a.http_status AS AttemptHttpStatus, a.evidence AS AttemptEvidence,
        b.state AS AfterState, b.receipt_platform AS AfterReceiptPlatform, b.receipt_id AS AfterReceiptId, b.receipt_url AS AfterReceiptUrl
        FROM post p LEFT JOIN attempt a ON a.post_id = p.id AND a.n = p.attempts LEFT JOIN post b ON b.key = p.after_key
        """;

    public Guid Id { get; set; }
    public string Key { get; set; } = "";
    public string? CampaignId { get; set; }
    public Guid? SeriesId { get; set; }
    public long? OccurrenceAt { get; set; }
    public long DueAt { get; set; }
    public string? DueLocal { get; set; }
    public string? Tz { get; set; }
    public long? NotBefore { get; set; }
    public long? NotAfter { get; set; }
    public string Late { get; set; } = "";
    public string? AfterKey { get; set; }
    public long NeedsApproval { get; set; }
    public string? AfterDeadline { get; set; }
    public string BodyJson { get; set; } = "";
    public string BodyHash { get; set; } = "";
    public string State { get; set; } = "";
    public string? StoppedFrom { get; set; }
    public long Version { get; set; }
    public string? ApprovedHash { get; set; }
    public string? ApprovedBy { get; set; }
    public string? WireKey { get; set; }
    public byte[]? WireBytes { get; set; }
    public long MayBeOut { get; set; }
    public long Attempts { get; set; }
    public long Looks { get; set; }
    public string? Because { get; set; }
    public string? ReceiptPlatform { get; set; }
    public string? ReceiptId { get; set; }
    public string? ReceiptUrl { get; set; }
    public string? ConfirmedBy { get; set; }
    public long? SentAt { get; set; }
    public Guid? AttemptId { get; set; }
    public long? AttemptEpoch { get; set; }
    public string? AttemptOwner { get; set; }
    public long? AttemptStartedAt { get; set; }
    public long? AttemptFinishedAt { get; set; }
    public string? AttemptOutcome { get; set; }
    public long? AttemptHttpStatus { get; set; }
    public string? AttemptEvidence { get; set; }
    public string? AfterState { get; set; }
    public string? AfterReceiptPlatform { get; set; }
    public string? AfterReceiptId { get; set; }
    public string? AfterReceiptUrl { get; set; }

    /// <summary>The entry.</summary>
    public Entry ToEntry()
    {
        var (from, act) = DeliveryContent.Read(StoredText.Read(BodyJson));
        var delivery = new Delivery(new(StoredText.Read(Key)), from, Instants.At(DueAt), act)
        {
            Campaign = StoredText.Read(CampaignId),
            WallClock = StoredText.Read(DueLocal),
            Zone = StoredText.Read(Tz),
            NotBefore = Instants.At(NotBefore),
            NotAfter = Instants.At(NotAfter),
            Late = Names.LateRule(Late),
            After = AfterKey is { } after ? new DeliveryKey(StoredText.Read(after)) : null,
            NeedsApproval = NeedsApproval != 0,
            AfterDeadline = StoredText.Read(AfterDeadline),
            Series = SeriesId,
            OccurrenceAt = Instants.At(OccurrenceAt),
        };
        return new(Id, delivery, DeliveryStates.Parse(State), Hash(BodyHash))
        {
            Version = (int)Version,
            ApprovedHash = ApprovedHash is { } approved ? Hash(approved) : null,
            ApprovedBy = StoredText.Read(ApprovedBy),
            Wire = WireBytes is { } bytes ? new(StoredText.Read(WireKey) ?? "", bytes) : null,
            MayBeOut = MayBeOut != 0,
            Attempts = (int)Attempts,
            Looks = (int)Looks,
            LastAttempt = AttemptId is { } attempt
                ? new(attempt, (int)Attempts, AttemptEpoch!.Value, StoredText.Read(AttemptOwner!), Instants.At(AttemptStartedAt!.Value))
                {
                    FinishedAt = Instants.At(AttemptFinishedAt), Outcome = AttemptOutcome, HttpStatus = (int?)AttemptHttpStatus, Evidence = StoredText.Read(AttemptEvidence),
                }
                : null,
            Because = StoredText.Read(Because),
            Receipt = Ref(ReceiptPlatform, ReceiptId, ReceiptUrl),
            ConfirmedBy = ConfirmedBy is { } by ? Names.Confirmation(by) : null,
            SentAt = Instants.At(SentAt),
            StoppedFrom = StoppedFrom is { } from2 ? DeliveryStates.Parse(from2) : null,
            PredecessorState = AfterState is { } state ? DeliveryStates.Parse(state) : null,
            Predecessor = Ref(AfterReceiptPlatform, AfterReceiptId, AfterReceiptUrl),
        };
    }

    private static PostRef? Ref(string? platform, string? id, string? url) =>
        id is null ? null : new(new(StoredText.Read(platform) ?? ""), StoredText.Read(id), StoredText.Read(url));

    /// <summary>Reads a hash.</summary>
    public static ContentHash Hash(string written) =>
        ContentHash.TryParse(written, out var hash) ? hash : throw new FormatException("The store holds something that is no hash of a content.");
}
