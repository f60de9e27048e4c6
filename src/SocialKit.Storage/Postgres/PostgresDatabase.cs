using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;
using Polly;
using Polly.Retry;

namespace SocialKit.Storage.Postgres;

/// <summary>A PostgreSQL database that workers on several machines share. Only its own clock counts.</summary>
internal sealed class PostgresDatabase : Database
{
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _source;
    private readonly PostgresNames _names;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _retry;
    private readonly PostgresEar _ear;

    private PostgresDatabase(StoreAddress.Server address, NpgsqlDataSource source, PostgresNames names, TimeProvider clock)
    {
        (Address, _source, _names, _clock) = (address, source, names, clock);
        _ear = new(this, names, clock);
        _retry = RetryBy(clock);
    }

    public override StoreAddress Address { get; }

    /// <summary>How far the store's clock runs before the database's: for tests, which cannot wait for it.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>Opens the database, whose tables are made where they are missing.</summary>
    public static async Task<PostgresDatabase> OpenAsync(StoreAddress.Server address, TimeProvider clock, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(PostgresAddress.Read(address).ToString());
        builder.EnableTransportSecurity().EnableArrays();
        var source = builder.Build();
        try
        {
            var names = await RetryBy(clock).ExecuteAsync(async token => await PostgresTables.UpgradeAsync(source, address, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return new(address, source, names, clock);
        }
        catch (Exception fault)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            if (fault is DbException)
                throw PostgresFaults.Of(fault, address);
            throw;
        }
    }

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.ExecuteAsync(async token => await OnceAsync(work, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException fault)
        {
            throw PostgresFaults.Of(fault, Address);
        }
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.ExecuteAsync(async token =>
            {
                var connection = await _source.OpenConnectionAsync(token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, token).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                        return await work(new PostgresSession(connection, transaction, _names, Ahead)).ConfigureAwait(false);
                }
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException fault)
        {
            throw PostgresFaults.Of(fault, Address);
        }
    }

    public override Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken) => _ear.WaitAsync(seen, atMost, cancellationToken);

    public override Task<IAsyncDisposable> TakeSeatAsync(string owner, CancellationToken cancellationToken) => PostgresSeat.TakeAsync(this, _names, owner, _clock, cancellationToken);

    public override Task BackupAsync(string file, CancellationToken cancellationToken) =>
        throw new StoreException($"{Address.Shown} is backed up by PostgreSQL's own tools.", "Use pg_dump, or continuous archiving.");

    public override async ValueTask DisposeAsync()
    {
        await _ear.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A connection of one's own, for as long as one likes: to be disposed of.</summary>
    public ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    // A unit of work is repeated as a whole, and only if it surely was not done.
    private static ResiliencePipeline RetryBy(TimeProvider clock) => new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } fault && PostgresFaults.IsWorthAnotherTry(fault)),
        MaxRetryAttempts = 6,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(100),
        MaxDelay = TimeSpan.FromSeconds(2),
        UseJitter = true,
    }).Build();

    private async Task<T> OnceAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var session = new PostgresSession(connection, transaction, _names, Ahead);
                var result = await work(session).ConfigureAwait(false);
                var (xid, life) = await session.NumberAsync().ConfigureAwait(false);
                try
                {
                    // Not cancelled half-way: it would not be known what became of it.
                    await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                }
                catch (Exception fault) when (PostgresFaults.IsLostConnection(fault))
                {
                    // The answer to the COMMIT is lost, not the question: the server knows what became of the transaction.
                    if (!await IsSurelyCommittedAsync(xid, life).ConfigureAwait(false))
                        throw new NpgsqlException("The connection was lost, and nothing is known to be committed.", new IOException(fault.Message, fault));
                }
                return result;
            }
        }
    }

    // False if it was not committed, or if nobody knows: then the unit of work is repeated, which does no harm where it was done.
    private async Task<bool> IsSurelyCommittedAsync(string xid, string? life)
    {
        var began = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                var status = await StatusAsync(xid, life).ConfigureAwait(false);
                if (status is "committed" or "aborted")
                    return status == "committed";
            }
            catch (DbException fault) when (PostgresFaults.IsWorthAnotherTry(fault) && _clock.GetElapsedTime(began) < LongestDoubt)
            {
            }
            if (_clock.GetElapsedTime(began) > LongestDoubt)
                throw new StoreException($"{Address.Shown} was lost while it was storing something, and cannot be asked whether it did.", "When the server is back, look whether it was done before repeating the command.");
            await Task.Delay(Moment, _clock, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<string?> StatusAsync(string xid, string? life)
    {
        var connection = await _source.OpenConnectionAsync(CancellationToken.None).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // A server that crashed may have given the number to somebody else since. Both questions go through one connection, and so to one life.
            var now = await connection.QueryFirstOrDefaultAsync<string?>("SELECT id FROM life").ConfigureAwait(false);
            if (now is null)
                await connection.ExecuteAsync("INSERT INTO life (one) VALUES (1) ON CONFLICT DO NOTHING").ConfigureAwait(false);
            if (now is null || now != life)
                return "aborted";
            return await connection.QueryFirstAsync<string?>("SELECT pg_xact_status(CAST(@xid AS xid8))", new { xid }).ConfigureAwait(false);
        }
    }
}
