using System.Diagnostics;
using System.Globalization;

namespace SocialKit.Benchmarks.Queues;

/// <summary>A disk whose fsync takes longer than this machine's: a library that is loaded before all others and sleeps after each. Who is measured and what it is measured against have the same disk.</summary>
internal static class SlowDisk
{
    private const string Milliseconds = "SOCIALKIT_BENCH_FSYNC";

    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <stdlib.h>
        #include <time.h>
        static void rest(void) {
          const char *given = getenv("SOCIALKIT_BENCH_FSYNC");
          long ms = given ? atol(given) : 0;
          struct timespec left = { ms / 1000, ms % 1000 * 1000000 };
          int kept = errno;
          while (nanosleep(&left, &left) != 0 && errno == EINTR) { }
          errno = kept;
        }
        int fsync(int fd) { int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync"); int r = real(fd); rest(); return r; }
        int fdatasync(int fd) { int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync"); int r = real(fd); rest(); return r; }
        """;

    /// <summary>What the disk of this process is called; empty for the machine's own.</summary>
    public static string Name() => Environment.GetEnvironmentVariable(Milliseconds) is { } given ? $", each fsync {given} ms longer than here" : "";

    /// <summary>True if <paramref name="given"/> is a number of milliseconds.</summary>
    public static bool IsTried(string given) => Read(given) is > 0 and < 1000;

    /// <summary>The same command once more on such a disk.</summary>
    public static async Task<int> AgainAsync(string[] arguments, string given)
    {
        var folder = Directory.CreateTempSubdirectory("socialkit-fsync-").FullName;
        // PostgreSQL runs as another user.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var (source, library) = (Path.Combine(folder, "fsync.c"), Path.Combine(folder, "fsync.so"));
        await File.WriteAllTextAsync(source, Source);
        if (await RunAsync("cc", ["-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], []) != 0)
            return 1;
        var at = Array.IndexOf(arguments, "--fsync");
        var code = await RunAsync(Environment.ProcessPath!, ["delivery", .. arguments[..at], .. arguments[(at + 2)..]],
            new() { ["LD_PRELOAD"] = library, [Milliseconds] = Read(given)!.Value.ToString(CultureInfo.InvariantCulture) });
        Directory.Delete(folder, recursive: true);
        return code;
    }

    private static int? Read(string given) => int.TryParse(given.EndsWith("ms", StringComparison.Ordinal) ? given[..^2] : given, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;

    private static async Task<int> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
