using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace SocialKit.Storage.Sqlite;

/// <summary>A SQLite file: one connection that writes, some that read, and a lock beside the file for the one worker.</summary>
/// <remarks>SQLite has no asynchronous calls: a unit of work runs on the thread of its caller, and only one at a time waits for the disk.</remarks>
internal sealed class SqliteDatabase : Database
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly Func<int?>? _mostPages;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentBag<SqliteLine> _readers = [];
    private readonly SqliteMark _mark;
    private readonly Lock _lock = new();
    private SqliteLine? _writer;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDisposed;

    private SqliteDatabase(StoreAddress.File address, string path, SqliteLine writer, TimeProvider clock, Func<int?>? mostPages)
    {
        (Address, _path, _writer, _clock, _mostPages) = (address, path, writer, clock, mostPages);
        _mark = new(path);
    }

    public override StoreAddress Address { get; }

    /// <summary>Opens the file, which is made where it is missing.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="clock">The store's clock.</param>
    /// <param name="mostPages">The most pages that the file may have, as if the disk were full then, asked for whenever a connection is opened: for tests. Null for no limit.</param>
    public static SqliteDatabase Open(StoreAddress.File address, TimeProvider clock, Func<int?>? mostPages = null)
    {
        var path = Path.GetFullPath(address.Path);
        SqliteFile.Make(path);
        SqliteLine? line = null;
        try
        {
            line = OpenWriter(path, mostPages);
            // What another program made is looked at before anything is changed, and so is a newer version's.
            SqliteFile.Applied(line, address);
            line.Run("PRAGMA journal_mode = WAL");
            SqliteFile.Upgrade(line, address);
            return new(address, path, line, clock, mostPages);
        }
        catch (Exception fault)
        {
            line?.Dispose();
            if (fault is SqliteException known)
                throw SqliteFaults.Of(known, path);
            throw;
        }
    }

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var line = _writer ??= OpenWriter(_path, _mostPages);
            var done = false;
            try
            {
                using var transaction = line.Connection.BeginTransaction(deferred: false);
                var session = new SqliteSession(line, transaction, _clock);
                var result = await work(session).ConfigureAwait(false);
                transaction.Commit();
                done = true;
                if (session.Wakes)
                    Signal();
                return result;
            }
            finally
            {
                // After a fault it is not known what state the connection is in; a new one begins with a clean slate.
                if (!done)
                {
                    _writer = null;
                    line.Dispose();
                }
            }
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(fault, _path);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        SqliteLine? line = null;
        try
        {
            if (!_readers.TryTake(out line))
            {
                line = SqliteLine.Open(_path, SqliteOpenMode.ReadWrite);
                line.Run("PRAGMA query_only = 1; PRAGMA cache_size = -2000");
            }
            T result;
            using (var transaction = line.Connection.BeginTransaction(deferred: true))
                result = await work(new SqliteSession(line, transaction, _clock)).ConfigureAwait(false);
            _readers.Add(line);
            line = null;
            if (_isDisposed)
                CloseReaders();
            return result;
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(fault, _path);
        }
        finally
        {
            line?.Dispose();
        }
    }

    public override async Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            long mark;
            try
            {
                mark = _mark.Read();
            }
            catch (SqliteException fault)
            {
                throw SqliteFaults.Of(fault, _path);
            }
            var left = atMost - _clock.GetElapsedTime(began);
            if (mark != seen || left <= TimeSpan.Zero)
                return mark;
            try
            {
                // What another process adds is only seen by looking.
                await changed.WaitAsync(left < Poll ? left : Poll, _clock, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
            }
        }
    }

    public override Task<IAsyncDisposable> TakeSeatAsync(string owner, CancellationToken cancellationToken) => SqliteSeat.TakeAsync(this, _path, owner, cancellationToken);

    public override Task BackupAsync(string file, CancellationToken cancellationToken) => Task.Run(() => SqliteBackup.Write(_path, file), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        _isDisposed = true;
        _writer?.Dispose();
        _writer = null;
        _writing.Release();
        CloseReaders();
        _mark.Dispose();
        Signal();
    }

    private static SqliteLine OpenWriter(string path, Func<int?>? mostPages)
    {
        var line = SqliteLine.Open(path, SqliteOpenMode.ReadWrite);
        if (mostPages?.Invoke() is { } most)
            line.Run($"PRAGMA max_page_count = {most}");
        return line;
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var line))
            line.Dispose();
    }

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_lock)
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        changed.SetResult();
    }
}
