using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialKit.Benchmarks.Queues;

/// <summary>What the store is measured against: plain tables and the driver alone, on the same database, in a loop that neither claims, fences, checks nor orders anything.</summary>
internal sealed class Raw : IAsyncDisposable
{
    private static readonly string Body = new('x', 400);

    private readonly DbConnection _connection;

    private Raw(DbConnection connection) => _connection = connection;

    /// <summary>The driver's own words for an address.</summary>
    public static string ConnectionString(Uri address)
    {
        var user = address.UserInfo.Split(':');
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host, Port = address.Port, Username = Uri.UnescapeDataString(user[0]), Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null, Database = address.AbsolutePath.Trim('/'),
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
        await using var insert = raw.Command("INSERT INTO raw_post VALUES (@id, @account, @due, 'scheduled', @body, NULL, 0)", "id", "account", "due", "body");
        insert.Transaction = transaction;
        for (var i = 0; i < posts; i++)
        {
            Set(insert, Id(i), "account-" + (i % 96), (long)i, Body);
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        return raw;
    }

    /// <summary>Sends nothing <paramref name="posts"/> times, with two commits for each <paramref name="batch"/> posts: the intents, then the receipts. Posts a second.</summary>
    public async Task<double> LoopAsync(int from, int posts, int batch)
    {
        await using var begin = Command("INSERT INTO raw_attempt (post_id, n, started_at) VALUES (@id, 1, @at)", "id", "at");
        await using var sending = Command("UPDATE raw_post SET state = 'sending', wire = @wire, attempts = attempts + 1 WHERE id = @id AND state = 'scheduled'", "wire", "id");
        await using var answer = Command("UPDATE raw_attempt SET finished_at = @at, outcome = 'done' WHERE post_id = @id AND n = 1", "at", "id");
        await using var sent = Command("UPDATE raw_post SET state = 'sent' WHERE id = @id AND state = 'sending'", "id");
        await using var receipt = Command("INSERT INTO raw_receipt VALUES (@id, @platform, @url)", "id", "platform", "url");
        var began = Stopwatch.GetTimestamp();
        // As the worker does it: the receipts of one batch and the intents of the next share a commit, if there is a batch.
        for (var first = from; first < from + posts; first += batch)
        {
            if (batch == 1)
            {
                await CommitAsync([begin, sending], _ => IntentsAsync(begin, sending, first, 1));
                await CommitAsync([answer, sent, receipt], _ => AnswersAsync(answer, sent, receipt, first, 1));
                continue;
            }
            await CommitAsync([begin, sending, answer, sent, receipt], async _ =>
            {
                if (first > from)
                    await AnswersAsync(answer, sent, receipt, first - batch, batch);
                await IntentsAsync(begin, sending, first, batch);
            });
        }
        if (batch > 1)
            await CommitAsync([answer, sent, receipt], _ => AnswersAsync(answer, sent, receipt, from + posts - batch, batch));
        return posts / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Adds posts in transactions of a thousand, as plain rows. Posts a second.</summary>
    public async Task<double> InsertAsync(int posts)
    {
        await using var insert = Command("INSERT INTO raw_post VALUES (@id, @account, @due, 'later', @body, NULL, 0)", "id", "account", "due", "body");
        var began = Stopwatch.GetTimestamp();
        for (var first = 0; first < posts; first += 1000)
        {
            await CommitAsync([insert], async _ =>
            {
                for (var i = first; i < first + 1000; i++)
                {
                    Set(insert, "later-" + Id(i), "account-" + (i % 96), (long)i, Body);
                    await insert.ExecuteNonQueryAsync();
                }
            });
        }
        return posts / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task IntentsAsync(DbCommand begin, DbCommand sending, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            Set(begin, Id(i), 1L);
            await begin.ExecuteNonQueryAsync();
            Set(sending, Body, Id(i));
            await sending.ExecuteNonQueryAsync();
        }
    }

    private static async Task AnswersAsync(DbCommand answer, DbCommand sent, DbCommand receipt, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            Set(answer, 2L, Id(i));
            await answer.ExecuteNonQueryAsync();
            Set(sent, Id(i));
            await sent.ExecuteNonQueryAsync();
            Set(receipt, Id(i), "platform-" + i, "https://alpha.example/p/" + i);
            await receipt.ExecuteNonQueryAsync();
        }
    }

    private async Task CommitAsync(DbCommand[] commands, Func<DbTransaction, Task> work)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        foreach (var command in commands)
            command.Transaction = transaction;
        await work(transaction);
        await transaction.CommitAsync();
    }

    private async Task DoAsync(string sql)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync();
    }

    private DbCommand Command(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static void Set(DbCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
    }

    private static string Id(int number) => $"0193b0e2-7c4d-7000-8000-{number:x12}";
}
