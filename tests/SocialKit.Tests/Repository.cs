namespace SocialKit.Tests;

/// <summary>Where this repository is on the machine that runs the tests.</summary>
internal static class Repository
{
    /// <summary>The folder of SocialKit.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("SocialKit.sln is above none of the tests' folders.");

    private static string? Find(string? folder) =>
        folder is null ? null : File.Exists(Path.Combine(folder, "SocialKit.sln")) ? folder : Find(Path.GetDirectoryName(folder));
}
