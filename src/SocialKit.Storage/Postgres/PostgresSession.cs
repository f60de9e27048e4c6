using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace SocialKit.Storage.Postgres;

/// <summary>A unit of work on PostgreSQL, at READ COMMITTED: each statement sees what was committed before it, so rows are held first and read again then.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, NpgsqlTransaction transaction, PostgresNames names, TimeSpan ahead) : Session
{
    private string? _xid;

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction;

    public override string ForUpdate => " FOR UPDATE";

    public override string SkipHeld => " FOR UPDATE SKIP LOCKED";

    public override async Task<DateTimeOffset> ExactNowAsync()
    {
        var moment = await connection.QueryFirstAsync<Moment>("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS bigint) AS Microseconds, CAST(pg_current_xact_id_if_assigned() AS text) AS Xid", null, transaction).ConfigureAwait(false);
        _xid ??= moment.Xid;
        return DateTimeOffset.UnixEpoch.AddTicks(moment.Microseconds * TimeSpan.TicksPerMicrosecond) + ahead;
    }

    public override Task HoldAddingAsync() => connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = names.Adding }, transaction);

    public override string Each(string list) => $"json_array_elements_text(CAST(@{list} AS json)) AS e(value)";

    public override string EachId(string list) => $"(SELECT CAST(value AS uuid) AS value FROM json_array_elements_text(CAST(@{list} AS json)) AS e(value)) AS ids";

    public override string List(IEnumerable<Guid> ids) => List(ids.Select(id => id.ToString("D")));

    public override async Task WriteAsync(RowShape shape, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return;
        var table = $"unnest({string.Join(", ", shape.Columns.Select((_, i) => $"@p{i}"))}) AS v({string.Join(", ", shape.Columns.Select(column => column.Name))})";
        var command = new NpgsqlCommand(shape.Sql.Replace("{rows}", table, StringComparison.Ordinal), connection, transaction);
        await using (command.ConfigureAwait(false))
        {
            for (var i = 0; i < shape.Columns.Count; i++)
                command.Parameters.Add(ColumnOf(shape.Columns[i].Kind, i, rows));
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    public override Task WakeAsync() => connection.ExecuteAsync("SELECT pg_notify(@channel, '')", new { channel = names.Channel }, transaction);

    /// <summary>The transaction's own number, by which it can be asked later what became of it.</summary>
    public async Task<string> XidAsync() =>
        _xid ??= await connection.QueryFirstAsync<string>("SELECT CAST(pg_current_xact_id() AS text)", null, transaction).ConfigureAwait(false);

    private static NpgsqlParameter ColumnOf(ColumnKind kind, int i, IReadOnlyList<object?[]> rows) => kind switch
    {
        ColumnKind.Text => Array<string?>(NpgsqlDbType.Text, i, rows),
        ColumnKind.Number => Array<long?>(NpgsqlDbType.Bigint, i, rows),
        ColumnKind.Real => Array<double?>(NpgsqlDbType.Double, i, rows),
        ColumnKind.Id => Array<Guid?>(NpgsqlDbType.Uuid, i, rows),
        _ => Array<byte[]?>(NpgsqlDbType.Bytea, i, rows),
    };

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type, int i, IReadOnlyList<object?[]> rows)
    {
        var values = new T[rows.Count];
        for (var row = 0; row < values.Length; row++)
            values[row] = (T)rows[row][i]!;
        return new($"p{i}", NpgsqlDbType.Array | type) { TypedValue = values };
    }

    internal sealed class Moment
    {
        public long Microseconds { get; set; }
        public string? Xid { get; set; }
    }
}
