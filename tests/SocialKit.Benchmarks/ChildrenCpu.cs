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
            const int children = -1;
            var usage = new long[18]; // struct rusage: two timevals, then fourteen longs
            if (GetUsage(children, usage) != 0)
                throw new InvalidOperationException("getrusage failed.");
            return ((usage[0] + usage[2]) * 1000.0) + ((usage[1] + usage[3]) / 1000.0);
        }
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
