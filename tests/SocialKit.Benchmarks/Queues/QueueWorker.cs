using System.Globalization;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Storage;

namespace SocialKit.Benchmarks.Queues;

/// <summary>A worker as a process of its own, whose memory is looked at from outside.</summary>
internal static class QueueWorker
{
    private const int Posts = 2000;

    /// <summary><c>bench delivery-worker</c>: works until its parent is gone, or told to stop.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        ParentProcess.EndWithIt();
        using var stop = new CancellationTokenSource();
        using var terminate = ParentProcess.OnTerminate(stop);
        await using var store = await QueueStore.OpenAsync(new Arguments(arguments).Text("store"));
        await using var run = await QueueRun.StartAsync(store, NoSender.Set(), Posts);
        await run.DoneAsync();
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(peak);
        return 0;
    }

    /// <summary>The most memory, in MB, that a worker had resident while it sent 2,000 posts that were due.</summary>
    public static async Task<double> MeasureAsync(string address, IStore store, QueuePosts make)
    {
        await QueuePosts.AddAsync(store, make.Make(Posts, 16, _ => QueuePosts.Now.AddSeconds(-1)));
        using var worker = new ChildProcess("delivery-worker", "--store", address);
        return double.Parse(await worker.Said.WaitAsync(TimeSpan.FromMinutes(2)), CultureInfo.InvariantCulture) / 1024;
    }
}
