using System.Globalization;

namespace SocialKit.Cli.Running;

/// <summary>What a worker of this process is called: machine, process, and something random, since names of machines and numbers of processes come again.</summary>
internal static class WorkerName
{
    public static string Make(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{random.Next(0x1000, 0x10000):x}");
}
