using System.Text;
using Dapper;

namespace SocialKit.Storage.Sqlite;

/// <summary>The seat of the one worker of a SQLite file: a lock of the operating system on a file beside it, which ends with the process, however that ends.</summary>
internal sealed class SqliteSeat : IAsyncDisposable
{
    private readonly FileStream _lock;

    private SqliteSeat(FileStream locked) => _lock = locked;

    public static async Task<IAsyncDisposable> TakeAsync(SqliteDatabase database, string path, string owner, CancellationToken cancellationToken)
    {
        var seat = new SqliteSeat(Lock(path));
        try
        {
            seat._lock.SetLength(0);
            seat._lock.Write(Encoding.UTF8.GetBytes($"{owner}\n"));
            await seat._lock.FlushAsync(cancellationToken).ConfigureAwait(false);
            await database.WriteAsync(async session =>
            {
                // Nobody else can be at work: whoever was is gone.
                var others = await session.Connection.QueryAsync<string>(
                    "SELECT owner FROM (SELECT owner FROM worker UNION SELECT lease_owner AS owner FROM lane WHERE lease_owner IS NOT NULL) AS w WHERE owner <> @owner",
                    new { owner = StoredText.Write(owner) }, session.Transaction).ConfigureAwait(false);
                await Leaving.GoneAsync(session, [.. others.Select(other => StoredText.Read(other))]).ConfigureAwait(false);
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
    public static FileStream Lock(string path)
    {
        var beside = path + ".worker";
        try
        {
            if (!File.Exists(beside))
                SqliteFile.Create(beside, FileMode.OpenOrCreate).Dispose();
            return new FileStream(beside, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (File.Exists(beside))
        {
            throw new StoreException($"Another worker is at work on {path} ({HolderOf(beside)}).", "A SQLite file has one worker. Let that one work, or end it first; several machines share a PostgreSQL database instead.", fault) { SeatIsTaken = true };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw SqliteFaults.Of(fault, beside);
        }
    }

    private static string HolderOf(string beside)
    {
        try
        {
            using var stream = new FileStream(beside, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            return reader.ReadLine() is { Length: > 0 } owner ? owner : "its name is not known";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "its name is not known";
        }
    }
}
