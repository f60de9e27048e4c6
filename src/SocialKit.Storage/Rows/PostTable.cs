using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>How posts are written. <c>{rows}</c> stands for the rows of a <see cref="RowShape"/>.</summary>
internal static class PostTable
{
    private static readonly Column[] Standing =
    [
        new("state", ColumnKind.Text), new("stopped_from", ColumnKind.Text), new("version", ColumnKind.Number), new("approved_hash", ColumnKind.Text), new("approved_by", ColumnKind.Text),
        new("wire_key", ColumnKind.Text), new("wire_bytes", ColumnKind.Bytes), new("may_be_out", ColumnKind.Number), new("attempts", ColumnKind.Number), new("looks", ColumnKind.Number), new("because", ColumnKind.Text),
        new("receipt_platform", ColumnKind.Text), new("receipt_id", ColumnKind.Text), new("receipt_url", ColumnKind.Text), new("confirmed_by", ColumnKind.Text), new("sent_at", ColumnKind.Number),
        new("due_at", ColumnKind.Number), new("due_local", ColumnKind.Text), new("tz", ColumnKind.Text),
    ];

    private static readonly Column[] Content =
    [
        new("not_before", ColumnKind.Number), new("not_after", ColumnKind.Number), new("late", ColumnKind.Text), new("after_key", ColumnKind.Text), new("is_waiting", ColumnKind.Number),
        new("needs_approval", ColumnKind.Number), new("after_deadline", ColumnKind.Text), new("campaign_id", ColumnKind.Text), new("series_id", ColumnKind.Id), new("occurrence_at", ColumnKind.Number),
        new("act", ColumnKind.Text), new("body_json", ColumnKind.Text), new("body_hash", ColumnKind.Text), new("words", ColumnKind.Text),
    ];

    private static readonly Column[] Fixed = [new("id", ColumnKind.Id), new("key", ColumnKind.Text), new("account_id", ColumnKind.Text), new("platform", ColumnKind.Text)];

    /// <summary>New posts, whole.</summary>
    public static RowShape Insert { get; } = RowShape.Insert("post", [.. Fixed, .. Content, .. Standing], "");

    /// <summary>Where posts stand now. A frozen form stays where none is given: the rules are not always shown it.</summary>
    public static RowShape Stand { get; } = RowShape.Update("post", "id", [Fixed[0], .. Standing], keepIfNull: ["wire_key", "wire_bytes"]);

    /// <summary>Posts with another content.</summary>
    public static RowShape Edit { get; } = RowShape.Update("post", "id", [Fixed[0], .. Content, .. Standing], keepIfNull: []);

    public static object?[] InsertRow(Entry entry, string? words, bool isWaiting) =>
        [entry.Id, StoredText.Write(entry.Delivery.Key.Value), StoredText.Write(entry.Delivery.From.Id), StoredText.Write(entry.Delivery.From.Platform.Value), .. ContentOf(entry, words, isWaiting), .. StandingOf(entry)];

    public static object?[] StandRow(Entry entry) => [entry.Id, .. StandingOf(entry)];

    public static object?[] EditRow(Entry entry, string? words, bool isWaiting) => [entry.Id, .. ContentOf(entry, words, isWaiting), .. StandingOf(entry)];

    private static object?[] StandingOf(Entry entry) =>
    [
        entry.State.Name(), entry.StoppedFrom?.Name(), (long)entry.Version, entry.ApprovedHash?.ToString(), StoredText.Write(entry.ApprovedBy),
        StoredText.Write(entry.Wire?.Key), entry.Wire?.Body.ToArray(), entry.MayBeOut ? 1L : 0L, (long)entry.Attempts, (long)entry.Looks, StoredText.Write(entry.Because),
        StoredText.Write(entry.Receipt?.Platform.Value), StoredText.Write(entry.Receipt?.Id), StoredText.Write(entry.Receipt?.Url), entry.ConfirmedBy is { } by ? Names.Of(by) : null, Instants.Of(entry.SentAt),
        Instants.Of(entry.Delivery.DueAt), StoredText.Write(entry.Delivery.WallClock), StoredText.Write(entry.Delivery.Zone),
    ];

    private static object?[] ContentOf(Entry entry, string? words, bool isWaiting)
    {
        var delivery = entry.Delivery;
        return
        [
            Instants.Of(delivery.NotBefore), Instants.Of(delivery.NotAfter), Names.Of(delivery.Late), StoredText.Write(delivery.After?.Value), isWaiting ? 1L : 0L,
            delivery.NeedsApproval ? 1L : 0L, StoredText.Write(delivery.AfterDeadline), StoredText.Write(delivery.Campaign), delivery.Series, Instants.Of(delivery.OccurrenceAt),
            Names.Of(delivery.Act), StoredText.Write(DeliveryContent.Write(delivery.From, delivery.Act)), entry.Hash.ToString(), StoredText.Write(words),
        ];
    }
}
