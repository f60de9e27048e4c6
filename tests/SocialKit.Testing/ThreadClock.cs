using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SocialKit.Testing;

/// <summary>How long the calling thread has worked: on Linux its CPU time, so that what else the machine does counts for nothing; elsewhere a wall clock.</summary>
public static partial class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>The time until now; only differences mean anything, and only on one thread.</summary>
    public static TimeSpan Now
    {
        get
        {
            if (!OperatingSystem.IsLinux())
                return Stopwatch.GetElapsedTime(0);
            if (GetTime(ThreadCpuTime, out var time) != 0)
                throw new InvalidOperationException("clock_gettime failed.");
            return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / 100));
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out Time time);

    // struct timespec of a 64-bit system.
    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
