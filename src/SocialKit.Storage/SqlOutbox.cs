using System.Security.Cryptography;
using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

[module: DapperAot]

namespace SocialKit.Storage;

/// <summary>The store of deliveries on a database: it reads rows, asks the pure rules, and writes what they return. The same for every database.</summary>
/// <remarks>
/// Who changes an entry holds its lane's row, and lanes are held in the order of their accounts. Campaigns are read after that, and a stop holds every lane of its campaign: so
/// nobody begins what was stopped. Who adds keeps others who add out.
/// </remarks>
/// <param name="database">The database.</param>
internal sealed partial class SqlOutbox(Database database) : IStore
{
    // Lists as long as this are cut in pieces, so that no statement's parameters grow without bound.
    private const int MostAtOnce = 5000;

    /// <inheritdoc/>
    public StoreAddress Address => database.Address;

    /// <inheritdoc/>
    public Task<IAsyncDisposable> TakeSeatAsync(string owner, CancellationToken cancellationToken) => database.TakeSeatAsync(owner, cancellationToken);

    /// <inheritdoc/>
    public Task BackupAsync(string file, CancellationToken cancellationToken) => database.BackupAsync(file, cancellationToken);

    /// <inheritdoc/>
    public Task<string> KeepMediaAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        await session.WriteAsync(KeptMedia, [(hash, bytes)]).ConfigureAwait(false);
        return hash;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) => database.ReadAsync(async session =>
    {
        var bytes = await session.Connection.QueryFirstOrDefaultAsync<byte[]>("SELECT bytes FROM media WHERE sha256 = @sha256", new { sha256 }, session.Transaction).ConfigureAwait(false);
        return bytes is null ? (ReadOnlyMemory<byte>?)null : bytes;
    }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static RowShape<(string Hash, ReadOnlyMemory<byte> Bytes)> KeptMedia { get; } = RowShape.Insert<(string Hash, ReadOnlyMemory<byte> Bytes)>(
        "media", [new("sha256", ColumnKind.Text), new("bytes", ColumnKind.Bytes)], "ON CONFLICT (sha256) DO NOTHING", (row, media) =>
        {
            row.Text(media.Hash);
            row.Bytes(media.Bytes);
        });

    private static async Task<List<Entry>> EntriesAsync(Session session, IReadOnlyCollection<Guid> ids, string select)
    {
        List<Entry> entries = new(ids.Count);
        foreach (var some in ids.Chunk(MostAtOnce))
        {
            var rows = await session.Connection.QueryAsync<PostRow>($"{select} WHERE p.id IN (SELECT value FROM {session.EachId("list")})", new { list = session.List(some) }, session.Transaction).ConfigureAwait(false);
            entries.AddRange(rows.Select(row => row.ToEntry()));
        }
        return entries;
    }

    private static async Task<Entry?> EntryAsync(Session session, Guid id) => (await EntriesAsync(session, [id], PostRow.Select).ConfigureAwait(false)).FirstOrDefault();

    // Lanes, held until the transaction ends.
    private static async Task<Dictionary<string, Lane>> HoldLanesAsync(Session session, IEnumerable<string> accounts)
    {
        Dictionary<string, Lane> lanes = [];
        foreach (var some in accounts.Distinct().Order(StringComparer.Ordinal).Chunk(MostAtOnce))
        {
            var sql = $"{LaneRow.Select} WHERE l.account_id IN (SELECT value FROM {session.Each("list")}) ORDER BY l.account_id{session.ForUpdate}";
            foreach (var row in await session.Connection.QueryAsync<LaneRow>(sql, new { list = Session.List(some) }, session.Transaction).ConfigureAwait(false))
            {
                var lane = row.ToLane();
                lanes[lane.Account] = lane;
            }
        }
        return lanes;
    }

    private static async Task<Dictionary<string, CampaignState>> CampaignsAsync(Session session, IEnumerable<string?> slugs)
    {
        Dictionary<string, CampaignState> campaigns = [];
        foreach (var some in slugs.OfType<string>().Distinct().Chunk(MostAtOnce))
        {
            var sql = $"{CampaignRow.Select} WHERE c.slug IN (SELECT value FROM {session.Each("list")})";
            foreach (var row in await session.Connection.QueryAsync<CampaignRow>(sql, new { list = Session.List(some) }, session.Transaction).ConfigureAwait(false))
            {
                var campaign = row.ToCampaign();
                campaigns[campaign.Slug] = campaign;
            }
        }
        return campaigns;
    }

    private static async Task<CampaignState?> CampaignAsync(Session session, string? slug) =>
        slug is null ? null : (await CampaignsAsync(session, [slug]).ConfigureAwait(false)).GetValueOrDefault(slug);

    // Who replies to these, told whether their predecessor is still to come; gives the accounts of those replies, whose lanes are held then.
    private static async Task<IReadOnlyList<string>> TellFollowersAsync(Session session, IReadOnlyCollection<(DeliveryKey Key, bool IsOver)> changed)
    {
        List<string> accounts = [];
        foreach (var some in changed.Chunk(MostAtOnce))
        {
            var sql = $"SELECT DISTINCT after_key AS AfterKey, account_id AS AccountId FROM post WHERE after_key IN (SELECT value FROM {session.Each("list")})";
            var followers = (await session.Connection.QueryAsync<FollowerRow>(sql, new { list = Session.List(some.Select(one => one.Key.Value)) }, session.Transaction).ConfigureAwait(false)).ToList();
            if (followers.Count == 0)
                continue;
            var found = followers.Select(follower => StoredText.Read(follower.AccountId)).ToList();
            await HoldLanesAsync(session, found).ConfigureAwait(false);
            accounts.AddRange(found);
            var keys = followers.Select(follower => StoredText.Read(follower.AfterKey)).ToHashSet();
            await session.WriteAsync(Followers, some.Where(one => keys.Contains(one.Key.Value))).ConfigureAwait(false);
        }
        return accounts;
    }

    private static RowShape<(DeliveryKey Key, bool IsOver)> Followers { get; } =
        RowShape.Update<(DeliveryKey Key, bool IsOver)>("post", new("after_key", ColumnKind.Text), [new("is_waiting", ColumnKind.Number)], (row, one) =>
        {
            row.Flag(!one.IsOver);
            row.Text(one.Key.Value);
        });

    private static bool IsOver(DeliveryState state) => state == DeliveryState.Sent || state.IsDead();

    // Writes lanes as they are now, and those of which only posts may have changed; by account, how many more of their posts are scheduled.
    private static async Task WriteLanesAsync(Session session, IReadOnlyCollection<Lane> lanes, IEnumerable<string> touched, IReadOnlyDictionary<string, long>? more = null)
    {
        long MoreOf(string account) => more?.GetValueOrDefault(account) ?? 0;
        await session.WriteAsync(LaneTable.Write, lanes.Select(lane => (lane, MoreOf(lane.Account)))).ConfigureAwait(false);
        var written = lanes.Select(lane => lane.Account).ToHashSet();
        await session.WriteAsync(LaneTable.Touch, touched.Distinct().Where(account => !written.Contains(account)).Select(account => (account, MoreOf(account)))).ConfigureAwait(false);
    }

    internal sealed class FollowerRow
    {
        public string AfterKey { get; set; } = "";
        public string AccountId { get; set; } = "";
    }
}
