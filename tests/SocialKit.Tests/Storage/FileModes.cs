namespace SocialKit.Tests.Storage;

/// <summary>Who may read and write a file. A test that asks is skipped where there are no such modes.</summary>
internal static class FileModes
{
    public static UnixFileMode Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return default;
        }
        return File.GetUnixFileMode(path);
    }

    public static void Set(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no such modes");
        else
            File.SetUnixFileMode(path, mode);
    }
}
