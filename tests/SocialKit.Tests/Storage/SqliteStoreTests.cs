using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Storage;
using SocialKit.Storage.Sqlite;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Storage;

/// <summary>What a SQLite store promises beyond the contract.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly TestDeliveries _deliveries = new(new Ids(TimeProvider.System, new Random(1)));

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _folder["queue.db"];

    private Task<IStore> OpenAsync(string? file = null) => Stores.OpenAsync(new StoreAddress.File(file ?? File), _clock, Token);

    private NewDelivery Due(Account from) => _deliveries.Post(from, _clock.GetUtcNow() - TimeSpan.FromSeconds(1));

    private static async Task<string> FaultAsync(Func<Task> act)
    {
        var fault = await Assert.ThrowsAsync<StoreException>(act);
        Assert.NotEmpty(fault.Remedy);
        return fault.Message;
    }

    private void Run(string sql)
    {
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        line.Run(sql);
    }

    // ---- the file ----

    [Fact]
    public async Task TheFilesAreTheirOwnersAlone()
    {
        var file = _folder[Path.Combine("made", "too", "queue.db")];
        await using var store = await OpenAsync(file);
        await store.AddAsync(new([Due(Anna)]), Token);
        await using var seat = await store.TakeSeatAsync("worker", Token);
        Assert.All(["", "-wal", "-shm", ".worker"], beside => Assert.Equal(Owner, FileModes.Of(file + beside)));
        Assert.Equal(Owner | UnixFileMode.UserExecute, FileModes.Of(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task AFileThatOthersMayReadBecomesItsOwnersAlone()
    {
        await (await OpenAsync()).DisposeAsync();
        FileModes.Set(File, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using var store = await OpenAsync();
        Assert.Equal(Owner, FileModes.Of(File));
    }

    [Fact]
    public async Task EveryCommitIsOnTheDiskBeforeItIsDone()
    {
        await using var store = await OpenAsync();
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        Assert.Equal(["wal"], line.Texts("PRAGMA journal_mode"));
        Assert.Equal(["2"], line.Texts("SELECT CAST(synchronous AS text) FROM pragma_synchronous"));
        Assert.Equal(["1"], line.Texts("SELECT CAST(foreign_keys AS text) FROM pragma_foreign_keys"));
    }

    [Fact]
    public async Task WhatIsNoDatabaseIsSaidToBeNoneAndStaysAsItIs()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5000), Token);
        Assert.Equal($"{File} is not a database.", await FaultAsync(() => OpenAsync()));
        Assert.Equal(new string('x', 5000), await System.IO.File.ReadAllTextAsync(File, Token));
    }

    [Fact]
    public async Task AnotherProgramsDatabaseIsNotTouched()
    {
        SqliteFile.Make(File);
        Run("CREATE TABLE bookmarks (url text)");
        Assert.Equal($"{File} is a database of another program.", await FaultAsync(() => OpenAsync()));
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        Assert.Equal(["bookmarks"], line.Texts("SELECT name FROM sqlite_master"));
        Assert.Equal(["delete"], line.Texts("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task AFolderIsSaidToBeOne()
    {
        Directory.CreateDirectory(File);
        Assert.Equal($"{File} is a folder.", await FaultAsync(() => OpenAsync()));
    }

    [Fact]
    public async Task AFolderThatCannotBeMadeIsSaid()
    {
        await System.IO.File.WriteAllTextAsync(_folder["in-the-way"], "", Token);
        Assert.StartsWith(_folder[Path.Combine("in-the-way", "queue.db")] + " cannot be opened", await FaultAsync(() => OpenAsync(_folder[Path.Combine("in-the-way", "queue.db")])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatMayNotBeWrittenIsSaid()
    {
        // Not even root may write there.
        if (OperatingSystem.IsLinux())
            Assert.Equal("/sys/queue.db may not be opened.", await FaultAsync(() => OpenAsync("/sys/queue.db")));
        if (Environment.IsPrivilegedProcess)
            return;
        await (await OpenAsync()).DisposeAsync();
        Directory.CreateDirectory(_folder["locked"]);
        FileModes.Set(File, UnixFileMode.UserRead);
        FileModes.Set(_folder["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await FaultAsync(() => OpenAsync());
        await FaultAsync(() => OpenAsync(_folder[Path.Combine("locked", "queue.db")]));
    }

    [Fact]
    public async Task ADatabaseThatMayOnlyBeReadIsSaidToBeSo()
    {
        await using var store = await OpenAsync();
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadOnly);
        var fault = Assert.Throws<SqliteException>(() => line.Run("DELETE FROM post"));
        Assert.Contains("read-only", SqliteFaults.Of(fault, File).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TablesOfANewerVersionAreLeftAlone()
    {
        await (await OpenAsync()).DisposeAsync();
        Run("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('9999-from-the-future.sql', '2030-01-01')");
        Assert.Contains("newer version of socialkit", await FaultAsync(() => OpenAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralThatOpenANewFileAtOnceMakeItOnce()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(), Token)));
        Assert.All(await Task.WhenAll(stores.Select(store => store.AddAsync(new([Due(Anna)]), Token))), result => Assert.IsType<AddResult.Stored>(result));
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Fact]
    public async Task OnAFullDiskNothingIsHalfScheduled()
    {
        await using (var store = await OpenAsync())
        {
            await store.AddAsync(new([Due(Anna)]), Token);
            // The limit holds for a connection: only the one that writes may have it.
            await using var database = SqliteDatabase.Open(new(File), _clock, mostPages: () => 120);
            await using var full = new SqlOutbox(database);
            var many = Enumerable.Range(0, 2000).Select(_ => Due(Chen)).ToList();
            Assert.Contains("the disk is full", await FaultAsync(() => full.AddAsync(new(many), Token)), StringComparison.Ordinal);
            Assert.Single((await full.PageAsync(new(), Token)).Entries);
            Assert.Equal(["anna"], (await full.ReadLanesAsync(Token)).Select(lane => lane.Account));
            // What is small enough goes on.
            Assert.IsType<AddResult.Stored>(await full.AddAsync(new([Due(Chen)]), Token));
        }
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        Assert.Equal(["ok"], line.Texts("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task AWorkerOnAFullDiskSaysSoLosesNothingAndGoesOnByItselfWhenThereIsRoom()
    {
        var accounts = Enumerable.Range(0, 12).Select(i => new Account($"account-{i}", new("alpha"), $"invented_{i}")).ToList();
        List<NewDelivery> posts = [.. accounts.SelectMany(account => Enumerable.Range(0, 25).Select(_ => Due(account)))];
        await using (var store = await OpenAsync())
            await store.AddAsync(new(posts), Token);
        int? most;
        using (var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite))
            most = int.Parse(line.Texts("SELECT CAST(page_count AS text) FROM pragma_page_count")[0], System.Globalization.CultureInfo.InvariantCulture) + 3;

        await using var database = SqliteDatabase.Open(new(File), _clock, () => most);
        await using var full = new SqlOutbox(database);
        var network = new FakeNetwork(NetworkKind.Readable);
        var told = new Told();
        var worker = new Worker(full, new(FakePlatform.Alpha with { Sender = network }), new() { Owner = "worker" }, _clock, new Random(1), told);
        using var stop = new CancellationTokenSource();
        var working = Task.Run(() => worker.RunAsync(stop.Token, CancellationToken.None), Token);
        await UntilAsync(() => told.Notices.Any(notice => notice.Code == "store-unreachable"));
        Assert.Contains("the disk is full", told.Notices.First().Reason, StringComparison.Ordinal);
        Assert.Contains("goes on by itself", told.Notices.First().Reason, StringComparison.Ordinal);
        Assert.True(network.Effects.Count < posts.Count);

        most = null;
        await UntilAsync(() => network.Effects.Count >= posts.Count);
        await stop.CancelAsync();
        await UntilAsync(() => working.IsCompleted);
        await working;
        Assert.Equal(posts.Select(added => added.Delivery.Key).Order(), network.Effects.Select(effect => effect.Key).Order());
        Assert.All(accounts, account => Assert.Equal(posts.Select(added => added.Delivery).Where(delivery => delivery.From == account).Select(delivery => delivery.Key), network.Effects.Where(effect => effect.Account == account.Id).Select(effect => effect.Key)));
    }

    // Moves the clock on until something is so.
    private async Task UntilAsync(Func<bool> isSo)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60), "It did not come to that.");
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, Token);
        }
    }

    private sealed class Told : INotify
    {
        public System.Collections.Concurrent.ConcurrentQueue<Notice> Notices { get; } = [];

        public void Tell(Notice notice) => Notices.Enqueue(notice);
    }

    [Theory]
    [InlineData("LOWER(SUBSTR(CAST(p.id AS text), 33)) = '2a9c' AND LOWER(REPLACE(CAST(p.id AS text), '-', '')) LIKE '%4f2a9c' ORDER BY p.id LIMIT 10", "post_end_of_id")]
    [InlineData("p.account_id = 'anna' ORDER BY p.due_at, p.id LIMIT 201", "post_account")]
    public async Task ByTheEndOfAnIdAndByItsAccountAPostIsFoundWithoutGoingThroughAll(string where, string index)
    {
        await (await OpenAsync()).DisposeAsync();
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        using var command = line.Connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN SELECT p.id FROM post p WHERE {where}";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Contains($"USING INDEX {index}", reader.GetString(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverHoldsTheFileForLongIsToldOf()
    {
        await using var store = await OpenAsync();
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        line.Run("BEGIN IMMEDIATE");
        Assert.Contains("held by another program", await FaultAsync(() => store.AddAsync(new([Due(Anna)]), Token)), StringComparison.Ordinal);
        line.Run("ROLLBACK");
        Assert.IsType<AddResult.Stored>(await store.AddAsync(new([Due(Anna)]), Token));
    }

    [Fact]
    public async Task WhoeverHoldsTheFileForAMomentIsWaitedFor()
    {
        await using var store = await OpenAsync();
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        line.Run("BEGIN IMMEDIATE");
        var adding = Task.Run(() => store.AddAsync(new([Due(Anna)]), Token), Token);
        await Task.Delay(TimeSpan.FromMilliseconds(300), Token);
        Assert.False(adding.IsCompleted);
        line.Run("ROLLBACK");
        Assert.IsType<AddResult.Stored>(await adding);
    }

    [Fact]
    public async Task HowManyAreScheduledIsKnownWithoutCountingThem()
    {
        await using var store = await OpenAsync();
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        async Task AgreeAsync(long expected)
        {
            Assert.Equal(expected, (await store.ReadHealthAsync(Token)).Scheduled);
            Assert.Equal(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.Single(line.Texts("SELECT CAST(COUNT(*) AS text) FROM post WHERE state = 'scheduled'")));
        }

        var due = Due(Anna);
        var later = _deliveries.Post(Anna, _clock.GetUtcNow() + TimeSpan.FromDays(1), campaign: "c");
        await store.AddAsync(new([due, later, _deliveries.Post(Chen, _clock.GetUtcNow(), campaign: "c"), due with { Id = _deliveries.Ids.Next() }, Due(Chen) with { State = DeliveryState.Draft }]), Token);
        await AgreeAsync(3);
        var lane = Assert.Single(await store.ClaimAsync(new("worker", 1, Lease), Token));
        var begin = new Work.Begin(lane, due.Id, 1, _deliveries.Ids.Next(), new("key", new byte[] { 1 }), Lease);
        await store.CommitAsync([begin], Token);
        await AgreeAsync(2);
        await store.CommitAsync([new Work.Record(lane, due.Id, 2, begin.Attempt, new Outcome.NotSent("no route"), new(DeliveryState.Scheduled, "no route"))], Token);
        await AgreeAsync(3);
        await store.StopAsync("c", "Invented Person", Token);
        await AgreeAsync(1);
        await store.ResumeAsync("c", Token);
        await AgreeAsync(3);
        await store.ChangeAsync(later.Id, 3, new Change.Edit(later.Delivery with { NeedsApproval = true }, later.Words), Token);
        await AgreeAsync(2);
        await store.ChangeAsync(due.Id, 3, new Change.Cancel("Invented Person"), Token);
        await AgreeAsync(1);
    }

    [Theory]
    [InlineData("SELECT DISTINCT account_id FROM post WHERE state = 'sending' AND id IN " + SocialKit.Storage.Rows.PostTable.Blocking, "sqlite_autoindex_post_1")]
    [InlineData("SELECT COUNT(*) FROM post WHERE state = 'held' AND " + SocialKit.Storage.Rows.PostTable.IsOpen, "post_open")]
    [InlineData("SELECT COUNT(*) FROM post WHERE state = 'scheduled' AND due_at <= 1", "post_scheduled")]
    [InlineData("SELECT MIN(claim_at) FROM lane WHERE claim_at IS NOT NULL", "lane_claim")]
    [InlineData("SELECT id FROM post WHERE account_id = 'anna' AND turn_at IS NOT NULL AND turn_at <= 1 ORDER BY turn_at, id LIMIT 16", "post_turn")]
    [InlineData("SELECT id FROM post WHERE due_at >= 1 AND due_at < 9 ORDER BY due_at, id LIMIT 100", "post_due")]
    public async Task WhatAWorkerAsksAllTheTimeGoesByAnIndex(string sql, string index)
    {
        await using var store = await OpenAsync();
        using var line = SqliteLine.Open(File, SqliteOpenMode.ReadWrite);
        using var command = line.Connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the rows above.
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Contains(index, reader.GetString(3), StringComparison.Ordinal);
    }

    // ---- the one worker ----

    [Fact]
    public async Task ASecondWorkerIsRefusedAndToldWhoTheFirstIs()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        var seat = await first.TakeSeatAsync("laptop-1234", Token);
        var fault = await Assert.ThrowsAsync<StoreException>(() => second.TakeSeatAsync("laptop-5678", Token));
        Assert.Equal($"Another worker is at work on {File} (laptop-1234).", fault.Message);
        Assert.True(fault.SeatIsTaken);
        await seat.DisposeAsync();
        await using var free = await second.TakeSeatAsync("laptop-5678", Token);
    }

    [Fact]
    public async Task ANewWorkerTakesEveryLaneAtOnceAndLooksForWhatWasBeingSent()
    {
        await using var store = await OpenAsync();
        var (anna, _) = (Due(Anna), await store.AddAsync(new([Due(Chen)]), Token));
        await store.AddAsync(new([anna]), Token);
        var seat = await store.TakeSeatAsync("killed", Token);
        await store.BeatAsync("killed", 1, null, Token);
        var lanes = (await store.ClaimAsync(new("killed", 10, Lease), Token)).ToDictionary(lane => lane.Account);
        await store.CommitAsync([new Work.Begin(lanes["anna"], anna.Id, 1, _deliveries.Ids.Next(), new("key", new byte[] { 1 }), Lease)], Token);
        await seat.DisposeAsync();

        await using var next = await store.TakeSeatAsync("next", Token);
        // The lock of the file says that the process has ended: nobody is in the middle of anything, and no lease is waited for.
        var taken = (await store.ClaimAsync(new("next", 10, Lease), Token)).ToDictionary(lane => lane.Account);
        Assert.Equal(["anna", "chen"], taken.Keys.Order());
        Assert.Equal(["next"], (await store.ReadHealthAsync(Token)).Workers.Select(worker => worker.Owner));
        Assert.Equal((DeliveryState.Sending, anna.Id), (await store.ReadLaneAsync(taken["anna"], 10, Token)).Select(entry => (entry.State, entry.Id)).Single());
    }

    [Fact]
    public async Task WhatAnotherProcessAddsWakesTheWorker()
    {
        await using var worker = await Stores.OpenAsync(new StoreAddress.File(File), TimeProvider.System, Token);
        var mark = await worker.WaitAsync(0, TimeSpan.FromMinutes(1), Token);
        var waiting = worker.WaitAsync(mark, TimeSpan.FromMinutes(5), Token);
        await using var other = await OpenAsync();
        await other.AddAsync(new([Due(Anna)]), Token);
        Assert.NotEqual(mark, await waiting.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    // ---- backup ----

    [Fact]
    public async Task ABackupIsWholeWhileAWriterGoesOn()
    {
        await using var store = await OpenAsync();
        await store.AddAsync(new([.. Enumerable.Range(0, 500).Select(_ => _deliveries.Post(Anna, _clock.GetUtcNow() + TimeSpan.FromDays(1)))]), Token);
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                await store.AddAsync(new([_deliveries.Post(Chen, _clock.GetUtcNow() + TimeSpan.FromDays(2)), _deliveries.Post(Chen, _clock.GetUtcNow() + TimeSpan.FromDays(2))]), Token);
        }, Token);
        await store.BackupAsync(_folder["backup.db"], Token);
        await done.CancelAsync();
        await writing;

        Assert.Equal(0, await Stores.RestoreAsync(_folder["backup.db"], new StoreAddress.File(_folder["restored.db"]), _clock, Token));
        await using var restored = await OpenAsync(_folder["restored.db"]);
        var entries = (await restored.PageAsync(new() { Limit = 100_000 }, Token)).Entries;
        Assert.Equal(500, entries.Count(entry => entry.Delivery.From.Id == "anna"));
        Assert.Equal(0, entries.Count(entry => entry.Delivery.From.Id == "chen") % 2);
        Assert.All(["backup.db", "restored.db"], file => Assert.Equal(Owner, FileModes.Of(_folder[file])));
    }

    [Fact]
    public async Task WhatMayHaveGoneOutSinceTheBackupIsNotSentAgain()
    {
        await using (var store = await OpenAsync())
        {
            var soon = _clock.GetUtcNow() + TimeSpan.FromHours(1);
            var series = new Series(_deliveries.Ids.Next(), new("weekly"), Anna, "0 9 * * 1", "Asia/Almaty", [new Act.Publish(new Post(new("alpha"), "Every week"))]) { NextAt = soon };
            await store.AddAsync(new([_deliveries.Post(Anna, soon), _deliveries.Post(Chen, soon + TimeSpan.FromDays(9))]) { Series = [series] }, Token);
            await store.BackupAsync(_folder["backup.db"], Token);
        }
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, await Stores.RestoreAsync(_folder["backup.db"], new StoreAddress.File(_folder["restored.db"]), _clock, Token));
        await using var restored = await OpenAsync(_folder["restored.db"]);
        Assert.Empty(await restored.ClaimAsync(new("worker", 10, Lease), Token));
        var entries = (await restored.PageAsync(new(), Token)).Entries;
        Assert.Equal([DeliveryState.Held, DeliveryState.Scheduled], entries.Select(entry => entry.State));
        Assert.Equal(Refusal.MayBeOut, Assert.IsType<ChangeResult.Refused>(await restored.ChangeAsync(entries[0].Id, entries[0].Version, new Change.Retry(), Token)).Why);
        Assert.Empty((await restored.DueSeriesAsync(TimeSpan.FromDays(14), Token)).Series);
    }

    [Fact]
    public async Task ABackupReplacesNothing()
    {
        await using var store = await OpenAsync();
        await System.IO.File.WriteAllTextAsync(_folder["mine.txt"], "mine", Token);
        Assert.Contains("is there already", await FaultAsync(() => store.BackupAsync(_folder["mine.txt"], Token)), StringComparison.Ordinal);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(_folder["mine.txt"], Token));
        await FaultAsync(() => store.BackupAsync(_folder[Path.Combine("nowhere", "backup.db")], Token));
    }

    [Fact]
    public async Task ARestoreReplacesNoDeliveries()
    {
        await using (var store = await OpenAsync())
        {
            await store.AddAsync(new([Due(Anna)]), Token);
            await store.BackupAsync(_folder["backup.db"], Token);
        }
        Assert.Contains("holds deliveries", await FaultAsync(() => Stores.RestoreAsync(_folder["backup.db"], new StoreAddress.File(File), _clock, Token)), StringComparison.Ordinal);
        await (await OpenAsync(_folder["empty.db"])).DisposeAsync();
        Assert.Equal(1, await Stores.RestoreAsync(_folder["backup.db"], new StoreAddress.File(_folder["empty.db"]), _clock, Token));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("cut")]
    public async Task WhatIsNoBackupIsNotRestored(string what)
    {
        var backup = _folder["backup.db"];
        await using (var store = await OpenAsync())
        {
            await store.AddAsync(new([.. Enumerable.Range(0, 300).Select(_ => Due(Anna))]), Token);
            if (what == "cut")
                await store.BackupAsync(backup, Token);
        }
        if (what == "text")
            await System.IO.File.WriteAllTextAsync(backup, new string('x', 5000), Token);
        else if (what == "empty")
            await System.IO.File.WriteAllTextAsync(backup, "", Token);
        else if (what == "cut")
            await using (var stream = new FileStream(backup, FileMode.Open))
                stream.SetLength(stream.Length / 2);
        Assert.Contains(backup, await FaultAsync(() => Stores.RestoreAsync(backup, new StoreAddress.File(_folder["new.db"]), _clock, Token)), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(_folder["new.db"]));
    }
}
