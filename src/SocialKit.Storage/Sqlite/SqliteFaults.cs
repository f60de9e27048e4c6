using Microsoft.Data.Sqlite;

namespace SocialKit.Storage.Sqlite;

/// <summary>What ails a SQLite file, in words for people.</summary>
internal static class SqliteFaults
{
    // https://www.sqlite.org/rescode.html
    private const int Perm = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The exception for <paramref name="fault"/>.</summary>
    public static StoreException Of(SqliteException fault, string path) => fault.SqliteErrorCode switch
    {
        Busy or Locked => new($"{path} is held by another program for more than 5 seconds.", "Wait until that program is done, or end it; nothing was changed.", fault),
        ReadOnly => new($"{path} cannot be written: it, its folder or its disk is read-only.", "Give yourself the right to write the file and its folder, or name another file in SOCIALKIT_DATABASE.", fault),
        Perm => new($"{path} may not be opened.", "Give yourself the right to read and write it.", fault),
        Full => new($"{path} cannot grow: the disk is full.", "Make room, then repeat the command: nothing of it was done.", fault),
        CannotOpen => new($"{path} cannot be opened.", "See that it is a file, that its folder is there, and that you may read and write both.", fault),
        NotADatabase => new($"{path} is not a database.", "Name another file in SOCIALKIT_DATABASE, or restore a backup with: socialkit restore FILE", fault),
        Corrupt => new($"{path} is damaged.", "Keep a copy of it, and restore a backup with: socialkit restore FILE", fault),
        IoError => new($"{path} cannot be read or written: the disk reports an error ({fault.SqliteExtendedErrorCode}).", "See to the disk, then repeat the command: nothing of it was done.", fault),
        _ => new($"{path}: {fault.Message}", "Repeat the command: nothing of it was done.", fault),
    };

    /// <summary>The exception for a fault of the file system.</summary>
    public static StoreException Of(Exception fault, string path) => fault switch
    {
        UnauthorizedAccessException when Directory.Exists(path) => new($"{path} is a folder.", "Name a file in it.", fault),
        UnauthorizedAccessException => new($"{path} may not be opened.", "Give yourself the right to read and write it and its folder, or name another file in SOCIALKIT_DATABASE.", fault),
        _ => new($"{path} cannot be opened: {fault.Message}", "See that its folder can be made and written, or name another file in SOCIALKIT_DATABASE.", fault),
    };
}
