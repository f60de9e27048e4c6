namespace SocialKit.EndToEndTests;

/// <summary>Where this repository and the program that it builds are on the machine that runs the tests.</summary>
internal static class Repository
{
    /// <summary>The folder of SocialKit.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("SocialKit.sln is above none of the tests' folders.");

    /// <summary>The program under test: the file that SOCIALKIT_PROGRAM names, else the one built in the tests' own configuration.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("SOCIALKIT_PROGRAM") is { Length: > 0 } named ? named : Built();

    // …/tests/SocialKit.EndToEndTests/bin/CONFIGURATION/net10.0/
    /// <summary>The tests' own configuration: Debug or Release.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    private static string Built()
    {
        var name = OperatingSystem.IsWindows() ? "SocialKit.Cli.exe" : "SocialKit.Cli";
        return Path.Combine(Root, "src", "SocialKit.Cli", "bin", Configuration, "net10.0", name);
    }

    private static string? Find(string? folder) =>
        folder is null ? null : File.Exists(Path.Combine(folder, "SocialKit.sln")) ? folder : Find(Path.GetDirectoryName(folder));
}
