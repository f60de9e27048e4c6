using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    private const int ShortestEndOfId = 4;

    /// <inheritdoc/>
    public Task<Entry?> ReadAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(session => EntryAsync(session, id), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entry>> FindAsync(string keyOrEndOfId, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Entry>>(async session =>
    {
        var byKey = (await session.Connection.QueryAsync<PostRow>($"{PostRow.Select} WHERE p.key = @key", new { key = StoredText.Write(keyOrEndOfId) }, session.Transaction).ConfigureAwait(false)).ToList();
        if (byKey.Count > 0)
            return [byKey[0].ToEntry()];
        var end = keyOrEndOfId.Replace("-", "", StringComparison.Ordinal);
        if (end.Length is < ShortestEndOfId or > 32 || !end.All(char.IsAsciiHexDigit))
            return [];
        // The first half is in the words of an index, and leaves few.
        var sql = $"{PostRow.Select} WHERE LOWER(SUBSTR(CAST(p.id AS text), 33)) = @last AND LOWER(REPLACE(CAST(p.id AS text), '-', '')) LIKE @end ORDER BY p.id LIMIT 10";
        var rows = await session.Connection.QueryAsync<PostRow>(sql, new { last = end[^ShortestEndOfId..].ToLowerInvariant(), end = "%" + end.ToLowerInvariant() }, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToEntry())];
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<EntryPage> PageAsync(EntryQuery query, CancellationToken cancellationToken) => database.ReadAsync(async session =>
    {
        var at = query.Order == EntryOrder.ByDue ? "p.due_at" : "p.sent_at";
        List<string> where = query.Order == EntryOrder.ByDue ? [] : ["p.sent_at IS NOT NULL"];
        if (query.From is not null)
            where.Add($"{at} >= @from");
        if (query.To is not null)
            where.Add($"{at} < @to");
        if (query.States.Count > 0)
            where.Add($"p.state IN ({string.Join(", ", query.States.Distinct().Select(state => $"'{state.Name()}'"))})");
        // What a person looks at is little among much: said in the words of its index, it is found there, and not by reading everything that is due.
        if (query.States.Count > 0 && query.States.All(IsOpen))
            where.Add(query.States.Contains(DeliveryState.Sending) ? $"p.id IN (SELECT id FROM post WHERE {PostTable.IsOpen} UNION ALL {PostTable.Blocking[1..^1]})" : "p." + PostTable.IsOpen);
        if (query.Campaign is not null)
            where.Add("p.campaign_id = @campaign");
        if (query.Account is not null)
            where.Add("p.account_id = @account");
        if (query.Platform is not null)
            where.Add("p.platform = @platform");
        if (query.Series is not null)
            where.Add("p.series_id = @series");
        // The first half is what an index is entered by.
        if (query.After is not null)
            where.Add($"{at} >= @afterAt AND ({at} > @afterAt OR p.id > @afterId)");
        var sql = $"{PostRow.Select}{(where.Count > 0 ? " WHERE " + string.Join(" AND ", where) : "")} ORDER BY {at}, p.id LIMIT @atMost";
        var rows = (await session.Connection.QueryAsync<PostRow>(sql, new
        {
            from = Instants.Of(query.From) ?? 0,
            to = Instants.Of(query.To) ?? 0,
            campaign = StoredText.Write(query.Campaign) ?? "",
            account = StoredText.Write(query.Account) ?? "",
            platform = StoredText.Write(query.Platform?.Value) ?? "",
            series = query.Series ?? Guid.Empty,
            afterAt = Instants.Of(query.After?.At) ?? 0,
            afterId = query.After?.Id ?? Guid.Empty,
            atMost = (long)query.Limit + 1,
        }, session.Transaction).ConfigureAwait(false)).ToList();
        var page = rows.Take(query.Limit).Select(row => row.ToEntry()).ToList();
        var next = rows.Count > query.Limit && page.Count > 0 ? new PageMark(query.Order == EntryOrder.ByDue ? page[^1].Delivery.DueAt : page[^1].SentAt!.Value, page[^1].Id) : null;
        return new EntryPage(page, next);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EntryCount>> CountAsync(IReadOnlyList<DateTimeOffset> borders, string? campaign, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<EntryCount>>(async session =>
    {
        List<EntryCount> counts = [];
        var of = campaign is null ? "" : "p.campaign_id = @slug AND ";
        for (var stretch = 0; stretch + 1 < borders.Count; stretch++)
        {
            var sql = $"SELECT p.platform AS Platform, p.state AS State, COUNT(*) AS Count FROM post p WHERE {of}p.due_at >= @from AND p.due_at < @to GROUP BY p.platform, p.state";
            var rows = await session.Connection.QueryAsync<CountRow>(sql,
                new { slug = StoredText.Write(campaign) ?? "", from = Instants.Of(borders[stretch]), to = Instants.Of(borders[stretch + 1]) }, session.Transaction).ConfigureAwait(false);
            counts.AddRange(rows.Select(row => new EntryCount(stretch, new(StoredText.Read(row.Platform)), DeliveryStates.Parse(row.State), row.Count)).OrderBy(count => (count.Platform, count.State)));
        }
        return counts;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Attempt>> ReadAttemptsAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Attempt>>(async session =>
    {
        const string sql = """
            SELECT id AS Id, n AS N, epoch AS Epoch, owner AS Owner, started_at AS StartedAt, finished_at AS FinishedAt, outcome AS Outcome, http_status AS HttpStatus, evidence AS Evidence
            FROM attempt WHERE post_id = @id ORDER BY n
            """;
        var rows = await session.Connection.QueryAsync<AttemptRow>(sql, new { id }, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToAttempt())];
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<Health> ReadHealthAsync(CancellationToken cancellationToken) => database.ReadAsync(async session =>
    {
        var now = await session.NowAsync().ConfigureAwait(false);
        const string dueSql = """
            SELECT COUNT(*) AS Count, MIN(p.due_at) AS Oldest FROM post p WHERE p.state = 'scheduled' AND p.due_at <= @at
            AND p.account_id NOT IN (SELECT l.account_id FROM lane l WHERE l.paused_because IS NOT NULL)
            """;
        var due = await session.Connection.QueryFirstAsync<TallyRow>(dueSql, new { at = Instants.Of(now) }, session.Transaction).ConfigureAwait(false);
        var scheduled = await session.Connection.QueryFirstAsync<long>("SELECT CAST(COALESCE(SUM(scheduled), 0) AS bigint) FROM lane", null, session.Transaction).ConfigureAwait(false);
        const string openSql = $"""
            SELECT state AS State, COUNT(*) AS Count, MIN(due_at) AS Oldest FROM post
            WHERE {PostTable.IsOpen} AND state IN ('unclear', 'held', 'awaiting_approval') GROUP BY state
            UNION ALL SELECT 'sending' AS State, COUNT(*) AS Count, MIN(due_at) AS Oldest FROM post WHERE state = 'sending' AND id IN {PostTable.Blocking}
            """;
        var open = (await session.Connection.QueryAsync<TallyRow>(openSql, null, session.Transaction).ConfigureAwait(false)).ToDictionary(row => DeliveryStates.Parse(row.State!));
        var workers = await session.Connection.QueryAsync<WorkerRow>(WorkerRow.Select, null, session.Transaction).ConfigureAwait(false);
        long In(DeliveryState state) => open.GetValueOrDefault(state)?.Count ?? 0;
        return new Health(now)
        {
            Due = due.Count,
            OldestDue = Instants.At(due.Oldest),
            Scheduled = scheduled,
            Sending = In(DeliveryState.Sending),
            Unclear = In(DeliveryState.Unclear),
            Held = In(DeliveryState.Held),
            OldestHeld = Instants.At(open.GetValueOrDefault(DeliveryState.Held)?.Oldest),
            AwaitingApproval = In(DeliveryState.AwaitingApproval),
            Paused = await LanesAsync(session, " WHERE l.paused_because IS NOT NULL").ConfigureAwait(false),
            Workers = [.. workers.Select(row => row.ToBeat()).OrderBy(worker => worker.Owner, StringComparer.Ordinal)],
        };
    }, cancellationToken);

    internal sealed class CountRow
    {
        public string Platform { get; set; } = "";
        public string State { get; set; } = "";
        public long Count { get; set; }
    }

    // The states of the index post_open, and what is sending.
    private static bool IsOpen(DeliveryState state) => state is not (DeliveryState.Scheduled or DeliveryState.Sent) && !state.IsDead();

    internal sealed class TallyRow
    {
        public string? State { get; set; }
        public long Count { get; set; }
        public long? Oldest { get; set; }
    }
}
