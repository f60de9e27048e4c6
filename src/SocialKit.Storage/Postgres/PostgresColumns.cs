using Npgsql;
using NpgsqlTypes;

namespace SocialKit.Storage.Postgres;

/// <summary>Rows as PostgreSQL takes many of them in one statement: an array for each column.</summary>
internal sealed class PostgresColumns : IRowWriter
{
    private readonly IReadOnlyList<Column> _columns;
    private readonly object[] _values;
    private int _at;

    public PostgresColumns(IReadOnlyList<Column> columns)
    {
        _columns = columns;
        _values = [.. columns.Select(column => column.Kind switch
        {
            ColumnKind.Text => new List<string?>(),
            ColumnKind.Number => new List<long?>(),
            ColumnKind.Real => new List<double>(),
            ColumnKind.Id => new List<Guid?>(),
            _ => (object)new List<byte[]?>(),
        })];
    }

    /// <summary>The rows of these columns as a table <c>v</c>, in SQL.</summary>
    public static string Table(IReadOnlyList<Column> columns) => $"unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))}) AS v({string.Join(", ", columns.Select(column => column.Name))})";

    /// <summary>Begins the next row.</summary>
    public void Begin() => _at = 0;

    public void Text(string? value) => Next<string?>().Add(StoredText.Write(value));

    public void Number(long? value) => Next<long?>().Add(value);

    public void Real(double value) => Next<double>().Add(value);

    public void Id(Guid? value) => Next<Guid?>().Add(value);

    public void Bytes(ReadOnlyMemory<byte>? value) => Next<byte[]?>().Add(value?.ToArray());

    /// <summary>Gives the columns to a command as its parameters.</summary>
    public void AddTo(NpgsqlBatchCommand command)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            command.Parameters.Add(_columns[i].Kind switch
            {
                ColumnKind.Text => Parameter<string?>(i, NpgsqlDbType.Text),
                ColumnKind.Number => Parameter<long?>(i, NpgsqlDbType.Bigint),
                ColumnKind.Real => Parameter<double>(i, NpgsqlDbType.Double),
                ColumnKind.Id => Parameter<Guid?>(i, NpgsqlDbType.Uuid),
                _ => Parameter<byte[]?>(i, NpgsqlDbType.Bytea),
            });
        }
    }

    private List<T> Next<T>() => (List<T>)_values[_at++];

    private NpgsqlParameter<List<T>> Parameter<T>(int i, NpgsqlDbType type) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = (List<T>)_values[i] };
}
