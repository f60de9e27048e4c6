using System.Data;
using System.Data.Common;
using Npgsql;
using SocialKit.Access;
using SocialKit.Storage.Postgres;

namespace SocialKit.Storage.Tokens;

/// <summary>Credentials as encrypted rows of the database that the workers share. An account is renewed while its row is held, by one worker of all.</summary>
/// <remarks>Nothing is opened or read before an account is asked for.</remarks>
/// <param name="address">The database.</param>
/// <param name="keyFile">The file of <see cref="TokenKeys"/>.</param>
/// <param name="clock">Waits between tries.</param>
public sealed class PostgresTokenStore(StoreAddress.Server address, string keyFile, TimeProvider clock) : ITokenStore, IAsyncDisposable
{
    // Longer than a call to a platform may take. The server ends a session that holds a row for longer, and the waiting for one.
    private const string Bounds = "SET LOCAL lock_timeout = '120s'; SET LOCAL idle_in_transaction_session_timeout = '120s'";

    private const string Select = "SELECT rotation, key_id, nonce, sealed FROM credential WHERE account_id = @account";

    private static readonly TimeSpan LongestKeeping = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _opening = new(1);
    private PostgresDatabase? _database;

    /// <inheritdoc/>
    public Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken) => InAsync<Credentials?>(async (session, keys) =>
        await FindAsync(session, Select, account, cancellationToken).ConfigureAwait(false) is { } row ? TokenSeal.Open(keys, account, row) : null, cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken) => InAsync(async (session, keys) =>
    {
        await session.BeginAsync().ConfigureAwait(false);
        var row = await HoldAsync(session, account, cancellationToken).ConfigureAwait(false);
        while (row is null)
        {
            var first = TokenSeal.Close(keys, account, 1, credentials);
            const string sql = "INSERT INTO credential (account_id, rotation, key_id, nonce, sealed) VALUES (@account, @rotation, @key, @nonce, @sealed) ON CONFLICT DO NOTHING";
            if (await ExecuteAsync(session, sql, account, first).ConfigureAwait(false) == 1)
            {
                await session.CommitAsync().ConfigureAwait(false);
                return true;
            }
            row = await HoldAsync(session, account, cancellationToken).ConfigureAwait(false);
        }
        await UpdateAsync(session, account, row.Rotation, TokenSeal.Close(keys, account, row.Rotation + 1, credentials)).ConfigureAwait(false);
        await session.CommitAsync().ConfigureAwait(false);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(string account, CancellationToken cancellationToken) => InAsync(async (session, _) =>
        await ExecuteAsync(session, "DELETE FROM credential WHERE account_id = @account", account).ConfigureAwait(false), cancellationToken);

    /// <inheritdoc/>
    public Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken) => InAsync(async (session, keys) =>
    {
        await session.BeginAsync().ConfigureAwait(false);
        if (await HoldAsync(session, account, cancellationToken).ConfigureAwait(false) is not { } row)
            return new Renewal.Dead("It is not signed in any more.");
        var kept = TokenSeal.Open(keys, account, row);
        if (kept.DeadBecause is { } reason)
            return new Renewal.Dead(reason);
        if (!kept.Equals(seen))
            return new Renewal.Renewed(kept);
        // Not cancelled: what comes back is kept whatever happens, and the call ends by its own time.
        var renewal = await renew(kept, CancellationToken.None).ConfigureAwait(false);
        var next = renewal switch
        {
            Renewal.Renewed renewed => renewed.Credentials,
            Renewal.Dead dead => kept with { DeadBecause = dead.Reason },
            _ => null,
        };
        if (next is not null)
            await KeepAsync(session, account, row.Rotation, TokenSeal.Close(keys, account, row.Rotation + 1, next)).ConfigureAwait(false);
        return renewal;
    }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    // The refresh token was used up: what came for it is kept even if the connection that held the row is gone.
    private async Task KeepAsync(Held session, string account, long seen, SealedRow next)
    {
        try
        {
            await UpdateAsync(session, account, seen, next).ConfigureAwait(false);
            await session.CommitAsync().ConfigureAwait(false);
            return;
        }
        catch (Exception fault) when (PostgresFaults.IsLostConnection(fault))
        {
        }
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                var again = new Held(await _database!.ConnectAsync(CancellationToken.None).ConfigureAwait(false));
                await using var closing = again.ConfigureAwait(false);
                // Nothing is changed where the commit had been done, or where somebody has signed in anew meanwhile.
                await UpdateAsync(again, account, seen, next).ConfigureAwait(false);
                return;
            }
            catch (DbException fault) when (PostgresFaults.IsWorthAnotherTry(fault) && clock.GetElapsedTime(began) < LongestKeeping)
            {
                await Task.Delay(Pause, clock, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static Task<SealedRow?> HoldAsync(Held session, string account, CancellationToken cancellationToken) => FindAsync(session, Select + " FOR UPDATE", account, cancellationToken);

    // Without Dapper, which could not be told to stop waiting for the row.
    private static async Task<SealedRow?> FindAsync(Held session, string sql, string account, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        await using var closing = command.ConfigureAwait(false);
        command.Parameters.AddWithValue("account", StoredText.Write(account));
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3))
            : null;
    }

    private static Task<int> UpdateAsync(Held session, string account, long seen, SealedRow next) =>
        ExecuteAsync(session, "UPDATE credential SET rotation = @rotation, key_id = @key, nonce = @nonce, sealed = @sealed WHERE account_id = @account AND rotation = @seen", account, next, seen);

    private static async Task<int> ExecuteAsync(Held session, string sql, string account, SealedRow? row = null, long? seen = null)
    {
        var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        await using var closing = command.ConfigureAwait(false);
        command.Parameters.AddWithValue("account", StoredText.Write(account));
        if (seen is { } rotation)
            command.Parameters.AddWithValue("seen", rotation);
        if (row is not null)
        {
            command.Parameters.AddWithValue("rotation", row.Rotation);
            command.Parameters.AddWithValue("key", row.Key);
            command.Parameters.AddWithValue("nonce", row.Nonce);
            command.Parameters.AddWithValue("sealed", row.Sealed);
        }
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private async Task<T> InAsync<T>(Func<Held, TokenKeys, Task<T>> work, CancellationToken cancellationToken)
    {
        var keys = TokenKeys.Read(keyFile);
        try
        {
            var database = await OpenedAsync(cancellationToken).ConfigureAwait(false);
            var session = new Held(await database.ConnectAsync(cancellationToken).ConfigureAwait(false));
            await using var closing = session.ConfigureAwait(false);
            return await work(session, keys).ConfigureAwait(false);
        }
        catch (DbException fault)
        {
            var known = PostgresFaults.Of(fault, address);
            throw new TokenStoreException($"{known.Message} {known.Remedy}", known);
        }
        catch (StoreException known)
        {
            throw new TokenStoreException($"{known.Message} {known.Remedy}", known);
        }
    }

    private async Task<PostgresDatabase> OpenedAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _database ??= await PostgresDatabase.OpenAsync(address, clock, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    // A connection, and the transaction that holds a row; what is not committed is rolled back at the end.
    private sealed class Held(NpgsqlConnection connection) : IAsyncDisposable
    {
        public NpgsqlConnection Connection => connection;

        public NpgsqlTransaction? Transaction { get; private set; }

        public async Task BeginAsync()
        {
            Transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
            var bounds = new NpgsqlCommand(Bounds, connection, Transaction);
            await using var closing = bounds.ConfigureAwait(false);
            await bounds.ExecuteNonQueryAsync().ConfigureAwait(false);
        }

        public Task CommitAsync() => Transaction!.CommitAsync(CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            if (Transaction is not null)
                await Transaction.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
