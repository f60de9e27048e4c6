using DbUp;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;

namespace SocialKit.Storage.Sqlite;

/// <summary>The file of a SQLite store: made where it is missing, for its owner alone, with its tables up to date.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private const string Folder = "sqlite";

    /// <summary>Makes the file and its folder where they are missing. SQLite gives the files beside it the rights of the file.</summary>
    public static void Make(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new StoreException($"{path} is a folder.", "Name a file in it.");
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                if (OperatingSystem.IsWindows())
                    Directory.CreateDirectory(folder);
                else
                    Directory.CreateDirectory(folder, OwnersFolder);
            }
            if (!File.Exists(path))
                Create(path, FileMode.OpenOrCreate).Dispose(); // another process may have made it since
            else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnersFile) != 0)
                Narrow(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw SqliteFaults.Of(fault, path);
        }
    }

    /// <summary>Makes a file that its owner alone may read and write.</summary>
    public static FileStream Create(string path, FileMode mode = FileMode.CreateNew)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return new FileStream(path, options);
    }

    /// <summary>Brings the tables up to date, under the file's own lock.</summary>
    public static void Upgrade(SqliteLine line, StoreAddress address)
    {
        if (!Migrations.AreNeeded(Folder, Applied(line, address), address))
            return;
        line.Run("BEGIN IMMEDIATE");
        try
        {
            // Somebody else may have done it while this waited.
            if (Migrations.AreNeeded(Folder, Applied(line, address), address))
                Migrations.Run(DeployChanges.To.SqliteDatabase(new SharedConnection(line.Connection)), Folder);
            line.Run("COMMIT");
        }
        catch
        {
            Undo(line);
            throw;
        }
    }

    /// <summary>The scripts that have run on this file.</summary>
    /// <exception cref="StoreException">It is somebody else's database.</exception>
    public static IReadOnlyList<string> Applied(SqliteLine line, StoreAddress address)
    {
        var tables = line.Texts("SELECT lower(name) FROM sqlite_master WHERE type = 'table'");
        if (tables.Contains(Migrations.Journal))
            return line.Texts("SELECT ScriptName FROM SchemaVersions");
        return tables.Count == 0 ? [] : throw new StoreException($"{address.Shown} is a database of another program.", "Name another file in SOCIALKIT_DATABASE.");
    }

    private static void Undo(SqliteLine line)
    {
        try
        {
            line.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A fault such as a full disk has ended the transaction already.
        }
    }

    private static void Narrow(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            File.SetUnixFileMode(path, OwnersFile);
        }
        catch (UnauthorizedAccessException)
        {
            // Only its owner can; whether it can be used is another matter.
        }
    }
}
