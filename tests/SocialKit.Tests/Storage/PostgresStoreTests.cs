using System.Net;
using System.Net.Sockets;
using SocialKit.Deliveries;
using SocialKit.Storage;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Storage;

/// <summary>What a PostgreSQL store promises beyond the contract.</summary>
public sealed class PostgresStoreTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly TestDeliveries _deliveries = new(new Ids(TimeProvider.System, new Random(1)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // With the end of the message: BEGIN says READ COMMITTED.
    private const string Commit = "COMMIT\0";

    private static Task<IStore> OpenAsync(StoreAddress address) => Stores.OpenAsync(address, TimeProvider.System, Token);

    private NewDelivery Due(Account from) => _deliveries.Post(from, TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1));

    [Fact]
    public async Task TablesOfANewerVersionAreLeftAlone()
    {
        await using var server = await TestPostgres.OpenAsync();
        await (await OpenAsync(server.Address)).DisposeAsync();
        await server.RunAsync("INSERT INTO schemaversions (scriptname, applied) VALUES ('9999-from-the-future.sql', now())");
        var fault = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(server.Address));
        Assert.Contains("newer version of socialkit", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralThatOpenANewDatabaseAtOnceMakeItOnce()
    {
        await using var server = await TestPostgres.OpenAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(server.Address)));
        Assert.All(await Task.WhenAll(stores.Select(store => store.AddAsync(new([Due(Anna)]), Token))), result => Assert.IsType<AddResult.Stored>(result));
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Theory]
    [InlineData("postgres://socialkit:top-secret@127.0.0.1:1/nowhere", "cannot be reached")]
    [InlineData("postgres://socialkit:top-secret@127.0.0.1:1/nowhere?sslmode=sometimes", "sslmode")]
    [InlineData("postgres://socialkit:top-secret@127.0.0.1:1/nowhere?colour=blue", "colour")]
    public async Task WhatCannotBeReachedIsSaidWithoutThePassword(string written, string about)
    {
        Assert.True(StoreAddress.TryParse(written, out var address, out _));
        var fault = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(address));
        Assert.Contains(about, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", fault.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public async Task AWrongPasswordIsSaidWithoutIt()
    {
        await using var server = await TestPostgres.OpenAsync();
        var fault = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(new StoreAddress.Server(new UriBuilder(server.Address.Uri) { Password = "top-secret" }.Uri)));
        Assert.Contains("does not let this user in", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeadWorkersIdleLanesAreTakenWithinSecondsAndWhatItWasSendingWaits()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var dead = await OpenAsync(server.Address);
        await using var alive = await OpenAsync(server.Address);
        var anna = Due(Anna);
        await dead.AddAsync(new([anna, Due(Chen)]), Token);
        await using var seat = await alive.TakeSeatAsync("alive", Token);
        await using var empty = await dead.TakeSeatAsync("dead", Token);
        var lanes = (await dead.ClaimAsync(new("dead", 10, Lease), Token)).ToDictionary(lane => lane.Account);
        await dead.CommitAsync([new Work.Begin(lanes["anna"], anna.Id, 1, _deliveries.Ids.Next(), new("key", new byte[] { 1 }), Lease)], Token);
        var sending = (await alive.ReadLanesAsync(Token)).Single(lane => lane.Account == "anna");
        var mark = await alive.WaitAsync(0, Soon, Token);

        // As when its process is killed: the server loses the session that holds the seat.
        await server.RunAsync("SELECT pg_terminate_backend(l.pid) FROM pg_locks l, worker w WHERE w.owner = 'dead' AND l.locktype = 'advisory' AND ((CAST(l.classid AS bigint) << 32) | CAST(l.objid AS bigint)) = w.seat");
        await empty.DisposeAsync();
        await alive.WaitAsync(mark, Soon, Token).WaitAsync(Soon, Token);
        Assert.Equal("chen", Assert.Single(await alive.ClaimAsync(new("alive", 10, Lease), Token)).Account);
        Assert.Equal(["alive"], (await alive.ReadHealthAsync(Token)).Workers.Select(worker => worker.Owner));
        // A lost session is no proof that its process has ended: it may be in the middle of the send, so Anna's lane is held as long as it said it would be.
        Assert.Equal(sending, (await alive.ReadLanesAsync(Token)).Single(lane => lane.Account == "anna"));
    }

    [Fact]
    public async Task ASeatThatWasLostIsTakenAgain()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var store = await OpenAsync(server.Address);
        await using var seat = await store.TakeSeatAsync("worker", Token);
        const string holder = "FROM pg_locks l, worker w WHERE l.locktype = 'advisory' AND ((CAST(l.classid AS bigint) << 32) | CAST(l.objid AS bigint)) = w.seat";
        var first = await server.AskAsync("SELECT l.pid " + holder);
        Assert.NotNull(first);
        await server.RunAsync("SELECT pg_terminate_backend(l.pid) " + holder);
        object? again = null;
        for (var left = 100; left > 0 && (again is null || again.Equals(first)); left--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), Token);
            again = await server.AskAsync("SELECT l.pid " + holder);
        }
        Assert.NotNull(again);
        Assert.NotEqual(first, again);
    }

    [Fact]
    public async Task TwoWorkersOfOneNameAreRefused()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var store = await OpenAsync(server.Address);
        await using var other = await OpenAsync(server.Address);
        await using var seat = await store.TakeSeatAsync("worker", Token);
        await Assert.ThrowsAsync<StoreException>(() => other.TakeSeatAsync("worker", Token));
    }

    [Fact]
    public async Task WhenTheAnswerToACommitIsLostTheServerIsAskedAndNothingIsDoneTwice()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var proxy = new CuttingProxy(server.Address.Uri.Port);
        await using var store = await OpenAsync(server.Through(proxy.Port));
        var added = Due(Anna);

        proxy.CutAfter = Commit;
        var stored = Assert.IsType<AddResult.Stored>(await store.AddAsync(new([added]), Token));
        Assert.Equal([added.Id], stored.Added);
        Assert.Empty(stored.Existing);

        proxy.CutAfter = Commit;
        var changed = Assert.IsType<ChangeResult.Changed>(await store.ChangeAsync(added.Id, 1, new Change.Hold("wait"), Token));
        Assert.Equal(2, changed.Entry.Version);

        proxy.CutAfter = Commit;
        Assert.IsType<ChangeResult.Changed>(await store.ChangeAsync(added.Id, 2, new Change.Retry(), Token));
        proxy.CutAfter = Commit;
        var lane = Assert.Single(await store.ClaimAsync(new("worker", 10, Lease), Token));
        Assert.Equal(1, lane.Epoch);
        proxy.CutAfter = Commit;
        Assert.IsType<WorkResult.Accepted>(Assert.Single(await store.CommitAsync([new Work.Begin(lane, added.Id, 3, _deliveries.Ids.Next(), new("key", new byte[] { 1 }), Lease)], Token)));
        Assert.Single(await store.ReadAttemptsAsync(added.Id, Token));
        Assert.Equal(5, proxy.Cuts);
    }

    [Fact]
    public async Task AServerThatCrashedIsNotAskedAboutATransactionOfItsFormerLife()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var proxy = new CuttingProxy(server.Address.Uri.Port);
        await using var store = await OpenAsync(server.Through(proxy.Port));
        // What a crash does to the table.
        await server.RunAsync("DELETE FROM life");
        var added = Due(Anna);
        proxy.CutAfter = Commit;
        var stored = Assert.IsType<AddResult.Stored>(await store.AddAsync(new([added]), Token));
        // It was repeated, which found what the first time had done.
        Assert.Equal(added.Id, Assert.Single(stored.Existing).Id);
        // Now the life is known again, and the next answer that is lost is asked for.
        var other = Due(Anna);
        proxy.CutAfter = Commit;
        Assert.Equal([other.Id], Assert.IsType<AddResult.Stored>(await store.AddAsync(new([other]), Token)).Added);
    }

    [Fact]
    public async Task WhenTheConnectionIsLostBeforeTheCommitTheWholeIsRepeated()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var proxy = new CuttingProxy(server.Address.Uri.Port);
        await using var store = await OpenAsync(server.Through(proxy.Port));
        var added = Due(Anna);
        proxy.CutBefore = "INSERT INTO post";
        Assert.Equal([added.Id], Assert.IsType<AddResult.Stored>(await store.AddAsync(new([added]), Token)).Added);
        Assert.Equal(1, proxy.Cuts);
        Assert.Single((await store.PageAsync(new(), Token)).Entries);
    }

    [Fact]
    public async Task WhoListensHearsOfChangesAlsoAfterALostConnection()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var store = await OpenAsync(server.Address);
        await using var other = await OpenAsync(server.Address);
        var mark = await store.WaitAsync(0, Soon, Token);
        await server.RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE 'SELECT MIN(claim_at)%'");
        await other.AddAsync(new([Due(Anna)]), Token);
        Assert.NotEqual(mark, await store.WaitAsync(mark, TimeSpan.FromMinutes(1), Token).WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task LeasesGoByTheDatabasesClockAlone()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var wrong = await Stores.OpenAsync(server.Address, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero)), Token);
        await wrong.AddAsync(new([Due(Anna)]), Token);
        Assert.Single(await wrong.ClaimAsync(new("worker", 10, Lease), Token));
        Assert.InRange((await wrong.UntilNextAsync(null, Token))!.Value, Lease - Soon, Lease);
        Assert.InRange(await wrong.BeatAsync("worker", 0, null, Token), TimeProvider.System.GetUtcNow() - Soon, TimeProvider.System.GetUtcNow() + Soon);
    }

    [Fact]
    public async Task WhatWasDueIsHeldOnceWhenTheDatabaseWasRestoredByItsOwnTools()
    {
        await using var server = await TestPostgres.OpenAsync();
        int version;
        var (due, later) = (Due(Anna), _deliveries.Post(Chen, TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1)));
        await using (var store = await OpenAsync(server.Address))
            await store.AddAsync(new([due, later]), Token);
        await using (var again = await OpenAsync(server.Address))
        {
            var before = (await again.ReadAsync(due.Id, Token))!;
            Assert.Equal(DeliveryState.Scheduled, before.State);
            version = before.Version;
        }
        await server.DumpAndRestoreAsync();
        foreach (var store in await Task.WhenAll(OpenAsync(server.Address), OpenAsync(server.Address)))
        {
            await using var one = store;
            var held = (await one.ReadAsync(due.Id, Token))!;
            Assert.Equal((DeliveryState.Held, true, 1), (held.State, held.MayBeOut, held.Version - version));
            Assert.StartsWith("The database was restored", held.Because, StringComparison.Ordinal);
            Assert.Equal(DeliveryState.Scheduled, (await one.ReadAsync(later.Id, Token))!.State);
        }
    }

    [Fact]
    public async Task AServerThatDoesNotTellWhereItIsKeepsAQueueAllTheSame()
    {
        await using var server = await TestPostgres.OpenAsync();
        // Found before the system's own by whoever names this schema first, as no store does: so a server is imitated that refuses.
        await server.RunAsync("CREATE FUNCTION pg_walfile_name(pg_lsn) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not here' USING ERRCODE = 'feature_not_supported'; END $$");
        var first = new SocialKit.Storage.StoreAddress.Server(new Uri(server.Address.Uri.AbsoluteUri + ",pg_catalog"));
        await using var store = await OpenAsync(first);
        Assert.IsType<AddResult.Stored>(await store.AddAsync(new([Due(Anna)]), Token));
        Assert.Equal(0L, await server.AskAsync("SELECT COUNT(*) FROM place"));
    }

    [Fact]
    public async Task ItIsBackedUpByItsOwnTools()
    {
        await using var server = await TestPostgres.OpenAsync();
        await using var store = await OpenAsync(server.Address);
        Assert.Contains("pg_dump", (await Assert.ThrowsAsync<StoreException>(() => store.BackupAsync("backup", Token))).Remedy, StringComparison.Ordinal);
    }

    // Passes everything on between a client and the server, until it cuts a connection at a word that the client says: before the server has heard it, or after the server has
    // answered, so that the client does not hear that.
    private sealed class CuttingProxy : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly int _server;
        private readonly CancellationTokenSource _end = new();
        private readonly Task _accepting;

        public CuttingProxy(int server)
        {
            _server = server;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _accepting = AcceptAsync();
        }

        public int Port { get; }

        public string? CutBefore { get; set; }

        public string? CutAfter { get; set; }

        public int Cuts { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _listener.Stop();
            await _accepting;
            _end.Dispose();
        }

        private async Task AcceptAsync()
        {
            List<Task> connections = [];
            try
            {
                while (true)
                    connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
            catch (OperationCanceledException)
            {
            }
            await Task.WhenAll(connections);
        }

        private async Task PassAsync(TcpClient client)
        {
            using var server = new TcpClient();
            using (client)
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                var isDeaf = new TaskCompletionSource();
                await Task.WhenAny(UpAsync(client.GetStream(), server.GetStream(), isDeaf), DownAsync(server.GetStream(), client.GetStream(), isDeaf));
            }
        }

        private async Task UpAsync(NetworkStream client, NetworkStream server, TaskCompletionSource isDeaf)
        {
            var buffer = new byte[65536];
            try
            {
                while (await client.ReadAsync(buffer, _end.Token) is > 0 and var count)
                {
                    var said = System.Text.Encoding.Latin1.GetString(buffer, 0, count);
                    if (CutBefore is { } before && said.Contains(before, StringComparison.Ordinal))
                    {
                        CutBefore = null;
                        Cuts++;
                        return;
                    }
                    if (CutAfter is { } after && said.Contains(after, StringComparison.Ordinal))
                    {
                        CutAfter = null;
                        Cuts++;
                        isDeaf.SetResult();
                    }
                    await server.WriteAsync(buffer.AsMemory(0, count), _end.Token);
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException)
            {
            }
        }

        private async Task DownAsync(NetworkStream server, NetworkStream client, TaskCompletionSource isDeaf)
        {
            var buffer = new byte[65536];
            try
            {
                while (await server.ReadAsync(buffer, _end.Token) is > 0 and var count)
                {
                    if (isDeaf.Task.IsCompleted)
                        return;
                    await client.WriteAsync(buffer.AsMemory(0, count), _end.Token);
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException)
            {
            }
        }
    }
}
