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

    private static async Task<List<Entry>> EntriesAsync(Session session, IReadOnlyCollection<Guid> ids)
    {
        List<Entry> entries = new(ids.Count);
        foreach (var some in ids.Chunk(MostAtOnce))
        {
            var rows = await session.Connection.QueryAsync<PostRow>($"{PostRow.Select} WHERE p.id IN (SELECT value FROM {session.EachId("list")})", new { list = session.List(some) }, session.Transaction).ConfigureAwait(false);
            entries.AddRange(rows.Select(row => row.ToEntry()));
        }
        return entries;
    }

    private static async Task<Entry?> EntryAsync(Session session, Guid id) => (await EntriesAsync(session, [id]).ConfigureAwait(false)).FirstOrDefault();

    private static async Task<Dictionary<Guid, PostOutline>> OutlinesAsync(Session session, IEnumerable<Guid> ids)
    {
        var outlines = Reading.Of(PostOutline.ById, ids);
        await session.ReadAsync(outlines).ConfigureAwait(false);
        return outlines.Rows.ToDictionary(outline => outline.Entry.Id);
    }

    // Lanes, held until the transaction ends.
    private static async Task<Dictionary<string, Lane>> HoldLanesAsync(Session session, IEnumerable<string> accounts)
    {
        var lanes = Reading.Of(LaneRow.Held, accounts);
        await session.ReadAsync(lanes).ConfigureAwait(false);
        return lanes.Rows.ToDictionary(lane => lane.Account);
    }

    private static async Task<Dictionary<string, CampaignState>> CampaignsAsync(Session session, IEnumerable<string?> slugs)
    {
        var campaigns = Reading.Of(CampaignRow.BySlug, slugs.OfType<string>());
        await session.ReadAsync(campaigns).ConfigureAwait(false);
        return campaigns.Rows.ToDictionary(campaign => campaign.Slug);
    }

    private static async Task<CampaignState?> CampaignAsync(Session session, string? slug) =>
        slug is null ? null : (await CampaignsAsync(session, [slug]).ConfigureAwait(false)).GetValueOrDefault(slug);

    // Who replies to these is to be told whether their predecessor is still to come: gives what is to be written, and the accounts of those replies, whose lanes are held then.
    private static async Task<(Writing Told, IReadOnlyList<string> Accounts)> FollowersAsync(Session session, IReadOnlyCollection<(DeliveryKey Key, bool IsOver)> changed)
    {
        var followers = Reading.Of(Followers, changed.Select(one => one.Key.Value));
        await session.ReadAsync(followers).ConfigureAwait(false);
        var accounts = followers.Rows.Select(follower => follower.Account).Distinct().ToList();
        await HoldLanesAsync(session, accounts).ConfigureAwait(false);
        var keys = followers.Rows.Select(follower => follower.After).ToHashSet();
        return (Writing.Of(Told, changed.Where(one => keys.Contains(one.Key))), accounts);
    }

    private static RowQuery<(DeliveryKey After, string Account)> Followers { get; } = new("SELECT DISTINCT f.after_key, f.account_id FROM post f", "f.after_key", row => (new(row.Given()), row.Given()));

    private static RowShape<(DeliveryKey Key, bool IsOver)> Told { get; } =
        RowShape.Update<(DeliveryKey Key, bool IsOver)>("post", new("after_key", ColumnKind.Text), [new("is_waiting", ColumnKind.Number)], (row, one) =>
        {
            row.Flag(!one.IsOver);
            row.Text(one.Key.Value);
        });

    private static bool IsOver(DeliveryState state) => state == DeliveryState.Sent || state.IsDead();

    // What writes lanes as they are now, and those of which only posts may have changed: by account, how many more of their posts are scheduled; and as they were where that is known.
    private static List<Writing> Lanes(IReadOnlyCollection<Lane> lanes, IEnumerable<string> touched, IReadOnlyDictionary<string, long>? more = null, IReadOnlyDictionary<string, Lane>? before = null)
    {
        List<(Lane, long)> written = [];
        List<(Lane, long)> going = [];
        foreach (var lane in lanes)
        {
            var isSame = before?.GetValueOrDefault(lane.Account) is { } was && was.Epoch == lane.Epoch && was.Owner == lane.Owner;
            (isSame ? going : written).Add((lane, MoreOf(lane.Account)));
        }
        var all = lanes.Select(lane => lane.Account).ToHashSet();
        return [Writing.Of(LaneTable.Write, written), Writing.Of(LaneTable.Go, going), Writing.Of(LaneTable.Touch, touched.Distinct().Where(account => !all.Contains(account)).Select(account => (account, MoreOf(account))))];

        long MoreOf(string account) => more?.GetValueOrDefault(account) ?? 0;
    }
}
