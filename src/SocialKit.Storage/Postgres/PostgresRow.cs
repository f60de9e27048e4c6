using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>A row of PostgreSQL, read value by value.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : IRowReader
{
    private int _column;

    /// <summary>Begins the row that the reader stands on.</summary>
    public void Begin() => _column = 0;

    public string? Text() => IsNull() ? null : StoredText.Read(reader.GetString(_column++));

    public long? Number() => IsNull() ? null : reader.GetInt64(_column++);

    public double Real() => IsNull() ? 0 : reader.GetDouble(_column++);

    public Guid? Id() => IsNull() ? null : reader.GetGuid(_column++);

    public byte[]? Bytes() => IsNull() ? null : reader.GetFieldValue<byte[]>(_column++);

    private bool IsNull()
    {
        if (!reader.IsDBNull(_column))
            return false;
        _column++;
        return true;
    }
}
