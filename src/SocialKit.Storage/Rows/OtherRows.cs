using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>An attempt as it is read.</summary>
internal sealed class AttemptRow
{
    public Guid Id { get; set; }
    public long N { get; set; }
    public long Epoch { get; set; }
    public string Owner { get; set; } = "";
    public long StartedAt { get; set; }
    public long? FinishedAt { get; set; }
    public string? Outcome { get; set; }
    public long? HttpStatus { get; set; }
    public string? Evidence { get; set; }

    /// <summary>The intent, or its answer where the intent is there.</summary>
    public static RowShape<(Guid Post, Attempt Attempt)> Write { get; } = RowShape.Insert<(Guid Post, Attempt Attempt)>("attempt",
    [
        new("post_id", ColumnKind.Id), new("n", ColumnKind.Number), new("id", ColumnKind.Id), new("epoch", ColumnKind.Number), new("owner", ColumnKind.Text), new("started_at", ColumnKind.Number),
        new("finished_at", ColumnKind.Number), new("outcome", ColumnKind.Text), new("http_status", ColumnKind.Number), new("evidence", ColumnKind.Text),
    ], "ON CONFLICT (post_id, n) DO UPDATE SET finished_at = excluded.finished_at, outcome = excluded.outcome, http_status = excluded.http_status, evidence = excluded.evidence", (row, pair) =>
    {
        var (post, attempt) = pair;
        row.Id(post);
        row.Number(attempt.N);
        row.Id(attempt.Id);
        row.Number(attempt.Epoch);
        row.Text(attempt.Owner);
        row.Instant(attempt.StartedAt);
        row.Instant(attempt.FinishedAt);
        row.Text(attempt.Outcome);
        row.Number(attempt.HttpStatus);
        row.Text(attempt.Evidence);
    });

    public Attempt ToAttempt() => new(Id, (int)N, Epoch, StoredText.Read(Owner), Instants.At(StartedAt))
    {
        FinishedAt = Instants.At(FinishedAt), Outcome = Outcome, HttpStatus = (int?)HttpStatus, Evidence = StoredText.Read(Evidence),
    };
}

/// <summary>How campaigns are read and written.</summary>
internal static class CampaignRow
{
    /// <summary>Campaigns by their slugs.</summary>
    public static RowQuery<CampaignState> BySlug { get; } = new("SELECT c.slug, c.stopped_at, c.stopped_by, c.withdrawn_at, c.snapshot FROM campaign c", "c.slug",
        row => new(row.Given()) { StoppedAt = row.Instant(), StoppedBy = row.Text(), WithdrawnAt = row.Instant(), Snapshot = row.Text() });

    public static RowShape<CampaignState> Write { get; } = RowShape.Insert<CampaignState>("campaign",
        [new("slug", ColumnKind.Text), new("stopped_at", ColumnKind.Number), new("stopped_by", ColumnKind.Text), new("withdrawn_at", ColumnKind.Number), new("snapshot", ColumnKind.Text)],
        "ON CONFLICT (slug) DO UPDATE SET stopped_at = excluded.stopped_at, stopped_by = excluded.stopped_by, withdrawn_at = excluded.withdrawn_at, snapshot = excluded.snapshot", (row, campaign) =>
        {
            row.Text(campaign.Slug);
            row.Instant(campaign.StoppedAt);
            row.Text(campaign.StoppedBy);
            row.Instant(campaign.WithdrawnAt);
            row.Text(campaign.Snapshot);
        });
}

/// <summary>A series as it is read.</summary>
internal sealed class SeriesRow
{
    public const string Select = """
        SELECT s.id AS Id, s.key AS Key, s.campaign_id AS CampaignId, s.cron AS Cron, s.tz AS Tz, s.template_json AS TemplateJson, s.next_at AS NextAt, s.occurrences AS Occurrences, s.ends_at AS EndsAt,
        s.not_before AS NotBefore, s.not_after AS NotAfter, s.late AS Late, s.needs_approval AS NeedsApproval, s.after_deadline AS AfterDeadline, s.paused_because AS PausedBecause FROM series s
        """;

    public Guid Id { get; set; }
    public string Key { get; set; } = "";
    public string? CampaignId { get; set; }
    public string Cron { get; set; } = "";
    public string Tz { get; set; } = "";
    public string TemplateJson { get; set; } = "";
    public long? NextAt { get; set; }
    public long Occurrences { get; set; }
    public long? EndsAt { get; set; }
    public long? NotBefore { get; set; }
    public long? NotAfter { get; set; }
    public string Late { get; set; } = "";
    public long NeedsApproval { get; set; }
    public string? AfterDeadline { get; set; }
    public string? PausedBecause { get; set; }

    public static RowShape<Series> Insert { get; } = RowShape.Insert<Series>("series",
    [
        new("id", ColumnKind.Id), new("key", ColumnKind.Text), new("account_id", ColumnKind.Text), new("campaign_id", ColumnKind.Text), new("cron", ColumnKind.Text), new("tz", ColumnKind.Text),
        new("template_json", ColumnKind.Text), new("next_at", ColumnKind.Number), new("occurrences", ColumnKind.Number), new("ends_at", ColumnKind.Number), new("not_before", ColumnKind.Number),
        new("not_after", ColumnKind.Number), new("late", ColumnKind.Text), new("needs_approval", ColumnKind.Number), new("after_deadline", ColumnKind.Text), new("paused_because", ColumnKind.Text),
    ], "ON CONFLICT (key) DO NOTHING", (row, series) =>
    {
        row.Id(series.Id);
        row.Text(series.Key.Value);
        row.Text(series.From.Id);
        row.Text(series.Campaign);
        row.Text(series.Cron);
        row.Text(series.Zone);
        row.Text(DeliveryContent.WriteTurns(series.From, series.Turns));
        row.Instant(series.NextAt);
        row.Number(series.Occurrences);
        row.Instant(series.EndsAt);
        row.Instant(series.NotBefore);
        row.Instant(series.NotAfter);
        row.Text(Names.Of(series.Late));
        row.Flag(series.NeedsApproval);
        row.Text(series.AfterDeadline);
        row.Text(series.PausedBecause);
    });

    /// <summary>A series that takes the place of what it was: all but its id, account and campaign.</summary>
    public static RowShape<Series> Renew { get; } = RowShape.Update<Series>("series", new("id", ColumnKind.Id),
        [
            new("key", ColumnKind.Text), new("cron", ColumnKind.Text), new("tz", ColumnKind.Text), new("template_json", ColumnKind.Text), new("next_at", ColumnKind.Number), new("occurrences", ColumnKind.Number),
            new("ends_at", ColumnKind.Number), new("not_before", ColumnKind.Number), new("not_after", ColumnKind.Number), new("late", ColumnKind.Text), new("needs_approval", ColumnKind.Number), new("after_deadline", ColumnKind.Text),
        ], (row, series) =>
        {
            row.Text(series.Key.Value);
            row.Text(series.Cron);
            row.Text(series.Zone);
            row.Text(DeliveryContent.WriteTurns(series.From, series.Turns));
            row.Instant(series.NextAt);
            row.Number(series.Occurrences);
            row.Instant(series.EndsAt);
            row.Instant(series.NotBefore);
            row.Instant(series.NotAfter);
            row.Text(Names.Of(series.Late));
            row.Flag(series.NeedsApproval);
            row.Text(series.AfterDeadline);
            row.Id(series.Id);
        });

    /// <summary>What changes of a series.</summary>
    public static RowShape<Series> Move { get; } = RowShape.Update<Series>("series", new("id", ColumnKind.Id),
        [new("next_at", ColumnKind.Number), new("occurrences", ColumnKind.Number), new("paused_because", ColumnKind.Text)], (row, series) =>
        {
            row.Instant(series.NextAt);
            row.Number(series.Occurrences);
            row.Text(series.PausedBecause);
            row.Id(series.Id);
        });

    public Series ToSeries()
    {
        var (from, turns) = DeliveryContent.ReadTurns(StoredText.Read(TemplateJson));
        return new(Id, new(StoredText.Read(Key)), from, StoredText.Read(Cron), StoredText.Read(Tz), turns)
        {
            Campaign = StoredText.Read(CampaignId),
            NextAt = Instants.At(NextAt),
            Occurrences = Occurrences,
            EndsAt = Instants.At(EndsAt),
            NotBefore = Instants.At(NotBefore),
            NotAfter = Instants.At(NotAfter),
            Late = Names.LateRule(Late),
            NeedsApproval = NeedsApproval != 0,
            AfterDeadline = StoredText.Read(AfterDeadline),
            PausedBecause = StoredText.Read(PausedBecause),
        };
    }
}

/// <summary>A worker's sign of life as it is read.</summary>
internal sealed class WorkerRow
{
    public const string Select = "SELECT w.owner AS Owner, w.started_at AS StartedAt, w.beat_at AS BeatAt, w.begun AS Begun, w.paused_because AS PausedBecause FROM worker w";

    public string Owner { get; set; } = "";
    public long StartedAt { get; set; }
    public long BeatAt { get; set; }
    public long Begun { get; set; }
    public string? PausedBecause { get; set; }

    public static RowShape<WorkerBeat> Write { get; } = RowShape.Insert<WorkerBeat>("worker",
        [new("owner", ColumnKind.Text), new("started_at", ColumnKind.Number), new("beat_at", ColumnKind.Number), new("begun", ColumnKind.Number), new("paused_because", ColumnKind.Text)],
        "ON CONFLICT (owner) DO UPDATE SET beat_at = excluded.beat_at, begun = excluded.begun, paused_because = excluded.paused_because", (row, beat) =>
        {
            row.Text(beat.Owner);
            row.Instant(beat.StartedAt);
            row.Instant(beat.BeatAt);
            row.Number(beat.Begun);
            row.Text(beat.PausedBecause);
        });

    public WorkerBeat ToBeat() => new(StoredText.Read(Owner), Instants.At(StartedAt), Instants.At(BeatAt), Begun, StoredText.Read(PausedBecause));
}
