using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace SocialKit.Storage.Postgres;

/// <summary>A unit of work on PostgreSQL, at READ COMMITTED: each statement sees what was committed before it, so rows are held first and read again then.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, NpgsqlTransaction transaction, PostgresNames names, TimeSpan ahead) : Session
{
    // More rows are written in several statements, so that no message to the server grows without bound.
    private const int MostAtOnce = 5000;

    // From here on copying is quicker than one statement with arrays.
    private const int LeastCopied = 50;

    private const string MomentSql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS bigint), CAST(pg_current_xact_id_if_assigned() AS text), (SELECT id FROM life)";

    private static readonly ConcurrentDictionary<string, string> Statements = [];

    private string? _xid;
    private string? _life;

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction;

    public override string ForUpdate => " FOR UPDATE";

    public override string SkipHeld => " FOR UPDATE SKIP LOCKED";

    public override Task<DateTimeOffset> ExactNowAsync() => ReadAsync([], withMoment: true);

    public override Task HoldAddingAsync() => connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = names.Adding }, transaction);

    public override string Each(string list) => $"json_array_elements_text(CAST(@{list} AS json)) AS e(value)";

    public override string EachId(string list) => $"(SELECT CAST(value AS uuid) AS value FROM json_array_elements_text(CAST(@{list} AS json)) AS e(value)) AS ids";

    public override string List(IEnumerable<Guid> ids) => List(ids.Select(id => id.ToString("D")));

    public override async Task ReadAsync(params IReadOnlyList<Reading> readings) => await ReadAsync(readings, withMoment: false).ConfigureAwait(false);

    public override async Task<DateTimeOffset> ReadAndNowAsync(params IReadOnlyList<Reading> readings) => Instants.At(Instants.Of(await ReadAsync(readings, withMoment: true).ConfigureAwait(false)));

    public override async Task WriteAsync(params IReadOnlyList<Writing> writings)
    {
        if (writings is [{ CopiedTo: not null, Count: >= LeastCopied } copied])
        {
            await CopyAsync(copied).ConfigureAwait(false);
            return;
        }
        var batch = new NpgsqlBatch(connection, transaction);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var writing in writings)
            {
                for (var from = 0; from < writing.Count; from += MostAtOnce)
                    batch.BatchCommands.Add(Write(writing, from, Math.Min(writing.Count, from + MostAtOnce)));
            }
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
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

    private async Task CopyAsync(Writing writing)
    {
        var importer = await connection.BeginBinaryImportAsync($"COPY {writing.CopiedTo} FROM STDIN (FORMAT BINARY)").ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            var row = new PostgresCopy(importer);
            for (var i = 0; i < writing.Count; i++)
            {
                await importer.StartRowAsync().ConfigureAwait(false);
                writing.Write(i, row);
            }
            await importer.CompleteAsync().ConfigureAwait(false);
        }
    }

    // In one trip: a statement of a batch sees what was committed before it began, as a statement by itself does.
    private async Task<DateTimeOffset> ReadAsync(IReadOnlyList<Reading> readings, bool withMoment)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        await using (batch.ConfigureAwait(false))
        {
            List<Reading> asked = [];
            foreach (var reading in readings)
            {
                foreach (var parameter in Keys(reading))
                {
                    batch.BatchCommands.Add(new(reading.OfMany) { Parameters = { parameter } });
                    asked.Add(reading);
                }
            }
            if (withMoment)
                batch.BatchCommands.Add(new(MomentSql));
            if (batch.BatchCommands.Count == 0)
                return default;
            var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var row = new PostgresRow(reader);
                foreach (var reading in asked)
                {
                    while (await reader.ReadAsync().ConfigureAwait(false))
                    {
                        row.Begin();
                        reading.Take(row);
                    }
                    await reader.NextResultAsync().ConfigureAwait(false);
                }
                if (!withMoment)
                    return default;
                await reader.ReadAsync().ConfigureAwait(false);
                row.Begin();
                var microseconds = row.GivenNumber();
                (_xid, _life) = (row.Text() ?? _xid, row.Text());
                return DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond) + ahead;
            }
        }
    }

    private static IEnumerable<NpgsqlParameter> Keys(Reading reading) => reading.Texts is { } texts
        ? texts.Chunk(MostAtOnce).Select(some => new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, TypedValue = Array.ConvertAll(some, text => StoredText.Write(text)) })
        : reading.Ids!.Chunk(MostAtOnce).Select(some => (NpgsqlParameter)new NpgsqlParameter<Guid[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, TypedValue = some });

    private static NpgsqlBatchCommand Write(Writing writing, int from, int to)
    {
        var columns = new PostgresColumns(writing.Columns);
        for (var i = from; i < to; i++)
        {
            columns.Begin();
            writing.Write(i, columns);
        }
        var command = new NpgsqlBatchCommand(Statements.GetOrAdd(writing.OfMany, static (sql, of) => sql.Replace("{rows}", PostgresColumns.Table(of), StringComparison.Ordinal), writing.Columns));
        columns.AddTo(command);
        return command;
    }

    internal sealed class Moment
    {
        public long Microseconds { get; set; }
        public string? Xid { get; set; }
        public string? Life { get; set; }
    }
}
