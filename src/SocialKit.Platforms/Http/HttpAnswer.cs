using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SocialKit.Platforms.Http;

/// <summary>What came of one call.</summary>
public abstract record HttpResult
{
    private HttpResult() { }

    /// <summary>The server answered.</summary>
    /// <param name="Status">The status.</param>
    /// <param name="Headers">The headers, of the content too.</param>
    /// <param name="Body">The body, whole.</param>
    public sealed record Answer(HttpStatusCode Status, HttpHeadersRead Headers, ReadOnlyMemory<byte> Body) : HttpResult
    {
        /// <summary>The status as a number.</summary>
        public int Code => (int)Status;

        /// <summary>True for 200 to 299.</summary>
        public bool IsSuccess => Code is >= 200 and < 300;

        /// <summary>The body as text, with U+FFFD for what is no UTF-8.</summary>
        public string Text => Encoding.UTF8.GetString(Body.Span);
    }

    /// <summary>Nothing reached the server: its name, the connection or its certificate failed.</summary>
    /// <param name="Reason">In words, with the host and without the path.</param>
    public sealed record NotConnected(string Reason) : HttpResult;

    /// <summary>The request may have reached the server, and no usable answer came back: time ran out, the connection broke, the answer was too long.</summary>
    /// <param name="Reason">In words, with the host and without the path.</param>
    public sealed record Cut(string Reason) : HttpResult;
}

/// <summary>The headers of an answer.</summary>
/// <param name="Response">Those of the answer.</param>
/// <param name="Content">Those of its body.</param>
public sealed record HttpHeadersRead(HttpResponseHeaders Response, HttpContentHeaders Content)
{
    /// <summary>The only or first value of a header; null if it is not there.</summary>
    public string? Find(string name) =>
        Response.TryGetValues(name, out var values) || Content.TryGetValues(name, out values) ? values.FirstOrDefault() : null;
}
