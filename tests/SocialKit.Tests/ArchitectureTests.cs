using System.Text.RegularExpressions;
using System.Xml.Linq;
using SocialKit.Platforms;

namespace SocialKit.Tests;

/// <summary>The arrows of ARCHITECTURE.md, held by tests where the compiler cannot hold them.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    private static IEnumerable<string> Files(string project) =>
        Directory.EnumerateFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [Fact]
    public void TheCoreNamesNoPlatform()
    {
        var names = KnownPlatforms.All.SelectMany(platform => platform.Aliases.Append(platform.Name))
            .Concat(["Twitter", "AT Protocol", "atproto", "GoToSocial", "tweet"])
            .Where(name => name.Length > 1 && name.All(char.IsLetter))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var named = new Regex($@"(?<![a-z])(?:{string.Join('|', names)}|XPlatform|XRules)(?![a-z])", RegexOptions.IgnoreCase);
        Assert.All(Files("SocialKit"), file =>
        {
            var text = OtherThreads().Replace(File.ReadAllText(file), "");
            Assert.Empty(named.Matches(text).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        });
    }

    [Fact]
    public void TheCoreHasNoClockNoNetworkAndNoConsole()
    {
        var banned = Banned();
        Assert.All(Files("SocialKit"), file => Assert.Empty(banned.Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")));
    }

    [Theory]
    [InlineData("SocialKit")]
    [InlineData("SocialKit.Platforms", "SocialKit")]
    [InlineData("SocialKit.Import", "SocialKit")]
    [InlineData("SocialKit.Documents", "SocialKit", "SocialKit.Import")]
    [InlineData("SocialKit.Documents.Cli", "SocialKit", "SocialKit.Documents", "SocialKit.Import")]
    [InlineData("SocialKit.Secrets", "SocialKit")]
    [InlineData("SocialKit.Skia", "SocialKit")]
    [InlineData("SocialKit.Storage", "SocialKit")]
    [InlineData("SocialKit.Web", "SocialKit")]
    [InlineData("SocialKit.Cli", "SocialKit", "SocialKit.Import", "SocialKit.Platforms", "SocialKit.Secrets", "SocialKit.Skia", "SocialKit.Storage", "SocialKit.Web")]
    public void AProjectReferencesOnlyWhatItsArrowsAllow(string project, params string[] allowed)
    {
        var references = XDocument.Load(Path.Combine(Source, project, project + ".csproj")).Descendants("ProjectReference")
            // A program that is built with another, and started by it, is not referenced.
            .Where(reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Equal(allowed.Order(), references.Order());
    }

    [Fact]
    public void NoPlatformsFolderKnowsAnothers()
    {
        // A platform or a place to share to registers itself; the other folders are shared by all.
        var folders = Directory.GetDirectories(Path.Combine(Source, "SocialKit.Platforms")).Select(folder => Path.GetFileName(folder))
            .Where(name => Files("SocialKit.Platforms").Any(file => Path.GetFileName(file) == name + "Platform.cs" || Path.GetFileName(file) == name + "ShareLink.cs"))
            .ToList();
        Assert.Equal(KnownPlatforms.ShareLinks.Count + KnownPlatforms.All.Count(platform => platform.ShareLink is null), folders.Count);
        Assert.All(Files("SocialKit.Platforms"), file =>
        {
            var own = Path.GetRelativePath(Path.Combine(Source, "SocialKit.Platforms"), file).Split(Path.DirectorySeparatorChar)[0];
            if (!folders.Contains(own))
                return;
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(folders, other => other != own && Regex.IsMatch(text, $@"SocialKit\.Platforms\.{other}\b|using {other}\b"));
        });
    }

    [Fact]
    public void OnlyProgramComposes() =>
        Assert.All(Files("SocialKit.Cli").Where(file => Path.GetFileName(file) != "Program.cs"),
            file => Assert.DoesNotContain("TimeProvider.System", File.ReadAllText(file), StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?:DateTime(?:Offset)?\.(?:Now|UtcNow|Today)|TimeProvider\.System|HttpClient|Console\.|Guid\.NewGuid|Random\.Shared|Thread\.Sleep|Environment\.GetEnvironmentVariable)")]
    private static partial Regex Banned();

    // "Safe to share between threads" is about the other kind.
    [GeneratedRegex(@"between threads|System\.Threading\S*", RegexOptions.IgnoreCase)]
    private static partial Regex OtherThreads();
}
