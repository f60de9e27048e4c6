using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SocialKit.EndToEndTests;

/// <summary>The short run of the proof: real worker processes, a real database, platforms that keep count, and everything that can go wrong. The long one is in the benchmarks' CHAOS.md.</summary>
public sealed partial class ChaosTests
{
    private static readonly string Bench = Path.Combine(Repository.Root, "tests", "SocialKit.Benchmarks", "bin", Repository.Configuration, "net10.0", OperatingSystem.IsWindows() ? "bench.exe" : "bench");

    private static (int ExitCode, string Out) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Bench, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void WhateverIsKilledNothingGoesOutTwiceAndNothingIsLost(string store)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are frozen and killed by Linux signals.");
        Assert.SkipUnless(store == "sqlite" || Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed.");
        var (exitCode, output) = Run("chaos", "--store", store, "--faults", "30", "--workers", "3", "--seed", "11", "--minutes", "1", "--rate", "16", "--recoveries", "1");
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
        Assert.Matches(Clean(), output);
    }

    [Fact]
    public void OnARealPdsWhateverIsKilledEachPostIsOneRecord()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are frozen and killed by Linux signals.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Repository.Root, "tests", "servers", "bluesky-pds", "node_modules")), "The PDS is not installed (npm ci in tests/servers/bluesky-pds).");
        var (exitCode, output) = Run("chaos", "--platform", "bluesky", "--store", "sqlite", "--faults", "40", "--workers", "3", "--seed", "11", "--minutes", "1");
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
        Assert.Matches(CleanOnPds(), output);
    }

    [Fact]
    public void OnARealPdsWhateverIsKilledEachPostOfAListedAccountIsRepostedOnceOrLeftOutWithItsReason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are killed by Linux signals.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Repository.Root, "tests", "servers", "bluesky-pds", "node_modules")), "The PDS is not installed (npm ci in tests/servers/bluesky-pds).");
        var (exitCode, output) = Run("reposts", Repository.Program, "--posts", "20", "--kills", "5", "--seed", "11");
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
        Assert.Matches(CleanReposts(), output);
    }

    [Fact]
    public void ANaiveRetryIsFoundOut()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are frozen and killed by Linux signals.");
        var (exitCode, output) = Run("chaos", "--store", "sqlite", "--faults", "25", "--workers", "2", "--seed", "11", "--minutes", "1", "--rate", "16", "--naive");
        Assert.True(exitCode == 1 && Duplicates().IsMatch(output), output);
    }

    [Fact]
    public void AWorkerThatDiesAtAnyStepNeitherDoublesNorLoses()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process kills itself by a Linux signal.");
        // Every step of every outcome takes an hour: SOCIALKIT_CRASH_POINTS=all.
        var (exitCode, output) = Run(Environment.GetEnvironmentVariable("SOCIALKIT_CRASH_POINTS") == "all" ? (string[])["crash-points", "--all"] : ["crash-points", "--every", "8"]);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
    }

    [GeneratedRegex("duplicates 0, lost 0, order violations 0 ")]
    private static partial Regex Clean();

    [GeneratedRegex("duplicates 0, lost 0, order violations 0, otherwise wrong 0;")]
    private static partial Regex CleanOnPds();

    [GeneratedRegex("duplicates 0, wrong or lost 0;")]
    private static partial Regex CleanReposts();

    [GeneratedRegex("duplicates [1-9]")]
    private static partial Regex Duplicates();
}
