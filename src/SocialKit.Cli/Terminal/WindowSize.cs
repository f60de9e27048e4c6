using System.Runtime.InteropServices;

namespace SocialKit.Cli.Terminal;

/// <summary>How wide the terminal is.</summary>
internal static partial class WindowSize
{
    private const int StandardOutput = 1;
    private const nuint GetWindowSize = 0x5413; // TIOCGWINSZ on Linux

    /// <summary>The columns of the terminal behind stdout; 0 if it does not say.</summary>
    /// <remarks>Linux is asked directly: Console sets up the keyboard first, which writes an escape sequence to stdout.</remarks>
    public static int Columns()
    {
        if (OperatingSystem.IsLinux())
            return Ask(StandardOutput, GetWindowSize, out var size) == 0 ? size.Columns : 0;
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int descriptor, nuint request, out Size size);

    [StructLayout(LayoutKind.Sequential)]
    private struct Size
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
