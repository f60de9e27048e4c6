namespace SocialKit.Web;

/// <summary>Writes a site into a folder: beside it first and then in its place, so that nobody ever sees half of it.</summary>
public static class SiteWriter
{
    /// <summary>The file by which a folder is known for one that may be written anew.</summary>
    public const string Mark = ".socialkit-page";

    /// <summary>Why nothing may be written to <paramref name="folder"/>; null if it may. A folder that holds anything else is never replaced.</summary>
    public static string? Obstacle(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(full))
            return $"{folder} is a file; name a folder.";
        if (Path.GetDirectoryName(full) is not { } parent)
            return $"{folder} is no folder that a site could be put in.";
        if (!Directory.Exists(parent))
            return $"There is no folder {parent}.";
        if (Directory.Exists(full) && new DirectoryInfo(full).LinkTarget is not null)
            return $"{folder} is a link; name the folder itself.";
        return Directory.Exists(full) && !File.Exists(Path.Combine(full, Mark)) && Directory.EnumerateFileSystemEntries(full).Any()
            ? $"{folder} holds other files, which would be lost; name a new folder, or an empty one."
            : null;
    }

    /// <summary>Writes <paramref name="files"/>, one at a time, and puts them in the place of what <paramref name="folder"/> held.</summary>
    /// <returns>How many files were written, and how many bytes they have.</returns>
    /// <exception cref="IOException">The disk refuses, or <see cref="Obstacle"/> had something to say.</exception>
    public static async Task<(int Files, long Bytes)> WriteAsync(string folder, IEnumerable<SiteFile> files, CancellationToken cancellationToken)
    {
        if (Obstacle(folder) is { } obstacle)
            throw new IOException(obstacle);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var beside = $"{full}.{Path.GetRandomFileName()}";
        try
        {
            Directory.CreateDirectory(beside);
            await File.WriteAllBytesAsync(Path.Combine(beside, Mark), [], cancellationToken).ConfigureAwait(false);
            var (count, bytes) = (0, 0L);
            foreach (var file in files)
            {
                bytes += await WriteAsync(Path.Combine(beside, file.Path), file, cancellationToken).ConfigureAwait(false);
                count++;
            }
            Swap(full, beside);
            return (count, bytes);
        }
        finally
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
        }
    }

    private static async Task<long> WriteAsync(string path, SiteFile file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024);
        await using (stream.ConfigureAwait(false))
        {
            await file.WriteAsync(stream, cancellationToken).ConfigureAwait(false);
            return stream.Position;
        }
    }

    private static void Swap(string full, string beside)
    {
        if (!Directory.Exists(full))
        {
            Directory.Move(beside, full);
            return;
        }
        var old = $"{full}.{Path.GetRandomFileName()}";
        Directory.Move(full, old);
        try
        {
            Directory.Move(beside, full);
        }
        catch
        {
            Directory.Move(old, full);
            throw;
        }
        Directory.Delete(old, recursive: true);
    }
}
