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

    public override Task WriteAsync<T>(RowShape<T> shape, IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            var statement = line.Prepared(shape.OfOne);
            shape.Values(statement, row);
            statement.Run();
        }
        return Task.CompletedTask;
    }

    public override Task WakeAsync()
    {
        Wakes = true;
        return Connection.ExecuteAsync("UPDATE change_mark SET mark = mark + 1", null, Transaction);
    }
}
