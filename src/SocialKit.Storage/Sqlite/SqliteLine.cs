using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialKit.Storage.Sqlite;

/// <summary>An open connection to a SQLite file, with the statements that have been prepared on it.</summary>
internal sealed class SqliteLine : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _prepared = [];

    // Nobody asks how much memory SQLite has; so it need not count, under a lock, what it takes and gives back. It can only be said before the first connection of a process: if somebody was
    // earlier, it stays as it is. Its connections go on being locked, since a finalizer may end a statement on another thread.
    static SqliteLine()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteLine(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>Opens a connection.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it may be written.</param>
    public static SqliteLine Open(string path, SqliteOpenMode mode)
    {
        // SQLite itself waits for a lock, by busy_timeout; the time-out here only ends the driver's own repeating after that.
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, ForeignKeys = true, DefaultTimeout = 1 };
        var line = new SqliteLine(new SqliteConnection(text.ToString()));
        try
        {
            line.Connection.Open();
            line.Run("PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000");
            return line;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that give nothing back.</summary>
    public void Run(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of what <paramref name="sql"/> gives.</summary>
    public List<string> Texts(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    /// <summary>A statement that writes one row.</summary>
    public SqliteStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
            _prepared.Add(sql, statement = new(Connection, sql));
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
        Connection.Dispose();
    }
}
