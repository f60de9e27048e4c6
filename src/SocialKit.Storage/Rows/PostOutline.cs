using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Storage.Rows;

/// <summary>What the rules of lanes and stops look at of an entry that is not sent: no content, no receipt; hashes only where an approval binds to them, the frozen form only where it may be out.
/// <see cref="PostTable.Stand"/> writes back what these rules change.</summary>
/// <param name="Entry">The entry. Its account and act are only as much as the rules look at: where they are, and whether it takes something back.</param>
/// <param name="Campaign">Its campaign: whether it is stopped or withdrawn; null if it has none, or the store never heard of it.</param>
/// <param name="HasFollowers">True if somebody replies to it.</param>
internal sealed record PostOutline(Entry Entry, CampaignState? Campaign, bool HasFollowers)
{
    private static readonly ContentHash Unread = new("", []);

    /// <summary>By their ids.</summary>
    public static RowQuery<PostOutline> ById { get; } = new("""
        SELECT p.id, p.key, p.account_id, p.platform, p.campaign_id, p.due_at, p.not_before, p.not_after, p.late, p.needs_approval, p.act, p.state, p.stopped_from, p.version, p.may_be_out, p.attempts, p.looks, p.because,
        CASE WHEN p.needs_approval = 1 THEN p.body_hash END, CASE WHEN p.needs_approval = 1 THEN p.approved_hash END, CASE WHEN p.may_be_out = 1 THEN p.wire_key END, CASE WHEN p.may_be_out = 1 THEN p.wire_bytes END,
        CASE WHEN EXISTS (SELECT 1 FROM post f WHERE f.after_key = p.key) THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END,
        c.slug, c.stopped_at, c.withdrawn_at, a.id, a.epoch, a.owner, a.started_at, a.outcome
        FROM post p LEFT JOIN attempt a ON a.post_id = p.id AND a.n = p.attempts LEFT JOIN campaign c ON c.slug = p.campaign_id
        """, "p.id", Read);

    private static PostOutline Read(IRowReader row)
    {
        var id = row.GivenId();
        var key = new DeliveryKey(row.Given());
        var account = row.Given();
        var platform = new PlatformId(row.Given());
        var campaign = row.Text();
        var due = Instants.At(row.GivenNumber());
        var (notBefore, notAfter) = (row.Instant(), row.Instant());
        var late = Names.LateRule(row.Given());
        var needsApproval = row.Flag();
        Act act = row.Given() == Names.Delete ? new Act.Delete(new(platform, "")) : new Act.Repost(new(platform, ""));
        var delivery = new Delivery(key, new(account, platform, ""), due, act) { Campaign = campaign, NotBefore = notBefore, NotAfter = notAfter, Late = late, NeedsApproval = needsApproval };
        var state = DeliveryStates.Parse(row.Given());
        var stoppedFrom = row.Text() is { } from ? DeliveryStates.Parse(from) : (DeliveryState?)null;
        var version = (int)row.GivenNumber();
        var mayBeOut = row.Flag();
        var (attempts, looks) = ((int)row.GivenNumber(), (int)row.GivenNumber());
        var because = row.Text();
        var (hash, approved) = (row.Text(), row.Text());
        var (wireKey, wire) = (row.Text(), row.Bytes());
        var hasFollowers = row.Flag();
        var (slug, stoppedAt, withdrawnAt) = (row.Text(), row.Instant(), row.Instant());
        var attempt = row.Id() is { } attemptId ? new Attempt(attemptId, attempts, row.GivenNumber(), row.Given(), Instants.At(row.GivenNumber())) { Outcome = row.Text() } : null;
        var entry = new Entry(id, delivery, state, hash is null ? Unread : PostRow.Hash(hash))
        {
            Version = version,
            StoppedFrom = stoppedFrom,
            MayBeOut = mayBeOut,
            Attempts = attempts,
            Looks = looks,
            Because = because,
            ApprovedHash = approved is null ? null : PostRow.Hash(approved),
            Wire = wire is null ? null : new(wireKey ?? "", wire),
            LastAttempt = attempt,
        };
        return new(entry, slug is null ? null : new(slug) { StoppedAt = stoppedAt, WithdrawnAt = withdrawnAt }, hasFollowers);
    }
}
