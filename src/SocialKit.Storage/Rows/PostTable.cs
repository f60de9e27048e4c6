using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>How posts are written.</summary>
internal static class PostTable
{
    private static readonly Column[] Standing =
    [
        new("state", ColumnKind.Text), new("stopped_from", ColumnKind.Text), new("version", ColumnKind.Number), new("may_be_out", ColumnKind.Number), new("looks", ColumnKind.Number), new("because", ColumnKind.Text),
        new("receipt_platform", ColumnKind.Text), new("receipt_id", ColumnKind.Text), new("receipt_url", ColumnKind.Text), new("confirmed_by", ColumnKind.Text), new("sent_at", ColumnKind.Number),
    ];

    private static readonly Column[] Tried = [new("attempts", ColumnKind.Number), new("wire_key", ColumnKind.Text), new("wire_bytes", ColumnKind.Bytes)];

    // A post that begins was scheduled: it has no receipt, and was not stopped.
    private static readonly Column[] Beginning = [new("state", ColumnKind.Text), new("version", ColumnKind.Number), new("looks", ColumnKind.Number), new("because", ColumnKind.Text)];

    private static readonly Column[] Wanted =
    [
        new("due_at", ColumnKind.Number), new("due_local", ColumnKind.Text), new("tz", ColumnKind.Text), new("approved_hash", ColumnKind.Text), new("approved_by", ColumnKind.Text),
    ];

    private static readonly Column[] Content =
    [
        new("not_before", ColumnKind.Number), new("not_after", ColumnKind.Number), new("late", ColumnKind.Text), new("after_key", ColumnKind.Text), new("is_waiting", ColumnKind.Number),
        new("needs_approval", ColumnKind.Number), new("after_deadline", ColumnKind.Text), new("campaign_id", ColumnKind.Text), new("series_id", ColumnKind.Id), new("occurrence_at", ColumnKind.Number),
        new("act", ColumnKind.Text), new("body_json", ColumnKind.Text), new("body_hash", ColumnKind.Text), new("words", ColumnKind.Text),
    ];

    private static readonly Column[] Fixed = [new("id", ColumnKind.Id), new("key", ColumnKind.Text), new("account_id", ColumnKind.Text), new("platform", ColumnKind.Text)];

    /// <summary>The condition of the index over the few posts that are neither waiting for their time nor being sent nor over: SQLite uses it only where a query says the same words.</summary>
    public const string IsOpen = "state NOT IN ('scheduled', 'sending', 'sent', 'cancelled', 'expired', 'failed')";

    /// <summary>The ids of what is sending, or unclear: a post that begins blocks its lane, so that an index over it is not needed.</summary>
    public const string Blocking = "(SELECT l.blocked_by FROM lane l WHERE l.blocked_by IS NOT NULL)";

    /// <summary>New posts, whole.</summary>
    public static RowShape<PostWritten> Insert { get; } = RowShape.Insert<PostWritten>("post", [.. Fixed, .. Content, .. Wanted, .. Standing, .. Tried], "", (row, post) =>
    {
        row.Id(post.Entry.Id);
        row.Text(post.Entry.Delivery.Key.Value);
        row.Text(post.Entry.Delivery.From.Id);
        row.Text(post.Entry.Delivery.From.Platform.Value);
        WriteContent(row, post);
        WriteWanted(row, post.Entry);
        WriteStanding(row, post.Entry);
        WriteTried(row, post.Entry);
    });

    /// <summary>Posts that are sending now and were scheduled one change before. What such a change leaves as it is is not written: the indexes over it would be, too.</summary>
    public static RowShape<Entry> Begin { get; } = RowShape.Update<Entry>("post", Fixed[0], [.. Beginning, .. Tried], (row, entry) =>
    {
        row.Text(entry.State.Name());
        row.Number(entry.Version);
        row.Number(entry.Looks);
        row.Text(entry.Because);
        WriteTried(row, entry);
        row.Id(entry.Id);
    });

    /// <summary>Where posts stand after work on their lane without an attempt that began, or after a stop.</summary>
    public static RowShape<Entry> Stand { get; } = RowShape.Update<Entry>("post", Fixed[0], Standing, (row, entry) =>
    {
        WriteStanding(row, entry);
        row.Id(entry.Id);
    });

    /// <summary>Where posts stand after anything else that the rules of lanes do. A frozen form stays where none is given: the rules are not always shown it.</summary>
    public static RowShape<Entry> StandTried { get; } = RowShape.Update<Entry>("post", Fixed[0], [.. Standing, .. Tried], (row, entry) =>
    {
        WriteStanding(row, entry);
        WriteTried(row, entry);
        row.Id(entry.Id);
    }, keepIfNull: ["wire_key", "wire_bytes"]);

    /// <summary>Posts that are due at another instant, whatever wall clock they were meant for.</summary>
    public static RowShape<Entry> Move { get; } = RowShape.Update<Entry>("post", Fixed[0], [new("due_at", ColumnKind.Number), new("due_local", ColumnKind.Text), new("tz", ColumnKind.Text), new("version", ColumnKind.Number)], (row, entry) =>
    {
        row.Instant(entry.Delivery.DueAt);
        row.Text(null);
        row.Text(null);
        row.Number(entry.Version);
        row.Id(entry.Id);
    });

    /// <summary>Where posts stand after a person's change.</summary>
    public static RowShape<Entry> Change { get; } = RowShape.Update<Entry>("post", Fixed[0], [.. Wanted, .. Standing, .. Tried], (row, entry) =>
    {
        WriteWanted(row, entry);
        WriteStanding(row, entry);
        WriteTried(row, entry);
        row.Id(entry.Id);
    });

    /// <summary>Posts with another content.</summary>
    public static RowShape<PostWritten> Edit { get; } = RowShape.Update<PostWritten>("post", Fixed[0], [.. Content, .. Wanted, .. Standing, .. Tried], (row, post) =>
    {
        WriteContent(row, post);
        WriteWanted(row, post.Entry);
        WriteStanding(row, post.Entry);
        WriteTried(row, post.Entry);
        row.Id(post.Entry.Id);
    });

    private static void WriteStanding(IRowWriter row, Entry entry)
    {
        row.Text(entry.State.Name());
        row.Text(entry.StoppedFrom?.Name());
        row.Number(entry.Version);
        row.Flag(entry.MayBeOut);
        row.Number(entry.Looks);
        row.Text(entry.Because);
        row.Text(entry.Receipt?.Platform.Value);
        row.Text(entry.Receipt?.Id);
        row.Text(entry.Receipt?.Url);
        row.Text(entry.ConfirmedBy is { } by ? Names.Of(by) : null);
        row.Instant(entry.SentAt);
    }

    private static void WriteTried(IRowWriter row, Entry entry)
    {
        row.Number(entry.Attempts);
        row.Text(entry.Wire?.Key);
        row.Bytes(entry.Wire?.Body);
    }

    private static void WriteWanted(IRowWriter row, Entry entry)
    {
        row.Instant(entry.Delivery.DueAt);
        row.Text(entry.Delivery.WallClock);
        row.Text(entry.Delivery.Zone);
        row.Text(entry.ApprovedHash?.ToString());
        row.Text(entry.ApprovedBy);
    }

    private static void WriteContent(IRowWriter row, PostWritten post)
    {
        var delivery = post.Entry.Delivery;
        row.Instant(delivery.NotBefore);
        row.Instant(delivery.NotAfter);
        row.Text(Names.Of(delivery.Late));
        row.Text(delivery.After?.Value);
        row.Flag(post.IsWaiting);
        row.Flag(delivery.NeedsApproval);
        row.Text(delivery.AfterDeadline);
        row.Text(delivery.Campaign);
        row.Id(delivery.Series);
        row.Instant(delivery.OccurrenceAt);
        row.Text(Names.Of(delivery.Act));
        row.Text(DeliveryContent.Write(delivery.From, delivery.Act));
        row.Text(post.Entry.Hash.ToString());
        row.Text(post.Words);
    }
}

/// <summary>A post as it is written with its content.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Words">What identical texts have in common; null if it has no text.</param>
/// <param name="IsWaiting">True while its predecessor is in the store and still to come.</param>
internal sealed record PostWritten(Entry Entry, string? Words, bool IsWaiting);
