using System.Runtime.InteropServices;

namespace SocialKit.Benchmarks;

/// <summary>User and system time of the processes that this one started and that have ended, by the operating system's own account. Linux only.</summary>
internal static partial class ChildrenCpu
{
    /// <summary>All of it until now.</summary>
    /// <value>Milliseconds.</value>
    public static double Milliseconds
    {
        get
        {
            var usage = Usage();
            return ((usage[0] + usage[2]) * 1000.0) + ((usage[1] + usage[3]) / 1000.0);
        }
    }

    /// <summary>The most memory that one of them held at once.</summary>
    /// <value>KiB.</value>
    public static long PeakMemory => Usage()[4];

    private static long[] Usage()
    {
        const int children = -1;
        var usage = new long[18]; // struct rusage: two timevals, then fourteen longs
        return GetUsage(children, usage) == 0 ? usage : throw new InvalidOperationException("getrusage failed.");
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
