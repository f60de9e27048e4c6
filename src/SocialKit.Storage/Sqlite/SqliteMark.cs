using Microsoft.Data.Sqlite;

namespace SocialKit.Storage.Sqlite;

/// <summary>The mark that grows with every change a worker should look at, read cheaply: the table is only asked when the file has changed.</summary>
internal sealed class SqliteMark(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private SqliteLine? _line;
    private SqliteCommand? _version;
    private long _seenVersion = -1;
    private long _mark;

    /// <summary>The mark now.</summary>
    public long Read()
    {
        lock (_lock)
        {
            _line ??= SqliteLine.Open(path, SqliteOpenMode.ReadWrite);
            if (_version is null)
            {
                _version = _line.Connection.CreateCommand();
                _version.CommandText = "PRAGMA data_version";
            }
            var version = (long)_version.ExecuteScalar()!;
            if (version != _seenVersion)
            {
                using var mark = _line.Connection.CreateCommand();
                mark.CommandText = "SELECT mark FROM change_mark";
                _mark = (long)mark.ExecuteScalar()!;
                _seenVersion = version;
            }
            return _mark;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _version?.Dispose();
            _line?.Dispose();
            (_version, _line) = (null, null);
        }
    }
}
