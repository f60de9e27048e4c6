using System.Net;
using System.Text;

namespace SocialKit.Testing.Mastodon;

/// <summary>A server without a network: requests go to a function, as they would over the wire. For tests whose clock is not this machine's.</summary>
/// <param name="answer">The server.</param>
/// <param name="isThere">False if it cannot be reached for this request.</param>
public sealed class StubHandler(Func<StubRequest, StubAnswer> answer, Func<StubRequest, bool> isThere) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase);
        if (!isThere(new(request.Method.Method, request.RequestUri!.PathAndQuery, headers, [])))
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        switch (answer(new(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body)))
        {
            case StubAnswer.Reply reply:
                var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = new ByteArrayContent(reply.Bytes ?? Encoding.UTF8.GetBytes(reply.Body)) };
                response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.Type);
                foreach (var (name, value) in reply.Headers)
                    response.Headers.TryAddWithoutValidation(name, value);
                return response;
            case StubAnswer.Endless:
                return new(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) };
            default:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
