using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SocialKit.Platforms.Folder;

/// <summary>Writes files that are there whole or not at all, whatever is killed and whenever, and that never replace another.</summary>
internal static partial class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int AlreadyThere = 17; // EEXIST, the same number on Linux and macOS

    /// <summary>Makes <paramref name="folder"/> for its owner alone, if it is missing.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Puts a file in its place: written beside, flushed to the disk, then given its name in one step that fails if the name is taken.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="content">Its content.</param>
    /// <param name="beforeNaming">Called when it is written and has no name yet.</param>
    public static Placing Place(string path, ReadOnlySpan<byte> content, Action? beforeNaming = null)
    {
        if (File.Exists(path))
            return Compare(path, content);
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
            beforeNaming?.Invoke();
            if (!Name(part, path))
                return Compare(path, content);
            FlushFolder(folder);
            return Placing.Written;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Makes sure that a file that was deleted, or got its name, stays so when the power goes.</summary>
    public static void FlushFolder(string folder)
    {
        // Windows keeps names in a journal of its own.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"{folder} cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        var result = Flush(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0)
            throw new IOException($"{folder} cannot be flushed to the disk: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>True if <paramref name="path"/> holds exactly these bytes.</summary>
    public static bool Holds(string path, ReadOnlySpan<byte> content) => new FileInfo(path).Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static Placing Compare(string path, ReadOnlySpan<byte> content) => Holds(path, content) ? Placing.WasThere : Placing.Taken;

    // A hard link fails where the name is taken; .NET's own move looks first and renames then, and in between another process may be quicker.
    private static bool Name(string part, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(part, path) == 0)
                return true;
            if (Marshal.GetLastPInvokeError() == AlreadyThere)
                return false;
            // A file system without hard links, such as a memory stick's.
        }
        try
        {
            File.Move(part, path);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}

/// <summary>What became of putting a file in its place.</summary>
internal enum Placing
{
    /// <summary>It is there now.</summary>
    Written,

    /// <summary>It was there already, with the same content.</summary>
    WasThere,

    /// <summary>Something else has its name; nothing was changed.</summary>
    Taken,
}
