using Microsoft.Data.Sqlite;

namespace SocialKit.Storage.Sqlite;

/// <summary>Copies of a SQLite store.</summary>
internal static class SqliteBackup
{
    /// <summary>Writes a copy, as of one instant, into a new file that its owner alone may read; it appears under its name when it is whole and on the disk.</summary>
    public static void Write(string path, string file)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file) || Directory.Exists(file))
            throw new StoreException($"{file} is there already.", "Name a file that is not: a backup replaces none.");
        var unfinished = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            SqliteFile.Create(unfinished).Dispose();
            using (var line = SqliteLine.Open(path, SqliteOpenMode.ReadWrite))
            {
                // Into an empty file that is there, so that it has its rights from the beginning.
                using var command = line.Connection.CreateCommand();
                command.CommandText = "VACUUM INTO @file";
                command.Parameters.AddWithValue("@file", unfinished);
                command.ExecuteNonQuery();
            }
            using (var written = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(unfinished, file);
        }
        catch (SqliteException fault)
        {
            throw fault.SqliteErrorCode is 10 or 13 or 14 ? SqliteFaults.Of(fault, file) : SqliteFaults.Of(fault, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw SqliteFaults.Of(fault, file);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }
}
