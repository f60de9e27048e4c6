using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    /// <inheritdoc/>
    public Task<AddResult> AddAsync(AddRequest request, CancellationToken cancellationToken) => database.WriteAsync<AddResult>(async session =>
    {
        await session.HoldAddingAsync().ConfigureAwait(false);
        var there = await ThereAsync(session, request.Deliveries).ConfigureAwait(false);
        var accounts = request.Deliveries.Select(added => added.Delivery.From).Concat(request.Series.Select(series => series.From)).DistinctBy(account => account.Id).ToList();
        var lanes = await HoldLanesAsync(session, accounts.Select(account => account.Id)).ConfigureAwait(false);
        var slugs = request.Deliveries.Select(added => added.Delivery.Campaign).Concat(request.Series.Select(series => series.Campaign)).Concat(request.Snapshots.Keys);
        var campaigns = await CampaignsAsync(session, slugs).ConfigureAwait(false);
        var words = request.Deliveries.Where(added => AddRules.SpeaksFor(added.State)).Select(added => added.Words).Concat(request.Series.SelectMany(series => series.Turns).Select(TextWords.Of));
        var said = await SaidAsync(session, words).ConfigureAwait(false);

        var obstacles = AddRules.Obstacles(request, added => there.Find(added) is not null, slug => campaigns.GetValueOrDefault(slug)?.StoppedAt is not null, said.SayerOf, account => lanes.GetValueOrDefault(account)?.Platform);
        if (obstacles.Count > 0)
            return new AddResult.Refused(obstacles);

        await MakeLanesAsync(session, accounts.Where(account => !lanes.ContainsKey(account.Id))).ConfigureAwait(false);
        List<Guid> existing = [];
        List<(NewDelivery, Entry)> added = [];
        foreach (var one in request.Deliveries)
        {
            if (there.Find(one) is { } id)
            {
                existing.Add(id);
                continue;
            }
            there.Add(one);
            added.Add((one, AddRules.EntryOf(one)));
        }
        await InsertAsync(session, added).ConfigureAwait(false);
        await session.WriteAsync(SeriesRow.Insert, request.Series.DistinctBy(series => series.Key)).ConfigureAwait(false);
        await session.WriteAsync(CampaignRow.Write, request.Snapshots.Select(pair => (campaigns.GetValueOrDefault(pair.Key) ?? new(pair.Key)) with { Snapshot = pair.Value })).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        var entries = (await EntriesAsync(session, existing).ConfigureAwait(false)).ToDictionary(entry => entry.Id);
        return new AddResult.Stored([.. added.Select(pair => pair.Item2.Id)], [.. existing.Select(id => entries[id])]);
    }, cancellationToken);

    private static async Task MakeLanesAsync(Session session, IEnumerable<Account> accounts)
    {
        var lanes = accounts.DistinctBy(account => account.Id).OrderBy(account => account.Id, StringComparer.Ordinal).Select(account => new Lane(account.Id, account.Platform));
        await session.WriteAsync(LaneTable.Make, lanes).ConfigureAwait(false);
    }

    // New posts on lanes that are there and held.
    private static async Task InsertAsync(Session session, IReadOnlyList<(NewDelivery Added, Entry Entry)> added)
    {
        if (added.Count == 0)
            return;
        var predecessors = await PredecessorsAsync(session, added.Select(pair => pair.Entry)).ConfigureAwait(false);
        var isWaiting = added.ToDictionary(pair => pair.Entry.Delivery.Key, pair => !IsOver(pair.Entry.State));
        bool Waits(Entry entry) => entry.Delivery.After is { } after && (isWaiting.TryGetValue(after, out var waits) ? waits : predecessors.GetValueOrDefault(after));
        // Who replies to one of these may be one of these.
        await session.WriteAsync(PostTable.Insert, added.Select(pair => new PostWritten(pair.Entry, pair.Added.Words, Waits(pair.Entry)))).ConfigureAwait(false);
        var (told, touched) = await FollowersAsync(session, [.. added.Where(pair => !IsOver(pair.Entry.State)).Select(pair => (pair.Entry.Delivery.Key, false))]).ConfigureAwait(false);
        var more = added.GroupBy(pair => pair.Entry.Delivery.From.Id).ToDictionary(lane => lane.Key, lane => lane.LongCount(pair => pair.Entry.State == DeliveryState.Scheduled));
        await session.WriteAsync([told, .. Lanes([], more.Keys.Concat(touched), more)]).ConfigureAwait(false);
    }

    // Of each predecessor that is in the store: whether it is still to come. Their lanes are held, so that it stays so.
    private static async Task<Dictionary<DeliveryKey, bool>> PredecessorsAsync(Session session, IEnumerable<Entry> entries)
    {
        var keys = entries.Select(entry => entry.Delivery.After?.Value).OfType<string>().Distinct().ToList();
        var found = Reading.Of(ThereRow.ByKey, keys);
        await session.ReadAsync(found).ConfigureAwait(false);
        await HoldLanesAsync(session, found.Rows.Select(row => row.Account)).ConfigureAwait(false);
        var there = Reading.Of(ThereRow.ByKey, keys);
        await session.ReadAsync(there).ConfigureAwait(false);
        return there.Rows.ToDictionary(row => row.Key, row => !IsOver(row.State));
    }

    private static async Task<There> ThereAsync(Session session, IReadOnlyList<NewDelivery> deliveries)
    {
        var there = new There();
        var byKey = Reading.Of(ThereRow.ByKey, deliveries.Select(added => added.Delivery.Key.Value));
        await session.ReadAsync(byKey).ConfigureAwait(false);
        there.Add(byKey.Rows);
        foreach (var occurrences in deliveries.Where(added => added.Delivery is { Series: not null, OccurrenceAt: not null }).GroupBy(added => added.Delivery.Series!.Value))
        {
            var (series, from, to) = (occurrences.Key, occurrences.Min(one => Instants.Of(one.Delivery.OccurrenceAt)!.Value), occurrences.Max(one => Instants.Of(one.Delivery.OccurrenceAt)!.Value));
            var rows = await session.Connection.QueryAsync<OccurrenceRow>("SELECT id AS Id, occurrence_at AS OccurrenceAt FROM post WHERE series_id = @series AND occurrence_at BETWEEN @from AND @to", new { series, from, to }, session.Transaction).ConfigureAwait(false);
            there.Add(series, rows);
        }
        return there;
    }

    private static async Task<Said> SaidAsync(Session session, IEnumerable<string?> words)
    {
        var reading = Reading.Of(SaidRow.ByWords, words.OfType<string>());
        await session.ReadAsync(reading).ConfigureAwait(false);
        return new(reading.Rows);
    }

    // AddRules.SpeaksFor, as SQL.
    private static readonly string Dead = string.Join(", ", Enum.GetValues<DeliveryState>().Where(state => !AddRules.SpeaksFor(state)).Select(state => $"'{state.Name()}'"));

    // What is in the store of that which is to be added, by key and by occurrence.
    private sealed class There
    {
        private readonly Dictionary<DeliveryKey, Guid> _keys = [];
        private readonly Dictionary<(Guid, long), Guid> _occurrences = [];

        public Guid? Find(NewDelivery added) =>
            _keys.TryGetValue(added.Delivery.Key, out var id) || (Occurrence(added) is { } occurrence && _occurrences.TryGetValue(occurrence, out id)) ? id : null;

        public void Add(NewDelivery added)
        {
            _keys[added.Delivery.Key] = added.Id;
            if (Occurrence(added) is { } occurrence)
                _occurrences[occurrence] = added.Id;
        }

        public void Add(IEnumerable<ThereRow> rows)
        {
            foreach (var row in rows)
                _keys[row.Key] = row.Id;
        }

        public void Add(Guid series, IEnumerable<OccurrenceRow> rows)
        {
            foreach (var row in rows)
                _occurrences[(series, row.OccurrenceAt)] = row.Id;
        }

        private static (Guid, long)? Occurrence(NewDelivery added) => added.Delivery is { Series: { } series, OccurrenceAt: { } at } ? (series, Instants.Of(at)) : null;
    }

    private sealed record ThereRow(DeliveryKey Key, Guid Id, string Account, DeliveryState State)
    {
        public static RowQuery<ThereRow> ByKey { get; } = new("SELECT p.key, p.id, p.account_id, p.state FROM post p", "p.key", row => new(new(row.Given()), row.GivenId(), row.Given(), DeliveryStates.Parse(row.Given())));
    }

    internal sealed class OccurrenceRow
    {
        public Guid Id { get; set; }
        public long OccurrenceAt { get; set; }
    }

    // Who says which words.
    private sealed class Said
    {
        private readonly Dictionary<(PlatformId, string), List<(string Account, DeliveryKey Key)>> _said = [];

        public Said(IEnumerable<SaidRow> rows)
        {
            foreach (var row in rows)
            {
                if (!_said.TryGetValue((row.Platform, row.Words), out var sayers))
                    _said.Add((row.Platform, row.Words), sayers = []);
                sayers.Add((row.Account, row.Key));
            }
        }

        /// <summary>The key of what another account than <paramref name="account"/> says in these words; null if none does.</summary>
        public DeliveryKey? SayerOf(PlatformId platform, string words, string account)
        {
            foreach (var (other, key) in _said.GetValueOrDefault((platform, words)) ?? [])
            {
                if (other != account)
                    return key;
            }
            return null;
        }
    }

    private sealed record SaidRow(PlatformId Platform, string Words, string Account, DeliveryKey Key)
    {
        public static RowQuery<SaidRow> ByWords { get; } = new("SELECT p.platform, p.words, p.account_id, MIN(p.key) FROM post p", "p.words", row => new(new(row.Given()), row.Given(), row.Given(), new(row.Given())))
        {
            And = $"p.state NOT IN ({Dead})", GroupBy = "p.platform, p.words, p.account_id",
        };
    }
}
