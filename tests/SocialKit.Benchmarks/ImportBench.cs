using System.Diagnostics;
using System.Globalization;

namespace SocialKit.Benchmarks;

/// <summary>What importing costs: whole processes, user and system time with that of the reading program, beside programs that only extract the text.</summary>
internal static class ImportBench
{
    private const int Rounds = 7;
    private const int Documents = 1_000;

    public static int Run(string[] rest)
    {
        if (!OperatingSystem.IsLinux() || rest is not [var program, .. var files] || files.Length == 0)
        {
            Console.Error.WriteLine("bench import NATIVE-PROGRAM FILE...   (on Linux; the program with socialkit-documents beside it)");
            return 2;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Machine.Name()}; CPU milliseconds of whole processes, median of {Rounds} rounds in turn; --version is the start alone"));
        var start = Median(() => Measure(program, ["--version"]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"--version",-44} {start,8:0.0}"));
        foreach (var file in files)
        {
            var ours = Median(() => Measure(program, ["import", file, "--json"]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"socialkit import " + Path.GetFileName(file),-44} {ours,8:0.0}"));
            string[]? peer = Path.GetExtension(file) switch { ".pdf" => ["pdftotext", file, "-"], ".md" or ".html" or ".docx" => ["pandoc", "-t", "plain", file], _ => null };
            if (peer is not null && IsThere(peer[0]))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {$"{peer[0]} {Path.GetFileName(file)} (text only)",-44} {Median(() => Measure(peer[0], peer[1..])),8:0.0}"));
        }
        Many(program, files);
        return 0;
    }

    // Many documents in one run: what both processes hold in memory after each tenth.
    private static void Many(string program, string[] files)
    {
        var many = Enumerable.Range(0, Documents).Select(i => files[i % files.Length]).ToArray();
        var watch = Stopwatch.StartNew();
        var before = ChildrenCpu.Milliseconds;
        using var process = Process.Start(new ProcessStartInfo(program, ["import", .. many, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = 0;
        while (process.StandardOutput.ReadLine() is not null)
        {
            if (++lines % (Documents / 10) == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  after {lines,5:N0} documents: {Resident(process.Id) / 1_000_000.0,6:0.0} MB, and {Children(process.Id).Sum(Resident) / 1_000_000.0,6:0.0} MB in the reading program"));
        }
        process.WaitForExit();
        error.GetAwaiter().GetResult();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {lines:N0} documents in {watch.Elapsed.TotalSeconds:0.0} s, {(ChildrenCpu.Milliseconds - before) / 1000:0.0} s of CPU"));
    }

    private static IEnumerable<int> Children(int id)
    {
        var path = $"/proc/{id}/task/{id}/children";
        return File.Exists(path) ? File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture)) : [];
    }

    private static long Resident(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0; // it has ended
        }
    }

    private static bool IsThere(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));

    private static double Measure(string program, string[] arguments)
    {
        var before = ChildrenCpu.Milliseconds;
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        error.GetAwaiter().GetResult();
        process.WaitForExit();
        return ChildrenCpu.Milliseconds - before;
    }

    private static double Median(Func<double> measure) => Enumerable.Range(0, Rounds).Select(_ => measure()).Order().ElementAt(Rounds / 2);
}
