using System.Diagnostics;
using System.Globalization;

namespace SocialKit.Benchmarks;

/// <summary>What a worker costs that has nothing to do: user and system time of <c>socialkit run</c>, by the operating system's own account.</summary>
internal static class IdleBench
{
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(5);

    // Half a hundredth of one core.
    private const double Most = 0.005;

    public static async Task<int> RunAsync(string[] rest)
    {
        if (rest is not [var program, ..])
        {
            Console.Error.WriteLine("bench idle PROGRAM [STORE] [SECONDS]   (STORE: a file, or postgres://…; a new file if not given. 20 seconds if not given)");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("socialkit-idle-").FullName;
        var store = rest.ElementAtOrDefault(1) ?? Path.Combine(folder, "queue.db");
        var time = TimeSpan.FromSeconds(int.Parse(rest.ElementAtOrDefault(2) ?? "20", CultureInfo.InvariantCulture));
        var start = new ProcessStartInfo(program, ["run"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in ((string, string)[])[("SOCIALKIT_DATABASE", store), ("HOME", folder), ("XDG_CONFIG_HOME", folder), ("XDG_DATA_HOME", folder)])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var said = process.StandardOutput.ReadLineAsync();
            var failed = process.StandardError.ReadToEndAsync();
            await Task.Delay(Settles);
            if (process.HasExited)
            {
                Console.Error.WriteLine(await failed);
                return 1;
            }
            var (cpu, began) = (Cpu(process), Stopwatch.GetTimestamp());
            await Task.Delay(time);
            var share = (Cpu(process) - cpu) / Stopwatch.GetElapsedTime(began);
            var worker = await said;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Machine.Name()}; {worker?.Split(';')[0]}\nidle for {time.TotalSeconds:0} s: {share * time.TotalMilliseconds:0} ms of user and system time, {share:0.00%} of a core (at most {Most:0.00%})  {(share <= Most ? "ok" : "TOO MUCH")}"));
            return share <= Most ? 0 : 1;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Cpu(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
