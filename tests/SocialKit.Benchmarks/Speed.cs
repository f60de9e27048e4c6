using System.Diagnostics;

namespace SocialKit.Benchmarks;

/// <summary>Measures work in CPU time, so that other work on the machine does not count.</summary>
internal static class Speed
{
    private const int Rounds = 5;

    // The runtime compiles a method two or three times, each time when it has run long enough; the references are compiled sooner.
    private const int WarmUp = 6;

    /// <summary>How often a second of CPU time <paramref name="work"/> is done for <paramref name="items"/>; the best of five rounds after six to warm up.</summary>
    public static double PerCpuSecond<T>(IReadOnlyList<T> items, Action<T> work)
    {
        var best = 0.0;
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var start = Cpu();
            for (var i = 0; i < items.Count; i++)
                work(items[i]);
            if (round >= 0)
                best = Math.Max(best, items.Count / (Cpu() - start).TotalSeconds);
            else
                // The compiler's own threads finish what the warm-up asked of them.
                Thread.Sleep(300);
        }
        return best;
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
