using System.Data.Common;
using Dapper;
using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>A worker's seat: an advisory lock that its session holds, and the server lets go of when the session ends, however it ends. Who has a seat looks every second whose is empty.</summary>
internal sealed class PostgresSeat : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly PostgresDatabase _database;
    private readonly PostgresNames _names;
    private readonly string _owner;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private NpgsqlConnection? _session;
    private bool _isDisposed;
    private HashSet<string> _missing = [];
    private Task _watching = Task.CompletedTask;

    private PostgresSeat(PostgresDatabase database, PostgresNames names, string owner, TimeProvider clock) => (_database, _names, _owner, _clock) = (database, names, owner, clock);

    public static async Task<IAsyncDisposable> TakeAsync(PostgresDatabase database, PostgresNames names, string owner, TimeProvider clock, CancellationToken cancellationToken)
    {
        var seat = new PostgresSeat(database, names, owner, clock);
        try
        {
            await seat.SitDownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException fault)
        {
            await seat.DisposeAsync().ConfigureAwait(false);
            throw PostgresFaults.Of(fault, database.Address);
        }
        catch
        {
            await seat.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        seat._watching = Task.Run(seat.WatchAsync, CancellationToken.None);
        return seat;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        await StandUpAsync().ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task SitDownAsync(CancellationToken cancellationToken)
    {
        _session = await _database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        // A machine that is switched off says no goodbye: the server asks after it, and gives up after four seconds.
        await _session.ExecuteAsync("SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2").ConfigureAwait(false);
        var seat = _names.SeatOf(_owner);
        if (!await _session.QueryFirstAsync<bool>("SELECT pg_try_advisory_lock(@seat)", new { seat }).ConfigureAwait(false))
            throw new StoreException($"A worker called {_owner} is at work on {_database.Address.Shown} already.", "Give each worker a name of its own.");
        await _database.WriteAsync(async session =>
        {
            var now = Instants.Of(await session.NowAsync().ConfigureAwait(false));
            const string sql = """
                INSERT INTO worker (owner, started_at, beat_at, begun, seat) VALUES (@owner, @now, @now, 0, @seat) ON CONFLICT (owner) DO UPDATE SET seat = excluded.seat
                """;
            await session.Connection.ExecuteAsync(sql, new { owner = StoredText.Write(_owner), now, seat }, session.Transaction).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    private async Task StandUpAsync()
    {
        if (_session is not { } session)
            return;
        _session = null;
        try
        {
            if (session.FullState == System.Data.ConnectionState.Open)
                await session.ExecuteAsync("SELECT pg_advisory_unlock(@seat); RESET tcp_keepalives_idle; RESET tcp_keepalives_interval; RESET tcp_keepalives_count", new { seat = _names.SeatOf(_owner) }).ConfigureAwait(false);
        }
        catch (DbException)
        {
            // The session is gone, and the lock with it.
        }
        await session.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Poll, _clock);
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(_end.Token).ConfigureAwait(false))
                    return;
                if (_session is null)
                    await SitDownAsync(_end.Token).ConfigureAwait(false);
                await BuryAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault) when (fault is DbException or StoreException or IOException or InvalidOperationException)
            {
                // The worker hears of it by its own calls; here the seat is taken again as soon as the server is back.
                await StandUpAsync().ConfigureAwait(false);
            }
        }
    }

    // Whose seat is empty at two looks is gone: after a restart of the server every seat is empty for a moment.
    private async Task BuryAsync()
    {
        const string sql = """
            SELECT w.owner FROM worker w WHERE w.seat IS NOT NULL AND NOT EXISTS (
              SELECT 1 FROM pg_locks k WHERE k.locktype = 'advisory' AND k.granted AND k.objsubid = 1 AND k.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
              AND ((CAST(k.classid AS bigint) << 32) | CAST(k.objid AS bigint)) = w.seat)
            """;
        var missing = (await _session!.QueryAsync<string>(sql).ConfigureAwait(false)).Select(owner => StoredText.Read(owner)).ToHashSet();
        var gone = missing.Intersect(_missing).ToList();
        _missing = missing;
        if (gone.Count == 0)
            return;
        await _database.WriteAsync(async session =>
        {
            await Leaving.GoneAsync(session, gone, theirProcessesEnded: false).ConfigureAwait(false);
            await session.WakeAsync().ConfigureAwait(false);
            return true;
        }, _end.Token).ConfigureAwait(false);
    }
}
