using System.Diagnostics;
using System.Globalization;

namespace SocialKit.Benchmarks;

/// <summary>What a start of the native program costs beside <c>node -e 0</c>: whole processes, in turn, user and system time, by the operating system's own account.</summary>
internal static class StartBench
{
    private const int Rounds = 20;

    public static int Run(string[] rest)
    {
        if (!OperatingSystem.IsLinux() || rest is not [var program, var campaign])
        {
            Console.Error.WriteLine("bench start NATIVE-PROGRAM CAMPAIGN-FOLDER   (on Linux; dotnet publish src/SocialKit.Cli -p:PublishProfile=native -o OUT makes the program)");
            return 2;
        }
        (string Name, string[] Command)[] commands =
        [
            ("node -e 0", ["node", "-e", "0"]),
            ("socialkit check", [program, "check", campaign]),
            ("socialkit preview", [program, "preview", campaign]),
        ];
        var times = commands.Select(_ => new List<double>()).ToList();
        for (var round = -2; round < Rounds; round++) // two rounds to warm the file cache
        {
            for (var i = 0; i < commands.Length; i++)
            {
                var cpu = Measure(commands[i].Command);
                if (round >= 0)
                    times[i].Add(cpu);
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Machine.Name()}; CPU milliseconds of the whole process, {Rounds} rounds in turn"));
        var node = Median(times[0]);
        for (var i = 0; i < commands.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {commands[i].Name,-20} median {Median(times[i]),6:0.0}   least {times[i].Min(),6:0.0}   most {times[i].Max(),6:0.0}   of node {Median(times[i]) / node,5:0.00}"));
        }
        return 0;
    }

    private static double Measure(string[] command)
    {
        var before = ChildrenCpu.Milliseconds;
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        error.GetAwaiter().GetResult();
        process.WaitForExit();
        return ChildrenCpu.Milliseconds - before;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
