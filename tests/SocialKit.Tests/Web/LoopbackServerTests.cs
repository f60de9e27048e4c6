using System.Net.Sockets;
using System.Text;
using SocialKit.Web.Serving;

namespace SocialKit.Tests.Web;

public sealed class LoopbackServerTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}", "HTTP/1.1 200")]
    [InlineData("GET / HTTP/1.1\r\nHost: LocalHost:{port}", "HTTP/1.1 200")]
    [InlineData("HEAD / HTTP/1.1\r\nHost: localhost:{port}", "HTTP/1.1 200")]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example", "HTTP/1.1 421")]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example:{port}", "HTTP/1.1 421")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1", "HTTP/1.1 421")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example", "HTTP/1.1 421")]
    [InlineData("GET / HTTP/1.1", "HTTP/1.1 421")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:{port}", "HTTP/1.1 405")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}", "HTTP/1.1 400")]
    [InlineData("nonsense", "HTTP/1.1 400")]
    public async Task OnlyABrowserThatAsksForThisMachineIsAnswered(string request, string status) => Assert.StartsWith(status, await AskAsync(request), StringComparison.Ordinal);

    [Fact]
    public async Task NoPageElsewhereMayReadOrFrameAnAnswer()
    {
        var answer = await AskAsync("GET / HTTP/1.1\r\nHost: localhost:{port}");
        Assert.Contains("Cross-Origin-Resource-Policy: same-origin\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Frame-Options: DENY\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nhello\n", answer, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(string request)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var server = new LoopbackServer(0, TimeProvider.System, (_, _) => Task.FromResult(ServedAnswer.Text(200, "hello")));
        var running = server.RunAsync(end.Token);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, end.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.Replace("{port}", $"{server.Port}", StringComparison.Ordinal) + "\r\n\r\n"), end.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(end.Token);
        await end.CancelAsync();
        await running;
        return answer;
    }
}
