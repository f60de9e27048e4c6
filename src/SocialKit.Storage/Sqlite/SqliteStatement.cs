using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialKit.Storage.Sqlite;

/// <summary>A prepared statement that is run again and again with other values, below ADO.NET: looking up parameters by their names took as long as SQLite's own work.</summary>
internal sealed class SqliteStatement : IRowWriter, IDisposable
{
    private const int IdLength = 36;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];
    private int _at;

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

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
