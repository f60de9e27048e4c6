using System.Diagnostics;
using System.Globalization;
using SocialKit.Tests.Text;

namespace SocialKit.Benchmarks;

/// <summary><c>bench lines</c>: the native program's <c>check - --lines</c> over invented posts; CPU time of the whole process, its start included.</summary>
internal static class LinesBench
{
    private const int Seed = 20190310;
    private const int Rounds = 7;

    public static int Run(string[] rest)
    {
        if (!OperatingSystem.IsLinux() || rest is not [var program, ..])
        {
            Console.Error.WriteLine("bench lines NATIVE-PROGRAM [POSTS] [--keep FILE]   (on Linux; dotnet publish src/SocialKit.Cli -p:PublishProfile=native -o OUT makes the program)");
            return 2;
        }
        var count = rest.Length > 1 && int.TryParse(rest[1], CultureInfo.InvariantCulture, out var given) ? given : 300_000;
        var keep = Array.IndexOf(rest, "--keep") is var at and >= 0 && at + 1 < rest.Length ? rest[at + 1] : null;
        var file = keep ?? Path.GetTempFileName();
        var posts = new MixedPosts(Seed);
        File.WriteAllLines(file, Enumerable.Range(0, count).Select(_ => Json(posts.Post())));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Machine.Name()}; {count:N0} invented posts, {new FileInfo(file).Length / 1e6:F1} MB, seed {Seed}; user and system time of the whole process, {Rounds} rounds in turn"));
        string[] platforms = ["x", "bluesky", "mastodon"];
        var times = platforms.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < platforms.Length; i++)
                times[i].Add(Measure(program, file, platforms[i]));
        }
        for (var i = 0; i < platforms.Length; i++)
        {
            var median = times[i].Order().ElementAt(Rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {platforms[i],-10} median {median,5:0} ms, {count / median * 1000,9:N0} posts per CPU-second   least {times[i].Min(),5:0} ms, {count / times[i].Min() * 1000,9:N0}"));
        }
        if (keep is null)
            File.Delete(file);
        return 0;
    }

    // Every character for itself where JSON allows it, as JSON.stringify writes. .NET's own encoders write emoji as escapes.
    private static string Json(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    // The shell, which costs a millisecond, so that what is measured reads from a file and writes to nowhere, and no pipe of this program's slows it.
    private static double Measure(string program, string file, string platform)
    {
        var before = ChildrenCpu.Milliseconds;
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" check - --lines --platform \"$1\" --json < \"$2\" > /dev/null", program, platform, file]))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? ChildrenCpu.Milliseconds - before : throw new InvalidOperationException($"The program ended with {process.ExitCode}.");
    }
}
