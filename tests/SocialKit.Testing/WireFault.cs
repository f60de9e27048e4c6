using System.Collections.Concurrent;

namespace SocialKit.Testing;

/// <summary>What goes wrong with one request that writes.</summary>
public enum WireFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection breaks before the server has done anything.</summary>
    LostRequest,

    /// <summary>It is done, and the connection breaks without an answer.</summary>
    LostAnswer,

    /// <summary>It is done, and the answer breaks off in the middle.</summary>
    Half,

    /// <summary>It is done, and the answer is a 200 without a body.</summary>
    Empty,

    /// <summary>It is done, and the answer is a page of HTML.</summary>
    Html,

    /// <summary>It is done, and the answer is a 500.</summary>
    ErrorAfter,

    /// <summary>It is not done, and the answer is a 503 of a machine in between.</summary>
    ErrorBefore,

    /// <summary>It is not done: too many requests.</summary>
    Limit,
}

/// <summary>The faults that await the next writes to a stub, in order; after them nothing goes wrong.</summary>
public sealed class WireFaults
{
    private readonly ConcurrentQueue<WireFault> _next = new();

    /// <summary>Adds faults.</summary>
    public void Add(params IEnumerable<WireFault> faults)
    {
        foreach (var fault in faults)
            _next.Enqueue(fault);
    }

    /// <summary>What a write gets.</summary>
    /// <param name="effect">Does it and gives the answer.</param>
    /// <param name="limit">The platform's own "too many requests".</param>
    public StubAnswer Meet(Func<StubAnswer> effect, StubAnswer limit)
    {
        var fault = _next.TryDequeue(out var next) ? next : WireFault.None;
        switch (fault)
        {
            case WireFault.LostRequest:
                return new StubAnswer.Drop();
            case WireFault.ErrorBefore:
                return new StubAnswer.Reply(503, "<html>no server is available</html>", "text/html");
            case WireFault.Limit:
                return limit;
        }
        var done = effect();
        return (fault, done) switch
        {
            (WireFault.LostAnswer, _) => new StubAnswer.Drop(),
            (WireFault.Half, StubAnswer.Reply reply) => new StubAnswer.Half(reply.Body[..(reply.Body.Length / 2)]),
            (WireFault.Empty, _) => new StubAnswer.Reply(200),
            (WireFault.Html, _) => new StubAnswer.Reply(200, "<html>Welcome</html>", "text/html"),
            (WireFault.ErrorAfter, _) => new StubAnswer.Reply(500, "{\"error\":{\"message\":\"An unknown error has occurred.\",\"type\":\"OAuthException\",\"code\":1}}"),
            _ => done,
        };
    }
}
