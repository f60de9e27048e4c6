using System.Text;
using SocialKit.Campaigns;
using SocialKit.Testing;

namespace SocialKit.Tests.Campaigns;

/// <summary>A campaign's folder below the system's folder for temporary files; gone after the test.</summary>
internal sealed class CampaignFolders : IDisposable
{
    public const string Matter = "---\nsocialkit: 1\ntitle: Free the poet\n---\n";
    public const string English = "---\nlanguage: en\n---\n";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("socialkit-");

    public CampaignFolders()
    {
        Path = System.IO.Path.Combine(_root.FullName, "free-the-poet");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>A folder beside the campaign's, for what must not be read.</summary>
    public string Outside => _root.FullName;

    /// <summary>A folder with these files: name, content, name, content…</summary>
    public static CampaignFolders With(params string[] namesAndContents)
    {
        var folder = new CampaignFolders();
        for (var i = 0; i < namesAndContents.Length; i += 2)
            folder.Put(namesAndContents[i], namesAndContents[i + 1]);
        return folder;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public CampaignFolders Put(string name, string content) => Put(name, Encoding.UTF8.GetBytes(content));

    public CampaignFolders Put(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), content);
        return this;
    }

    public CampaignReading Read(CampaignLimits? limits = null) => new CampaignReader(FakePlatform.Set, limits).Read(Path);

    /// <summary>The findings as "file:line:column code", the file relative to the folder.</summary>
    public string[] Findings(CampaignLimits? limits = null) =>
        [.. Read(limits).Findings.Select(finding => $"{finding.Place!.File[Path.Length..].TrimStart('/', '\\')}:{finding.Place.Line}:{finding.Place.Column} {finding.Code}")];

    public void Dispose() => _root.Delete(recursive: true);
}
