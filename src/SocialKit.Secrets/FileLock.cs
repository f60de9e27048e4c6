using SocialKit.Access;

namespace SocialKit.Secrets;

/// <summary>A lock over all processes of a machine: a file that one of them holds open. The system frees it when its holder ends, however that ends.</summary>
/// <remarks>The file is never deleted: whoever deletes a lock's file lets two in, one by the old file and one by the new.</remarks>
internal static class FileLock
{
    /// <summary>How long somebody waits for another: longer than a call to a platform may take.</summary>
    /// <value>2 minutes</value>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes the lock; disposing frees it.</summary>
    /// <param name="path">The file; made (0600) if it is missing.</param>
    /// <param name="clock">Ends the waiting.</param>
    /// <param name="cancellationToken">Ends the waiting too.</param>
    /// <exception cref="TokenStoreException">Another process has held it all the time.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } taken)
                return taken;
            if (clock.GetElapsedTime(begun) > Patience)
                throw new TokenStoreException($"Another process has held {path} for {Patience.TotalMinutes:0} minutes. End it, and try again.");
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static FileStream? TryTake(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new(path, options);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION. Elsewhere flock(2) answers EWOULDBLOCK: 11 on Linux, 35 on macOS.
    private static bool IsHeld(IOException exception) => OperatingSystem.IsWindows()
        ? (exception.HResult & 0xFFFF) is 32 or 33
        : exception.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
