using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using SocialKit.Benchmarks.Queues;
using SocialKit.Storage;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>The store of a run, and the ways in which it can be hurt.</summary>
internal sealed class ChaosStore : IAsyncDisposable
{
    private readonly PostgresCluster? _cluster;
    private readonly DatabaseProxy? _proxy;
    private readonly SemaphoreSlim _restarting = new(1);

    private ChaosStore(string folder, PostgresCluster? cluster)
    {
        File = Path.Combine(folder, "chaos.db");
        _cluster = cluster;
        _proxy = cluster is null ? null : new(cluster.Port);
    }

    /// <summary>Where people reach it.</summary>
    public string Address => _cluster is null ? File : _cluster.Address.OriginalString;

    /// <summary>Where workers reach it: through what cuts their connections.</summary>
    public string WorkersAddress => _proxy is null ? File : _cluster!.By(_proxy.Port);

    /// <summary>What the database calls itself.</summary>
    public async Task<string> VersionAsync()
    {
        await using DbConnection connection = _cluster is null ? new SqliteConnection("Data Source=:memory:") : new NpgsqlConnection(Raw.ConnectionString(_cluster.Address));
        await connection.OpenAsync();
        return $"{(_cluster is null ? "SQLite" : "PostgreSQL")} {connection.ServerVersion}";
    }

    private string File { get; }

    public static async Task<(ChaosStore Chaos, IStore Store)> StartAsync(bool isPostgres, string folder)
    {
        var chaos = new ChaosStore(folder, isPostgres ? new() : null);
        return (chaos, await Stores.OpenAsync(Parse(chaos.Address), TimeProvider.System, CancellationToken.None));
    }

    public static StoreAddress Parse(string text) => StoreAddress.TryParse(text, out var address, out var error) ? address : throw new ArgumentException(error, nameof(text));

    /// <summary>Hurts it, in a way that <paramref name="random"/> chooses.</summary>
    /// <returns>What it is called if it happened at once; null if it happens with the next COMMIT and is counted then.</returns>
    public async Task<string?> HurtAsync(Random random, CancellationToken cancellationToken)
    {
        if (_cluster is null)
        {
            await HoldAsync(TimeSpan.FromMilliseconds(random.Next(300, 6500)), cancellationToken);
            return "database-busy";
        }
        switch (random.Next(5))
        {
            case 0:
                // One restart at a time: two at once would be two servers on one folder.
                await _restarting.WaitAsync(cancellationToken);
                try
                {
                    await Task.Run(_cluster.RestartImmediate, cancellationToken);
                }
                finally
                {
                    _restarting.Release();
                }
                return "database-restarted-immediate";
            case 1 or 2:
                _proxy!.CutBeforeCommit();
                return null;
            default:
                _proxy!.CutAfterCommit();
                return null;
        }
    }

    public void Count(FaultTally tally)
    {
        tally.Add("cut-before-commit", _proxy?.CutsBefore ?? 0);
        tally.Add("cut-after-commit", _proxy?.CutsAfter ?? 0);
    }

    public int Cuts => (_proxy?.CutsBefore + _proxy?.CutsAfter) ?? 0;

    public void Calm() => _proxy?.Calm();

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        _cluster?.Dispose();
        _restarting.Dispose();
    }

    // Another program writes and takes its time.
    private async Task HoldAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={File};Pooling=False;Default Timeout=30"));
        await connection.OpenAsync(cancellationToken);
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync(cancellationToken);
        await Task.Delay(time, cancellationToken);
        begin.CommandText = "ROLLBACK";
        await begin.ExecuteNonQueryAsync(cancellationToken);
    }
}
