using SocialKit.Access;
using SocialKit.Platforms.Http;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Http;

public sealed class HttpCallerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AWriteIsSentOnceThoughItsKeptConnectionWasClosed()
    {
        // The server answers the first and closes; the client finds out only when it has written the second.
        await using var server = new StubServer(request => request.Connection == 0 && request.Text == "1" ? new StubAnswer.Reply(200, "{}") : new StubAnswer.Drop());
        using var http = new HttpCaller(TimeProvider.System);
        Assert.IsType<HttpResult.Answer>(await http.SendAsync(HttpCall.Post(server.Address + "/", "1"u8.ToArray()), Token));
        Assert.IsType<HttpResult.Cut>(await http.SendAsync(HttpCall.Post(server.Address + "/", "2"u8.ToArray()), Token));
        Assert.Single(server.Requests, request => request.Text == "2");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task AWriteWithoutABodyIsSentOnceToo(string method)
    {
        await using var server = new StubServer(request => request.Path == "/first" ? new StubAnswer.Reply(200, "{}") : new StubAnswer.Drop());
        using var http = new HttpCaller(TimeProvider.System);
        await http.SendAsync(new(HttpMethod.Post, server.Address + "/first"), Token);
        Assert.IsType<HttpResult.Cut>(await http.SendAsync(new(new HttpMethod(method), server.Address + "/second"), Token));
        Assert.Single(server.Requests, request => request.Path == "/second");
    }

    [Fact]
    public async Task WhatNeverReachedAServerIsNotConnected()
    {
        await using var server = new StubServer(_ => new StubAnswer.Drop());
        var address = server.Address;
        await server.DisposeAsync();
        using var http = new HttpCaller(TimeProvider.System);
        Assert.IsType<HttpResult.NotConnected>(await http.SendAsync(HttpCall.Post(address, "{}"u8.ToArray()), Token));
        Assert.IsType<HttpResult.NotConnected>(await http.SendAsync(HttpCall.Post(address, "{}"u8.ToArray()), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task WhatMayHaveReachedItIsCut()
    {
        await using var server = new StubServer(request => request.Path switch
        {
            "/drop" => new StubAnswer.Drop(),
            "/half" => new StubAnswer.Half("{\"id\":"),
            "/endless" => new StubAnswer.Endless(),
            _ => new StubAnswer.Hang(),
        });
        using var http = new HttpCaller(TimeProvider.System);
        foreach (var path in new[] { "/drop", "/half", "/endless", "/hang" })
        {
            var call = HttpCall.Post(server.Address + path, "{}"u8.ToArray()) with { Timeout = TimeSpan.FromSeconds(1) };
            var cut = Assert.IsType<HttpResult.Cut>(await http.SendAsync(call, Token));
            Assert.DoesNotContain(path, cut.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NoRedirectIsFollowedAndNoTokenGoesElsewhere()
    {
        await using var other = new StubServer(_ => new StubAnswer.Reply(200));
        await using var server = new StubServer(_ => new StubAnswer.Reply(307) { Headers = new Dictionary<string, string> { ["Location"] = other.Address } });
        using var http = new HttpCaller(TimeProvider.System);
        var answer = Assert.IsType<HttpResult.Answer>(await http.SendAsync(HttpCall.Get(server.Address + "/").With(new Secret("a-token")), Token));
        Assert.Equal(307, answer.Code);
        Assert.Empty(other.Requests);
        Assert.Equal("Bearer a-token", server.Requests.Single().Headers["Authorization"]);
    }

    [Fact]
    public async Task ConnectionsAreReused()
    {
        await using var server = new StubServer(_ => new StubAnswer.Reply(200, "{}"));
        using var http = new HttpCaller(TimeProvider.System);
        for (var i = 0; i < 20; i++)
            await http.SendAsync(HttpCall.Post(server.Address + "/", "{}"u8.ToArray()), Token);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("social.example", "https://social.example")]
    [InlineData("https://social.example:8443/", "https://social.example:8443")]
    [InlineData("http://127.0.0.1:2583", "http://127.0.0.1:2583")]
    [InlineData("http://social.example", null)]
    [InlineData("https://someone@social.example", null)]
    [InlineData("https://social.example/path", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("", null)]
    public void ATokenGoesToAnHttpsHostOrToThisMachine(string written, string? address)
    {
        Assert.Equal(address is not null, ServerAddress.TryParse(written, out var read));
        Assert.Equal(address, read);
    }
}
