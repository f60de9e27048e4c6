using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialKit.Storage.Sqlite;

/// <summary>A prepared statement that is run again and again with other values, below ADO.NET: looking up parameters by their names took as long as SQLite's own work.</summary>
internal sealed class SqliteStatement : IRowWriter, IRowReader, IDisposable
{
    private const int IdLength = 36;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];
    private int _at;
    private int _column;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    public void Text(string? value)
    {
        if (StoredText.Write(value) is not { } text)
        {
            Check(raw.sqlite3_bind_null(_statement, ++_at));
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
            _text = new byte[most];
        Check(raw.sqlite3_bind_text(_statement, ++_at, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text))));
    }

    public void Number(long? value) => Check(value is { } number ? raw.sqlite3_bind_int64(_statement, ++_at, number) : raw.sqlite3_bind_null(_statement, ++_at));

    public void Real(double value) => Check(raw.sqlite3_bind_double(_statement, ++_at, value));

    public void Id(Guid? value)
    {
        if (value is not { } id)
        {
            Check(raw.sqlite3_bind_null(_statement, ++_at));
            return;
        }
        // As Microsoft.Data.Sqlite writes it: in capitals.
        Span<char> text = stackalloc char[IdLength];
        Span<byte> bytes = stackalloc byte[IdLength];
        id.TryFormat(text, out _);
        for (var i = 0; i < IdLength; i++)
            bytes[i] = (byte)char.ToUpperInvariant(text[i]);
        Check(raw.sqlite3_bind_text(_statement, ++_at, bytes));
    }

    public void Bytes(ReadOnlyMemory<byte>? value) => Check(value is { } bytes ? raw.sqlite3_bind_blob(_statement, ++_at, bytes.Span) : raw.sqlite3_bind_null(_statement, ++_at));

    /// <summary>Runs it with the values that were written, in the connection's transaction.</summary>
    public void Run()
    {
        _at = 0;
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    /// <summary>Runs it with the values that were written, and gives its rows to <paramref name="reading"/>.</summary>
    public void Read(Reading reading)
    {
        _at = 0;
        int result;
        while ((result = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW)
        {
            _column = 0;
            reading.Take(this);
        }
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    /// <summary>Runs it with the values that were written; gives the number in the first column of its first row, or null.</summary>
    public long? Answer()
    {
        _at = _column = 0;
        var result = raw.sqlite3_step(_statement);
        var answer = result == raw.SQLITE_ROW ? ((IRowReader)this).Number() : null;
        raw.sqlite3_reset(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(result);
        return answer;
    }

    string? IRowReader.Text() => IsNull ? Skip<string>() : StoredText.Read(Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, _column++)));

    long? IRowReader.Number() => IsNull ? Skip<long?>() : raw.sqlite3_column_int64(_statement, _column++);

    double IRowReader.Real() => raw.sqlite3_column_double(_statement, _column++);

    Guid? IRowReader.Id()
    {
        if (IsNull)
            return Skip<Guid?>();
        return Utf8Parser.TryParse(raw.sqlite3_column_blob(_statement, _column++), out Guid id, out var used) && used == IdLength ? id : throw new FormatException("The store holds something that is no id.");
    }

    byte[]? IRowReader.Bytes() => IsNull ? Skip<byte[]>() : raw.sqlite3_column_blob(_statement, _column++).ToArray();

    public void Dispose() => _statement.Dispose();

    private bool IsNull => raw.sqlite3_column_type(_statement, _column) == raw.SQLITE_NULL;

    private T? Skip<T>()
    {
        _column++;
        return default;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
