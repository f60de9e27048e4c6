using System.Text;

namespace SocialKit.Cli.Preview;

/// <summary>Writes a page to a file: beside its place first and then put there, so that nobody ever opens half of it.</summary>
internal static class HtmlFile
{
    /// <exception cref="UsageException">The path is a folder's, or leads nowhere.</exception>
    public static void Write(string page, string path)
    {
        Check(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                stream.Write(Encoding.UTF8.GetBytes(page));
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Looks whether a page can be written there, before anything is done that cannot be undone.</summary>
    /// <exception cref="UsageException">The path is a folder's, or leads nowhere.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder; name a file, such as preview.html.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder {folder}.");
    }
}
