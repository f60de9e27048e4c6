using SocialKit.Testing;
using SocialKit.Tests.Cli;

namespace SocialKit.Tests.Platforms;

/// <summary>From the command line to what readers see: a person signs in with a token on stdin and publishes, and deletes again.</summary>
public sealed class CommandLineToNetworkTests : IDisposable
{
    private const string Canary = "7001:CANARY-invented_token_0123456789";

    private readonly CliRun _run = new() { Tokens = new MemoryTokenStore() };

    public CommandLineToNetworkTests() => _run.Environment["SOCIALKIT_DATABASE"] = "queue.db";

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task ATextGoesToATelegramChannel()
    {
        var stub = new TelegramStub(Canary, -1001234567890) { UserName = "invented_channel" };
        await using var server = new StubServer(stub.Answer);
        SignInAndPublish(server, "telegram", "--handle", "@invented_channel");
        Assert.Equal(["Free the invented prisoner «حرية»"], stub.Messages);
        Assert.Contains("https://t.me/invented_channel/41", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATextGoesToAFacebookPage()
    {
        var stub = new FacebookStub(Canary, "5463", _run.Time);
        await using var server = new StubServer(stub.Answer);
        SignInAndPublish(server, "facebook");
        Assert.Equal(["Free the invented prisoner «حرية»"], stub.Posts);
        Assert.Contains("https://www.facebook.com/5463_101", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATextGoesToThreads()
    {
        var stub = new ThreadsStub(Canary, "987", _run.Time);
        await using var server = new StubServer(stub.Answer);
        SignInAndPublish(server, "threads");
        Assert.Equal(["Free the invented prisoner «حرية»"], stub.Posts);
        Assert.Contains("https://www.threads.com/@invented.person/post/P17002", _run.Out, StringComparison.Ordinal);
    }

    private void SignInAndPublish(StubServer server, string platform, params string[] login)
    {
        Directory.CreateDirectory(_run.UserFolder);
        File.WriteAllText(Path.Combine(_run.UserFolder, "socialkit.json"), $"{{ \"{platform}\": {{ \"api\": \"{server.Address}\" }} }}");
        var code = _run.RunWith(Canary + "\n", ["login", platform, "--id", "ours", "--yes", .. login]);
        Assert.True(code == 0, _run.Error);
        AdapterRig.AssertNowhere(Canary, _run.Out, _run.Error);
        // The network takes real time; the run's clock goes on while it does.
        using (new Timer(_ => _run.Time.Advance(TimeSpan.FromMilliseconds(50)), null, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)))
            code = _run.RunWith("Free the invented prisoner «حرية»", "publish", "-", "--from", "ours", "--yes");
        Assert.True(code == 0, _run.Error + _run.Out);
        AdapterRig.AssertNowhere(Canary, _run.Out, _run.Error, File.ReadAllText(Path.Combine(_run.UserFolder, "accounts.json")));
        Assert.DoesNotContain(Directory.EnumerateFiles(_run.Folder), file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains("CANARY", StringComparison.Ordinal));
    }
}
