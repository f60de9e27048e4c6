using System.Data.Common;
using Dapper;
using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>A unit of work on PostgreSQL, at READ COMMITTED: each statement sees what was committed before it, so rows are held first and read again then.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, NpgsqlTransaction transaction, PostgresNames names, TimeSpan ahead) : Session
{
    // More rows are written in several statements, so that no message to the server grows without bound.
    private const int MostAtOnce = 5000;

    private string? _xid;
    private string? _life;

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction;

    public override string ForUpdate => " FOR UPDATE";

    public override string SkipHeld => " FOR UPDATE SKIP LOCKED";

    public override async Task<DateTimeOffset> ExactNowAsync()
    {
        var moment = await connection.QueryFirstAsync<Moment>("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS bigint) AS Microseconds, CAST(pg_current_xact_id_if_assigned() AS text) AS Xid, (SELECT id FROM life) AS Life", null, transaction).ConfigureAwait(false);
        (_xid, _life) = (_xid ?? moment.Xid, moment.Life);
        return DateTimeOffset.UnixEpoch.AddTicks(moment.Microseconds * TimeSpan.TicksPerMicrosecond) + ahead;
    }

    public override Task HoldAddingAsync() => connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = names.Adding }, transaction);

    public override string Each(string list) => $"json_array_elements_text(CAST(@{list} AS json)) AS e(value)";

    public override string EachId(string list) => $"(SELECT CAST(value AS uuid) AS value FROM json_array_elements_text(CAST(@{list} AS json)) AS e(value)) AS ids";

    public override string List(IEnumerable<Guid> ids) => List(ids.Select(id => id.ToString("D")));

    public override async Task WriteAsync<T>(RowShape<T> shape, IEnumerable<T> rows)
    {
        foreach (var some in rows.Chunk(MostAtOnce))
        {
            var columns = new PostgresColumns(shape.Columns);
            foreach (var row in some)
            {
                columns.Begin();
                shape.Values(columns, row);
            }
            var command = new NpgsqlCommand(shape.OfMany.Replace("{rows}", columns.Table, StringComparison.Ordinal), connection, transaction);
            await using (command.ConfigureAwait(false))
            {
                columns.AddTo(command);
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
    }

    public override Task WakeAsync() => connection.ExecuteAsync("SELECT pg_notify(@channel, '')", new { channel = names.Channel }, transaction);

    /// <summary>The transaction's own number, by which it can be asked later what became of it, and the life of the server to which the number belongs; null if that is not known.</summary>
    public async Task<(string Xid, string? Life)> NumberAsync()
    {
        if (_xid is null)
        {
            var moment = await connection.QueryFirstAsync<Moment>("SELECT CAST(0 AS bigint) AS Microseconds, CAST(pg_current_xact_id() AS text) AS Xid, (SELECT id FROM life) AS Life", null, transaction).ConfigureAwait(false);
            (_xid, _life) = (moment.Xid!, moment.Life);
        }
        return (_xid, _life);
    }

    internal sealed class Moment
    {
        public long Microseconds { get; set; }
        public string? Xid { get; set; }
        public string? Life { get; set; }
    }
}
