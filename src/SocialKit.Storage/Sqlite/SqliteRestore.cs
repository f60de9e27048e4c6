using Microsoft.Data.Sqlite;

namespace SocialKit.Storage.Sqlite;

/// <summary>Puts a backup in the place of a SQLite store that is missing or empty.</summary>
internal static class SqliteRestore
{
    private static readonly string[] Beside = ["", "-wal", "-shm"];

    /// <summary>Restores <paramref name="backup"/>: the copy is checked, brought up to date and made safe before it gets its name.</summary>
    /// <returns>How many deliveries and series a person has to look at.</returns>
    public static async Task<int> RunAsync(string backup, StoreAddress.File address, TimeProvider clock, CancellationToken cancellationToken)
    {
        backup = Path.GetFullPath(backup);
        var path = Path.GetFullPath(address.Path);
        if (!File.Exists(backup))
            throw new StoreException($"{backup} is not there, or is no file.", "Name a file that socialkit backup has written.");
        var isNew = !File.Exists(path);
        SqliteFile.Make(path);
        // No worker, and no other restore, while this goes on.
        var seat = SqliteSeat.Lock(path);
        await using (seat.ConfigureAwait(false))
        {
            if (!isNew && !await IsEmptyAsync(address, clock, cancellationToken).ConfigureAwait(false))
                throw new StoreException($"{path} holds deliveries: a backup replaces none.", "Move the file (and its -wal and -shm) away first, or name another in SOCIALKIT_DATABASE.");
            var unfinished = $"{path}.{Path.GetRandomFileName()}";
            try
            {
                await CopyAsync(backup, unfinished, cancellationToken).ConfigureAwait(false);
                var held = await PrepareAsync(backup, unfinished, clock, cancellationToken).ConfigureAwait(false);
                // What was an empty store goes; the log beside it would be taken for the restored one's.
                foreach (var file in Beside.Skip(1))
                    File.Delete(path + file);
                File.Move(unfinished, path, overwrite: true);
                return held;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw SqliteFaults.Of(fault, path);
            }
            finally
            {
                foreach (var file in Beside)
                    File.Delete(unfinished + file);
                if (isNew && new FileInfo(path) is { Exists: true, Length: 0 })
                    File.Delete(path);
            }
        }
    }

    private static async Task CopyAsync(string backup, string unfinished, CancellationToken cancellationToken)
    {
        var from = new FileStream(backup, FileMode.Open, FileAccess.Read);
        await using (from.ConfigureAwait(false))
        {
            var to = SqliteFile.Create(unfinished);
            await using (to.ConfigureAwait(false))
            {
                await from.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
                to.Flush(flushToDisk: true);
            }
        }
    }

    private static async Task<int> PrepareAsync(string backup, string unfinished, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            Check(backup, unfinished);
            var outbox = new SqlOutbox(SqliteDatabase.Open(new(unfinished), clock));
            await using (outbox.ConfigureAwait(false))
                return await outbox.HoldWhatMayBeOutAsync("Restored from a backup: it may have gone out since the backup was made.", cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException fault)
        {
            throw new StoreException(fault.Message.Replace(unfinished, backup, StringComparison.Ordinal), fault.Remedy, fault);
        }
    }

    private static void Check(string backup, string unfinished)
    {
        try
        {
            using var line = SqliteLine.Open(unfinished, SqliteOpenMode.ReadWrite);
            if (line.Texts("SELECT name FROM sqlite_master").Count == 0)
                throw new StoreException($"{backup} is empty.", "Name a file that socialkit backup has written.");
            if (line.Texts("PRAGMA integrity_check(1)") is not ["ok"])
                throw new StoreException($"{backup} is damaged.", "Restore another backup.");
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(fault, backup);
        }
    }

    private static async Task<bool> IsEmptyAsync(StoreAddress.File address, TimeProvider clock, CancellationToken cancellationToken)
    {
        var outbox = new SqlOutbox(SqliteDatabase.Open(address, clock));
        await using (outbox.ConfigureAwait(false))
        {
            return (await outbox.PageAsync(new() { Limit = 1 }, cancellationToken).ConfigureAwait(false)).Entries.Count == 0
                && (await outbox.ReadSeriesAsync(cancellationToken).ConfigureAwait(false)).Count == 0;
        }
    }
}
