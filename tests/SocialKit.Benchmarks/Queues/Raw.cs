using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialKit.Benchmarks.Queues;

/// <summary>What the store is measured against: plain tables and the driver alone, on the same database, in a loop that reads what is due, stores intents and receipts, and neither claims, fences, checks nor orders anything.</summary>
internal sealed class Raw : IAsyncDisposable
{
    private static readonly string Body = new('x', 400);

    private const string Due = "SELECT id, body FROM raw_post WHERE state = 'scheduled' AND due_at >= $1 ORDER BY due_at LIMIT $2";
    private const string Begin = "INSERT INTO raw_attempt (post_id, n, started_at) VALUES ($1, 1, $2)";
    private const string Sending = "UPDATE raw_post SET state = 'sending', wire = $1, attempts = attempts + 1 WHERE id = $2 AND state = 'scheduled'";
    private const string Answer = "UPDATE raw_attempt SET finished_at = $1, outcome = 'done' WHERE post_id = $2 AND n = 1";
    private const string Sent = "UPDATE raw_post SET state = 'sent' WHERE id = $1 AND state = 'sending'";
    private const string Receipt = "INSERT INTO raw_receipt VALUES ($1, $2, $3)";
    private const string Insert = "INSERT INTO raw_post VALUES ($1, $2, $3, 'later', $4, NULL, 0)";

    private readonly Dictionary<string, DbCommand> _commands = [];
    private readonly DbConnection _connection;

    private Raw(DbConnection connection) => _connection = connection;

    /// <summary>The driver's own words for an address.</summary>
    public static string ConnectionString(Uri address)
    {
        var user = address.UserInfo.Split(':');
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host, Port = address.Port, Username = Uri.UnescapeDataString(user[0]), Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null, Database = address.AbsolutePath.Trim('/'), MaxAutoPrepare = 20, AutoPrepareMinUsages = 2,
        }.ConnectionString;
    }

    /// <summary>Opens plain tables with <paramref name="posts"/> posts that are due.</summary>
    public static async Task<Raw> OpenAsync(string? file, Uri? address, int posts)
    {
        DbConnection connection = file is not null ? new SqliteConnection($"Data Source={file};Pooling=False") : new NpgsqlConnection(ConnectionString(address!));
        await connection.OpenAsync();
        var raw = new Raw(connection);
        if (file is not null)
            await raw.DoAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        await raw.DoAsync("""
            CREATE TABLE raw_post (id text NOT NULL PRIMARY KEY, account text NOT NULL, due_at bigint NOT NULL, state text NOT NULL, body text NOT NULL, wire text, attempts integer NOT NULL);
            CREATE INDEX raw_due ON raw_post (state, due_at);
            CREATE TABLE raw_attempt (post_id text NOT NULL, n integer NOT NULL, started_at bigint NOT NULL, finished_at bigint, outcome text, PRIMARY KEY (post_id, n));
            CREATE TABLE raw_receipt (post_id text NOT NULL PRIMARY KEY, platform_id text NOT NULL, url text);
            """);
        await using var transaction = await connection.BeginTransactionAsync();
        var insert = raw.Prepared("INSERT INTO raw_post VALUES ($1, $2, $3, 'scheduled', $4, NULL, 0)");
        insert.Transaction = transaction;
        for (var i = 0; i < posts; i++)
        {
            Set(insert, [Id(i), "account-" + (i % 96), (long)i, Body]);
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        return raw;
    }

    /// <summary>Sends nothing <paramref name="posts"/> times, with two commits for each <paramref name="batch"/> posts: the intents, then the receipts. Posts a second.</summary>
    /// <remarks>As the worker does it, where there is a batch: the receipts of one and the intents of the next share a commit, and all of a commit is one trip to the server.</remarks>
    public async Task<double> LoopAsync(int from, int posts, int batch)
    {
        var began = Stopwatch.GetTimestamp();
        List<string> before = [];
        for (var first = from; first < from + posts; first += batch)
        {
            var ids = await DueAsync(first, batch);
            if (batch == 1)
            {
                await CommitAsync(Intents(ids), inOneTrip: false);
                await CommitAsync(Answers(ids), inOneTrip: false);
                continue;
            }
            await CommitAsync([.. Answers(before), .. Intents(ids)], inOneTrip: true);
            before = ids;
        }
        await CommitAsync(Answers(before), inOneTrip: true);
        return posts / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Adds posts in transactions of a thousand, as plain rows. Posts a second.</summary>
    public async Task<double> InsertAsync(int posts)
    {
        var began = Stopwatch.GetTimestamp();
        for (var first = 0; first < posts; first += 1000)
            await CommitAsync([.. Enumerable.Range(first, 1000).Select(i => (Insert, new object[] { "later-" + Id(i), "account-" + (i % 96), (long)i, Body }))], inOneTrip: true);
        return posts / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // What is due, with what is to be sent.
    private async Task<List<string>> DueAsync(int from, int atMost)
    {
        var command = Prepared(Due);
        Set(command, [(long)from, (long)atMost]);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> ids = [];
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0));
            _ = reader.GetString(1);
        }
        return ids;
    }

    private static List<(string Sql, object[] Values)> Intents(List<string> ids)
    {
        List<(string, object[])> statements = [];
        foreach (var id in ids)
        {
            statements.Add((Begin, [id, 1L]));
            statements.Add((Sending, [Body, id]));
        }
        return statements;
    }

    private static List<(string Sql, object[] Values)> Answers(List<string> ids)
    {
        List<(string, object[])> statements = [];
        foreach (var id in ids)
        {
            statements.Add((Answer, [2L, id]));
            statements.Add((Sent, [id]));
            statements.Add((Receipt, [id, "platform-" + id, "https://alpha.example/p/" + id]));
        }
        return statements;
    }

    private async Task CommitAsync(List<(string Sql, object[] Values)> statements, bool inOneTrip)
    {
        if (statements.Count == 0)
            return;
        await using var transaction = await _connection.BeginTransactionAsync();
        if (inOneTrip && _connection is NpgsqlConnection postgres)
        {
            await using var batch = new NpgsqlBatch(postgres, (NpgsqlTransaction)transaction);
            foreach (var (sql, values) in statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var value in values)
                    command.Parameters.Add(value is long number ? new NpgsqlParameter<long> { TypedValue = number } : new NpgsqlParameter<string> { TypedValue = (string)value });
                batch.BatchCommands.Add(command);
            }
            await batch.ExecuteNonQueryAsync();
        }
        else
        {
            foreach (var (sql, values) in statements)
            {
                var command = Prepared(sql);
                command.Transaction = transaction;
                Set(command, values);
                await command.ExecuteNonQueryAsync();
            }
        }
        await transaction.CommitAsync();
    }

    private async Task DoAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    // SQLite keeps a command's statement prepared; PostgreSQL's driver does so for what is often run.
    private DbCommand Prepared(string sql)
    {
        if (_commands.TryGetValue(sql, out var command))
            return command;
        command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; sql.Contains(Name(i), StringComparison.Ordinal); i++)
        {
            var parameter = command.CreateParameter();
            if (_connection is SqliteConnection)
                parameter.ParameterName = Name(i);
            command.Parameters.Add(parameter);
        }
        _commands.Add(sql, command);
        return command;
    }

    private static void Set(DbCommand command, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
    }

    private static string Name(int number) => "$" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Id(int number) => $"0193b0e2-7c4d-7000-8000-{number:x12}";
}
