using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Storage.Rows;

/// <summary>A job as it is read.</summary>
internal sealed class RepostJobRow
{
    public const string Select = "SELECT j.campaign_id AS CampaignId, j.is_standing AS IsStanding, j.stopped_at AS StoppedAt, j.rests_until AS RestsUntil, j.body_json AS BodyJson FROM repost_job j";

    public string CampaignId { get; set; } = "";
    public long IsStanding { get; set; }
    public long? StoppedAt { get; set; }
    public long? RestsUntil { get; set; }
    public string BodyJson { get; set; } = "";

    public static RowShape<RepostJob> Write { get; } = RowShape.Insert<RepostJob>("repost_job",
        [new("campaign_id", ColumnKind.Text), new("account_id", ColumnKind.Text), new("is_standing", ColumnKind.Number), new("stopped_at", ColumnKind.Number), new("rests_until", ColumnKind.Number), new("body_json", ColumnKind.Text)],
        "ON CONFLICT (campaign_id, account_id) DO UPDATE SET is_standing = excluded.is_standing, stopped_at = excluded.stopped_at, rests_until = excluded.rests_until, body_json = excluded.body_json", (row, job) =>
        {
            row.Text(job.Campaign);
            row.Text(job.From.Id);
            row.Flag(job.IsStanding);
            row.Instant(job.StoppedAt);
            row.Instant(job.RestsUntil);
            row.Text(RepostJson.Write(job));
        });

    public RepostJob ToJob() => RepostJson.ReadJob(StoredText.Read(CampaignId), StoredText.Read(BodyJson)) with { IsStanding = IsStanding != 0, StoppedAt = Instants.At(StoppedAt), RestsUntil = Instants.At(RestsUntil) };
}

/// <summary>A listed account as it is read.</summary>
internal sealed class FeedRow
{
    public const string Select = """
        SELECT f.campaign_id AS CampaignId, f.account_id AS AccountId, f.listed AS Listed, f.is_read AS IsRead, f.next_look AS NextLook, f.read_at AS ReadAt, f.lease_owner AS LeaseOwner, f.lease_until AS LeaseUntil,
        f.version AS Version, f.body_json AS BodyJson FROM feed f
        """;

    public string CampaignId { get; set; } = "";
    public string AccountId { get; set; } = "";
    public string Listed { get; set; } = "";
    public long IsRead { get; set; }
    public long NextLook { get; set; }
    public long? ReadAt { get; set; }
    public string? LeaseOwner { get; set; }
    public long? LeaseUntil { get; set; }
    public long Version { get; set; }
    public string BodyJson { get; set; } = "";

    public static RowShape<ListedFeed> Write { get; } = RowShape.Insert<ListedFeed>("feed",
    [
        new("campaign_id", ColumnKind.Text), new("account_id", ColumnKind.Text), new("listed", ColumnKind.Text), new("platform", ColumnKind.Text), new("is_read", ColumnKind.Number), new("next_look", ColumnKind.Number),
        new("read_at", ColumnKind.Number), new("lease_owner", ColumnKind.Text), new("lease_until", ColumnKind.Number), new("version", ColumnKind.Number), new("body_json", ColumnKind.Text),
    ],
    """
    ON CONFLICT (campaign_id, account_id, listed) DO UPDATE SET is_read = excluded.is_read, next_look = excluded.next_look, read_at = excluded.read_at, lease_owner = excluded.lease_owner,
    lease_until = excluded.lease_until, version = excluded.version, body_json = excluded.body_json
    """, (row, feed) =>
    {
        row.Text(feed.Campaign);
        row.Text(feed.Account);
        row.Text(feed.Listed);
        row.Text(feed.Platform.Value);
        row.Flag(feed.IsRead);
        row.Instant(feed.NextLook);
        row.Instant(feed.ReadAt);
        row.Text(feed.Owner);
        row.Instant(feed.LeaseUntil);
        row.Number(feed.Version);
        row.Text(RepostJson.Write(feed));
    });

    public ListedFeed ToFeed() => RepostJson.ReadFeed(StoredText.Read(CampaignId), StoredText.Read(AccountId), StoredText.Read(Listed), StoredText.Read(BodyJson)) with
    {
        IsRead = IsRead != 0, NextLook = Instants.At(NextLook), ReadAt = Instants.At(ReadAt), Owner = StoredText.Read(LeaseOwner), LeaseUntil = Instants.At(LeaseUntil), Version = Version,
    };
}

/// <summary>How readers are read and written.</summary>
internal static class FeedReaderRow
{
    /// <summary>By their accounts.</summary>
    public static RowQuery<FeedReader> ByAccount { get; } = new("SELECT r.account_id, r.tokens, r.refilled_at, r.retry_after FROM feed_reader r", "r.account_id",
        row => new(row.Given()) { Tokens = row.Real(), RefilledAt = row.Instant(), RetryAfter = row.Instant() });

    public static RowShape<FeedReader> Write { get; } = RowShape.Insert<FeedReader>("feed_reader",
        [new("account_id", ColumnKind.Text), new("tokens", ColumnKind.Real), new("refilled_at", ColumnKind.Number), new("retry_after", ColumnKind.Number)],
        "ON CONFLICT (account_id) DO UPDATE SET tokens = excluded.tokens, refilled_at = excluded.refilled_at, retry_after = excluded.retry_after", (row, reader) =>
        {
            row.Text(reader.Account);
            row.Real(reader.Tokens);
            row.Instant(reader.RefilledAt);
            row.Instant(reader.RetryAfter);
        });
}

/// <summary>How turns are written.</summary>
internal static class TurnTable
{
    public static RowShape<(Guid Entry, string Account, DateTimeOffset At)> Write { get; } = RowShape.Insert<(Guid Entry, string Account, DateTimeOffset At)>("repost_turn",
        [new("post_id", ColumnKind.Id), new("account_id", ColumnKind.Text), new("at", ColumnKind.Number)], "ON CONFLICT (post_id) DO UPDATE SET at = excluded.at", (row, turn) =>
        {
            row.Id(turn.Entry);
            row.Text(turn.Account);
            row.Instant(turn.At);
        });
}

/// <summary>A decision as it is read.</summary>
internal sealed class DecisionRow
{
    public const string Select = """
        SELECT d.campaign_id AS CampaignId, d.account_id AS AccountId, d.post_id AS PostId, d.platform AS Platform, d.url AS Url, d.listed AS Listed, d.author_id AS AuthorId, d.author AS Author, d.body AS Body,
        d.posted_at AS PostedAt, d.kind AS Kind, d.code AS Code, d.reason AS Reason, d.at AS At FROM repost_decision d
        """;

    public string CampaignId { get; set; } = "";
    public string AccountId { get; set; } = "";
    public string PostId { get; set; } = "";
    public string Platform { get; set; } = "";
    public string? Url { get; set; }
    public string Listed { get; set; } = "";
    public string AuthorId { get; set; } = "";
    public string Author { get; set; } = "";
    public string Body { get; set; } = "";
    public long PostedAt { get; set; }
    public string Kind { get; set; } = "";
    public string Code { get; set; } = "";
    public string Reason { get; set; } = "";
    public long At { get; set; }

    public static RowShape<RepostDecision> Insert { get; } = RowShape.Insert<RepostDecision>("repost_decision",
    [
        new("campaign_id", ColumnKind.Text), new("account_id", ColumnKind.Text), new("post_id", ColumnKind.Text), new("platform", ColumnKind.Text), new("url", ColumnKind.Text), new("listed", ColumnKind.Text),
        new("author_id", ColumnKind.Text), new("author", ColumnKind.Text), new("body", ColumnKind.Text), new("posted_at", ColumnKind.Number), new("kind", ColumnKind.Text), new("code", ColumnKind.Text),
        new("reason", ColumnKind.Text), new("at", ColumnKind.Number),
    ], "", (row, decision) =>
    {
        row.Text(decision.Campaign);
        row.Text(decision.Account);
        row.Text(decision.Post.Id);
        row.Text(decision.Post.Platform.Value);
        row.Text(decision.Post.Url);
        row.Text(decision.Listed);
        row.Text(decision.AuthorId);
        row.Text(decision.Author);
        row.Text(decision.Text);
        row.Instant(decision.PostedAt);
        row.Text(decision.Kind.Name());
        row.Text(decision.Code);
        row.Text(decision.Reason);
        row.Instant(decision.At);
    });

    public RepostDecision ToDecision() => new(StoredText.Read(CampaignId), StoredText.Read(AccountId), new(new(StoredText.Read(Platform)), StoredText.Read(PostId), StoredText.Read(Url)), DecisionKinds.Parse(Kind), Code, StoredText.Read(Reason))
    {
        Listed = StoredText.Read(Listed), AuthorId = StoredText.Read(AuthorId), Author = StoredText.Read(Author), Text = StoredText.Read(Body), PostedAt = Instants.At(PostedAt), At = Instants.At(At),
    };
}
