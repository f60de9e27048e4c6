using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary><c>socialkit serve</c>: whoever writes a campaign sees its page, and nobody else does.</summary>
[Collection(InBrowser.Name)]
public sealed class ServeTests(Chromium chromium) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-serve-");
    private Process? _program;
    private string _address = "";

    private string Messages => Path.Combine(_folder.FullName, "messages.en.md");

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(InventedSite.Campaign))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        _program = Process.Start(Tool.Prepare(["serve", _folder.FullName, "--port", "0"]))!;
        _program.BeginErrorReadLine();
        _address = await _program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        Assert.StartsWith("http://127.0.0.1:", _address, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            _program.Kill();
            await _program.WaitForExitAsync();
            _program.Dispose();
        }
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task APageLoadsAnewWhenItsFileIsSaved()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(_address);
        await visit.Page.ShowAllAsync();
        var text = visit.Page.Locator("article.message[data-platform=x] p.text").First;
        await Assertions.Expect(text).ToContainTextAsync("nothing else");
        await SaveUntilAsync(File.ReadAllText(Messages).Replace("nothing else", "nothing but poems", StringComparison.Ordinal),
            () => visit.Page.Locator("article.message[data-platform=x] p.text", new() { HasText = "nothing but poems" }).CountAsync());
        Assert.Empty(await visit.WatchedAsync());
        Assert.DoesNotContain(visit.Said, line => line.StartsWith("error", StringComparison.Ordinal) || line.StartsWith("dialog", StringComparison.Ordinal));
        Assert.All(visit.Requests, request => Assert.StartsWith(_address, request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsWrongStandsOnThePageUntilItIsPutRight()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(_address);
        var right = File.ReadAllText(Messages);
        await SaveUntilAsync(right.Replace("# release/2", "# release", StringComparison.Ordinal), () => visit.Page.GetByText("messages.en.md:10").CountAsync());
        Assert.Equal(0, await visit.Page.Locator("article.message").CountAsync());
        await SaveUntilAsync(right, () => visit.Page.Locator("article.message").CountAsync());
    }

    [Fact]
    public async Task ItListensOnThisMachineAlone()
    {
        // Linux: local address and port in hexadecimal; state 0A is listening.
        var port = new Uri(_address).Port.ToString("X4", CultureInfo.InvariantCulture);
        var listening = new List<string>();
        foreach (var table in (string[])["/proc/net/tcp", "/proc/net/tcp6"])
        {
            if (File.Exists(table))
                listening.AddRange((await File.ReadAllLinesAsync(table, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts[3] == "0A" && parts[1].EndsWith(":" + port, StringComparison.Ordinal)).Select(parts => parts[1]));
        }
        Assert.Equal(["0100007F:" + port], listening);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("elsewhere.example", false)]
    [InlineData("127.0.0.1.elsewhere.example", false)]
    public async Task OnlyWhoAsksForThisMachineByNameIsAnswered(string host, bool isAnswered)
    {
        var port = new Uri(_address).Port;
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        foreach (var path in (string[])["", ".live.js", "messages.en.md"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _address + path) { Headers = { Host = $"{host}:{port}" } };
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(path == "messages.en.md" && isAnswered ? HttpStatusCode.NotFound : isAnswered ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest, answer.StatusCode);
            if (!isAnswered)
                Assert.DoesNotContain("Aigerim", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    // Saves a text, and saves it again now and then: what was saved before the page began to listen it did not hear.
    private async Task SaveUntilAsync(string text, Func<Task<int>> found)
    {
        var patience = Stopwatch.StartNew();
        for (var looks = 0; await found() == 0; looks++)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "The page did not load anew.");
            if (looks % 20 == 0)
            {
                await File.WriteAllTextAsync(Messages + ".new", text, TestContext.Current.CancellationToken);
                File.Move(Messages + ".new", Messages, overwrite: true);
            }
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }
}
