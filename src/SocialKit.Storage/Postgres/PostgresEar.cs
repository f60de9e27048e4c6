using System.Data.Common;
using Dapper;
using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>Hears of changes by LISTEN, and looks by itself every second: whether the connection still stands, and whether the next lane comes up at another time than it did.</summary>
internal sealed class PostgresEar(PostgresDatabase database, PostgresNames names, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task? _listening;
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _mark;

    /// <inheritdoc cref="Deliveries.IOutbox.WaitAsync"/>
    public async Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task ready, changed;
        lock (_lock)
        {
            _listening ??= Task.Run(ListenAsync, CancellationToken.None);
            ready = _ready.Task;
        }
        // A change between the first mark and the first listening would be missed.
        await ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (_mark != seen)
                return _mark;
            changed = _changed.Task;
        }
        try
        {
            await changed.WaitAsync(atMost, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }
        lock (_lock)
            return _mark;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        if (_listening is { } listening)
            await listening.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var connection = await database.ConnectAsync(_end.Token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                    await ListenAsync(connection).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
            }
            catch (Exception fault) when (fault is DbException or IOException or InvalidOperationException)
            {
                Fail(fault);
                await PauseAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync($"LISTEN {names.Channel}").ConfigureAwait(false);
        var next = await NextAsync(connection).ConfigureAwait(false);
        // Whatever changed while nobody listened is a change.
        Hear();
        try
        {
            while (true)
            {
                if (await connection.WaitAsync(Poll, _end.Token).ConfigureAwait(false))
                {
                    Hear();
                    continue;
                }
                var now = await NextAsync(connection).ConfigureAwait(false);
                if (now != next)
                    Hear();
                next = now;
            }
        }
        finally
        {
            // It goes back into the pool, where nobody else should hear anything.
            if (connection.FullState == System.Data.ConnectionState.Open)
                await connection.ExecuteAsync($"UNLISTEN {names.Channel}").ConfigureAwait(false);
        }
    }

    private static Task<long?> NextAsync(NpgsqlConnection connection) => connection.QueryFirstAsync<long?>("SELECT MIN(claim_at) FROM lane WHERE claim_at IS NOT NULL");

    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(Poll, clock, _end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Hear()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _mark++;
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _ready.TrySetResult();
        }
        changed.SetResult();
    }

    // Who waits for the first listening is told; who waits for a change is woken, and finds out when it asks the store.
    private void Fail(Exception fault)
    {
        lock (_lock)
        {
            if (_ready.Task.IsCompletedSuccessfully)
                return;
            _ready.TrySetException(PostgresFaults.Of(fault, database.Address));
            _ = _ready.Task.Exception;
            _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
