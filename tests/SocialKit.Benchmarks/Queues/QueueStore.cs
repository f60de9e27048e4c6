using System.Globalization;
using Npgsql;
using SocialKit.Storage;

namespace SocialKit.Benchmarks.Queues;

/// <summary>Empty stores of one kind, each on a database of its own.</summary>
internal sealed class QueueStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("socialkit-bench-").FullName;
    private readonly PostgresCluster? _cluster;
    private int _made;

    public QueueStore(bool isPostgres) => _cluster = isPostgres ? new() : null;

    public bool IsPostgres => _cluster is not null;

    /// <summary>The address of a database that nobody used yet.</summary>
    public async Task<string> NewAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bench{++_made}");
        if (_cluster is null)
            return Path.Combine(_folder, name + ".db");
        await using var connection = new NpgsqlConnection(Raw.ConnectionString(_cluster.Address));
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made here.
        create.CommandText = "CREATE DATABASE " + name;
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        return new UriBuilder(_cluster.Address) { Path = name }.Uri.AbsoluteUri;
    }

    public static Task<IStore> OpenAsync(string address) =>
        Stores.OpenAsync(StoreAddress.TryParse(address, out var parsed, out var error) ? parsed : throw new ArgumentException(error, nameof(address)), TimeProvider.System, CancellationToken.None);

    /// <summary>Plain tables beside it, in a database of their own.</summary>
    public async Task<Raw> RawAsync(int posts)
    {
        var address = await NewAsync();
        return _cluster is null ? await Raw.OpenAsync(address, null, posts) : await Raw.OpenAsync(null, new(address), posts);
    }

    public ValueTask DisposeAsync()
    {
        _cluster?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
