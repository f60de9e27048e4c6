using System.Text;
using SocialKit.Web;

namespace SocialKit.Tests.Web;

public sealed class SiteWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-site-");

    private string Site => Path.Combine(_folder.FullName, "site");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task WhatAnEarlierRunWroteIsReplacedAsAWhole()
    {
        await WriteAsync(SiteFile.Of("index.html", "one"), SiteFile.Of("old/index.html", "old"));
        var (files, bytes) = await WriteAsync(SiteFile.Of("index.html", "two!"));
        Assert.Equal((1, 4), (files, bytes));
        Assert.Equal("two!", Read("index.html"));
        Assert.False(Directory.Exists(Path.Combine(Site, "old")));
        Assert.Equal(["site"], Directory.EnumerateFileSystemEntries(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task WhereWritingFailsTheOldSiteStaysAndNothingIsLeftBeside()
    {
        await WriteAsync(SiteFile.Of("index.html", "one"));
        await Assert.ThrowsAsync<IOException>(() => WriteAsync(SiteFile.Of("index.html", "two"), new("en/index.html", (_, _) => throw new IOException("the disk is full"))));
        Assert.Equal("one", Read("index.html"));
        Assert.Equal(["site"], Directory.EnumerateFileSystemEntries(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AFolderThatHoldsSomethingElseIsNeverReplaced()
    {
        Directory.CreateDirectory(Site);
        await File.WriteAllTextAsync(Path.Combine(Site, "thesis.txt"), "years of work", TestContext.Current.CancellationToken);
        Assert.Contains("would be lost", SiteWriter.Obstacle(Site), StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => WriteAsync(SiteFile.Of("index.html", "one")));
        Assert.Equal("years of work", Read("thesis.txt"));
    }

    [Fact]
    public void AnEmptyFolderAndANewOneCanBeWritten()
    {
        Assert.Null(SiteWriter.Obstacle(Site));
        Directory.CreateDirectory(Site);
        Assert.Null(SiteWriter.Obstacle(Site));
    }

    [Fact]
    public void AFileAndAFolderWithoutAParentAreRefused()
    {
        File.WriteAllText(Site, "");
        Assert.NotNull(SiteWriter.Obstacle(Site));
        Assert.NotNull(SiteWriter.Obstacle(Path.Combine(_folder.FullName, "not", "there")));
        Assert.NotNull(SiteWriter.Obstacle("/"));
    }

    private Task<(int Files, long Bytes)> WriteAsync(params SiteFile[] files) => SiteWriter.WriteAsync(Site, files, TestContext.Current.CancellationToken);

    private string Read(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Site, file)));
}
