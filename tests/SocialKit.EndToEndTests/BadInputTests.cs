using System.Text;

namespace SocialKit.EndToEndTests;

/// <summary>Files that should not be as they are: each is a clear error with its place, and the program ends as it should.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Front = "---\nsocialkit: 1\ntitle: An invented case\n---\n";
    private const string Messages = "---\nlanguage: en\n---\n\n# release\nWords of an invented case.\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-bad-");

    public BadInputTests()
    {
        Write("campaign.md", Front);
        Write("messages.en.md", Messages);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TheFolderIsGoodBeforeItIsSpoilt() => Assert.Equal(0, Tool.Run(["check", _folder.FullName]).ExitCode);

    [Fact]
    public void AMissingFolderExits2()
    {
        var run = Tool.Run(["check", Path.Combine(_folder.FullName, "nowhere")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nowhere", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoUtf8HaveTheirPlace()
    {
        Write("messages.en.md", [.. Encoding.UTF8.GetBytes(Messages), 0xC3, 0x28]);
        Fails("messages.en.md:7:1 ");
    }

    [Fact]
    public void ANulHasItsPlace()
    {
        Write("messages.en.md", Messages + "a\0b\n");
        Fails("messages.en.md:7:2 ");
    }

    [Fact]
    public void AByteOrderMarkIsNoError()
    {
        Write("campaign.md", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Front)]);
        Assert.Equal(0, Tool.Run(["check", _folder.FullName]).ExitCode);
    }

    [Fact]
    public void LineEndsOfWindowsAreNoError()
    {
        Write("campaign.md", Front.Replace("\n", "\r\n", StringComparison.Ordinal));
        Write("messages.en.md", Messages.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(0, Tool.Run(["check", _folder.FullName]).ExitCode);
    }

    [Fact]
    public void AFileOfAHundredMegabytesIsNotRead()
    {
        using (var file = new FileStream(Path.Combine(_folder.FullName, "messages.en.md"), FileMode.Create))
            file.SetLength(100L * 1024 * 1024);
        Fails("messages.en.md:1:1 ");
    }

    [Fact]
    public void ATextOfAHundredMegabytesIsNotRead()
    {
        var text = Path.Combine(_folder.FullName, "text.txt");
        using (var file = new FileStream(text, FileMode.Create))
            file.SetLength(100L * 1024 * 1024);
        var run = Tool.Run(["check", text]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("text.txt has more than", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AMillionHeadingsAreAnError()
    {
        Write("messages.en.md", Messages + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"# m{i}\n")));
        Fails("messages.en.md:");
    }

    [Fact]
    public void ASymbolicLinkOutOfTheFolderIsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege there.");
        var outside = Path.GetTempFileName();
        File.WriteAllText(outside, Messages);
        File.Delete(Path.Combine(_folder.FullName, "messages.en.md"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "messages.en.md"), outside);
        Fails("messages.en.md:1:1 ");
        File.Delete(outside);
    }

    [Fact]
    public void AnIdThatIsThereTwiceHasItsPlace()
    {
        Write("messages.en.md", Messages + "\n# release\nOther words.\n");
        Fails("messages.en.md:8:");
    }

    [Theory]
    [InlineData("---\nsocialkit: 1\ntitle: An invented case\nperson: [a, b]\n---\n", "campaign.md:4:")]
    [InlineData("---\nsocialkit: 1\ntitle: An invented case\nperson: !!str a\n---\n", "campaign.md:4:")]
    [InlineData("---\nsocialkit: 1\ntitle: An invented case\nperson: &a b\n---\n", "campaign.md:4:")]
    [InlineData("---\nsocialkit: 1\ntitle: An invented case\n", "campaign.md:")]
    public void AFrontMatterOfMoreThanPlainLinesHasItsPlace(string campaign, string place)
    {
        Write("campaign.md", campaign);
        Fails(place);
    }

    // Every error has its place, on stdout of check and on stderr of preview, and nobody meets an exception.
    private void Fails(string place)
    {
        var check = Tool.Run(["check", _folder.FullName]);
        Assert.InRange(check.ExitCode, 2, 3);
        Assert.Contains($"{_folder.FullName}/{place}", check.Out, StringComparison.Ordinal);
        Assert.Equal("", check.Error);
        var preview = Tool.Run(["preview", _folder.FullName]);
        Assert.Equal(check.ExitCode, preview.ExitCode);
        Assert.Equal("", preview.Out);
        Assert.Contains($"{_folder.FullName}/{place}", preview.Error, StringComparison.Ordinal);
    }

    private void Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder.FullName, name), content);
}
