namespace SocialKit.Benchmarks.Chaos;

/// <summary><c>bench fake-platform</c>: the oracle as a process of its own; it prints its address and the oracle's, and lives as long as its parent.</summary>
internal static class FakePlatformProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = ParentProcess.OnTerminate(stop);
        ParentProcess.EndWithIt();
        await using var server = new PlatformServer(new Arguments(arguments).Number("seed", 1));
        Console.WriteLine($"{server.Address} {server.OracleAddress}");
        try
        {
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        return 0;
    }
}
