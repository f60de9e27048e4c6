using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage.Sqlite;

/// <summary>The seat of the one worker of a SQLite file: a lock of the operating system on a file beside it, which ends with the process, however that ends.</summary>
internal sealed class SqliteSeat : IAsyncDisposable
{
    private readonly FileStream _lock;

    private SqliteSeat(FileStream locked) => _lock = locked;

    public static async Task<IAsyncDisposable> TakeAsync(SqliteDatabase database, string path, string owner, CancellationToken cancellationToken)
    {
        if (TryLock(path) is not { } locked)
        {
            var holder = await database.ReadAsync(session => session.Connection.QueryFirstOrDefaultAsync<string>("SELECT owner FROM worker ORDER BY beat_at DESC LIMIT 1", null, session.Transaction), cancellationToken).ConfigureAwait(false);
            throw IsTaken(path, StoredText.Read(holder));
        }
        var seat = new SqliteSeat(locked);
        try
        {
            await database.WriteAsync(async session =>
            {
                // Nobody else can be at work: the lock ends with the process and not before, so whoever was has ended, in the middle of a send or not. What they were sending is looked for at once.
                var others = await session.Connection.QueryAsync<string>(
                    "SELECT owner FROM (SELECT owner FROM worker UNION SELECT lease_owner AS owner FROM lane WHERE lease_owner IS NOT NULL) AS w WHERE owner <> @owner",
                    new { owner = StoredText.Write(owner) }, session.Transaction).ConfigureAwait(false);
                await Leaving.GoneAsync(session, [.. others.Select(other => StoredText.Read(other))], theirProcessesEnded: true).ConfigureAwait(false);
                var now = await session.NowAsync().ConfigureAwait(false);
                await session.WriteAsync(WorkerRow.Write, [new WorkerBeat(owner, now, now, 0, null)]).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
            return seat;
        }
        catch
        {
            await seat.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    /// <summary>Locks the file beside <paramref name="path"/>.</summary>
    /// <exception cref="StoreException">Another process has it.</exception>
    public static FileStream Lock(string path) => TryLock(path) ?? throw IsTaken(path, null);

    private static FileStream? TryLock(string path)
    {
        var beside = path + ".worker";
        try
        {
            if (!File.Exists(beside))
                SqliteFile.Create(beside, FileMode.OpenOrCreate).Dispose();
        }
        catch (IOException) when (File.Exists(beside))
        {
            // Somebody else has made it, and locked it, in this very moment.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw SqliteFaults.Of(fault, beside);
        }
        try
        {
            return new FileStream(beside, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(beside))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw SqliteFaults.Of(fault, beside);
        }
    }

    private static StoreException IsTaken(string path, string? holder) =>
        new($"Another worker is at work on {path}{(holder is null ? "" : $" ({holder})")}.", "A SQLite file has one worker. Let that one work, or end it first; several machines share a PostgreSQL database instead.") { SeatIsTaken = true };
}
