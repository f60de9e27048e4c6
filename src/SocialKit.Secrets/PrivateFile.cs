using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SocialKit.Secrets;

/// <summary>Files and folders that are their owner's alone.</summary>
internal static partial class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    /// <summary>Makes a folder (0700) if it is missing.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>True if others than the owner may do something with the file or folder. On Windows the folder of the user's profile keeps them out.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>Writes a file (0600): beside, flushed to the disk, then given its name in one step, so that it is there whole or not at all.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var part = Path.Combine(folder, $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.part");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using (var stream = new FileStream(part, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
            FlushFolder(folder);
        }
        finally
        {
            File.Delete(part);
        }
    }

    // The name is on the disk too: a refresh token that was used up and whose successor is lost cannot be had again.
    private static void FlushFolder(string folder)
    {
        // Windows keeps names in a journal of its own.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            return; // The content is there; some file systems do not open folders.
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
