using System.Net.Sockets;
using System.Text;
using SocialKit.Cli;
using SocialKit.Cli.SigningIn;

namespace SocialKit.Tests.Cli.SigningIn;

public sealed class LoopbackListenerTests
{
    private const string State = "the-state";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThePageHoldsNothingThatCame()
    {
        using var listener = new LoopbackListener(0, TimeProvider.System);
        var waiting = listener.WaitAsync(State, Token);
        var page = await AskAsync(listener, $"GET /?code=canary-code&state={State} HTTP/1.1\r\nHost: {HostOf(listener)}\r\n\r\n");
        Assert.Equal("canary-code", Assert.IsType<Redirected.WithCode>(await waiting).Code.Reveal());
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", page, StringComparison.Ordinal);
        Assert.Contains("You can close this window.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script", page, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy: default-src 'none'", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /?code=evil&state=guessed HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /?code=evil HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /?code=evil&state={state}&state=twice HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /?code=evil&code=good&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /?code=evil&state={state} HTTP/1.1\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET /?code=evil&state={state} HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET /?code=evil&state={state} HTTP/1.1\r\n\r\n")]
    [InlineData("POST /?code=evil&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /other?code=evil&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /favicon.ico HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task WhatIsNotTheRedirectIsTurnedAwayAndTheRedirectStillTaken(string request)
    {
        using var listener = new LoopbackListener(0, TimeProvider.System);
        var waiting = listener.WaitAsync(State, Token);
        var page = await AskAsync(listener, request.Replace("{host}", HostOf(listener), StringComparison.Ordinal).Replace("{state}", State, StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 404", page, StringComparison.Ordinal);
        Assert.False(waiting.IsCompleted);
        await AskAsync(listener, $"GET /?code=good&state={State} HTTP/1.1\r\nHost: {HostOf(listener)}\r\n\r\n");
        Assert.Equal("good", Assert.IsType<Redirected.WithCode>(await waiting).Code.Reveal());
    }

    [Fact]
    public async Task AConnectionThatSaysNothingHoldsNobodyUp()
    {
        using var listener = new LoopbackListener(0, TimeProvider.System);
        var waiting = listener.WaitAsync(State, Token);
        using var silent = new TcpClient();
        await silent.ConnectAsync("127.0.0.1", new Uri(listener.Address).Port, Token);
        await AskAsync(listener, $"GET /?code=good&state={State} HTTP/1.1\r\nHost: {HostOf(listener)}\r\n\r\n");
        Assert.IsType<Redirected.WithCode>(await waiting);
    }

    [Fact]
    public async Task AHeadWithoutEndIsNotReadForEver()
    {
        using var listener = new LoopbackListener(0, TimeProvider.System);
        var waiting = listener.WaitAsync(State, Token);
        Assert.Equal("", await AskAsync(listener, "GET /?" + new string('a', 16 * 1024)));
        await AskAsync(listener, $"GET /?code=good&state={State} HTTP/1.1\r\nHost: {HostOf(listener)}\r\n\r\n");
        Assert.IsType<Redirected.WithCode>(await waiting);
    }

    [Fact]
    public async Task AfterTheRedirectNobodyListens()
    {
        using var listener = new LoopbackListener(0, TimeProvider.System);
        var waiting = listener.WaitAsync(State, Token);
        await AskAsync(listener, $"GET /?code=good&state={State} HTTP/1.1\r\nHost: {HostOf(listener)}\r\n\r\n");
        await waiting;
        using var second = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(async () => await second.ConnectAsync("127.0.0.1", new Uri(listener.Address).Port, Token));
    }

    [Fact]
    public async Task OnlyThisMachineReachesIt()
    {
        using var listener = new LoopbackListener(0, TimeProvider.System);
        Assert.StartsWith("http://127.0.0.1:", listener.Address, StringComparison.Ordinal);
        using var other = new TcpClient();
        // 127.0.0.2 is this machine too, and another address.
        await Assert.ThrowsAsync<SocketException>(async () => await other.ConnectAsync("127.0.0.2", new Uri(listener.Address).Port, Token));
    }

    [Fact]
    public void APortThatIsTakenIsSaid()
    {
        using var listener = new LoopbackListener(0, TimeProvider.System);
        Assert.Contains("--port", Assert.Throws<UsageException>(() => new LoopbackListener(new Uri(listener.Address).Port, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    private static string HostOf(LoopbackListener listener) => new Uri(listener.Address).Authority;

    private static async Task<string> AskAsync(LoopbackListener listener, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(listener.Address).Port, Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Token);
        try
        {
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync(Token);
        }
        catch (IOException)
        {
            return ""; // closed in the middle of what was sent
        }
    }
}
