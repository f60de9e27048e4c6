using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SocialKit.Storage.Sqlite;

/// <summary>A unit of work on a SQLite file. Whoever writes has the whole file, so nothing needs to be held.</summary>
internal sealed class SqliteSession(SqliteLine line, SqliteTransaction transaction, TimeProvider clock) : Session
{
    /// <summary>True after <see cref="WakeAsync"/>.</summary>
    public bool Wakes { get; private set; }

    public override DbConnection Connection => line.Connection;

    public override DbTransaction Transaction => transaction;

    public override string ForUpdate => "";

    public override string SkipHeld => "";

    public override Task<DateTimeOffset> ExactNowAsync() => Task.FromResult(clock.GetUtcNow());

    public override Task HoldAddingAsync() => Task.CompletedTask;

    public override string Each(string list) => $"json_each(@{list})";

    public override string EachId(string list) => $"json_each(@{list})";

    // As Microsoft.Data.Sqlite writes a Guid.
    public override string List(IEnumerable<Guid> ids) => List(ids.Select(id => id.ToString("D").ToUpperInvariant()));

    public override Task ReadAsync(params IReadOnlyList<Reading> readings)
    {
        foreach (var reading in readings)
        {
            foreach (var key in reading.Texts ?? [])
            {
                var statement = line.Prepared(reading.OfOne);
                statement.Text(key);
                statement.Read(reading);
            }
            foreach (var key in reading.Ids ?? [])
            {
                var statement = line.Prepared(reading.OfOne);
                statement.Id(key);
                statement.Read(reading);
            }
        }
        return Task.CompletedTask;
    }

    public override async Task<DateTimeOffset> ReadAndNowAsync(params IReadOnlyList<Reading> readings)
    {
        await ReadAsync(readings).ConfigureAwait(false);
        return await NowAsync().ConfigureAwait(false);
    }

    public override Task WriteAsync(params IReadOnlyList<Writing> writings)
    {
        foreach (var writing in writings)
        {
            for (var i = 0; i < writing.Count; i++)
            {
                var statement = line.Prepared(writing.OfOne);
                if (writing.Asks is { } asks)
                {
                    var question = line.Prepared(asks);
                    writing.WriteKey(i, question);
                    statement.Number(question.Answer());
                }
                writing.Write(i, statement);
                statement.Run();
            }
        }
        return Task.CompletedTask;
    }

    public override Task WakeAsync()
    {
        Wakes = true;
        return Connection.ExecuteAsync("UPDATE change_mark SET mark = mark + 1", null, Transaction);
    }
}
