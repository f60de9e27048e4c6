using System.Net;
using System.Net.Http.Headers;

namespace SocialKit.Platforms.Http;

/// <summary>A body that can be written to one connection and never to a second.</summary>
/// <remarks>The framework repeats a request by itself when a kept connection turns out to be closed. A write must not be repeated by anybody but the queue: the second try fails here.</remarks>
internal sealed class OnceContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _used;

    public OnceContent(ReadOnlyMemory<byte> bytes, string? type)
    {
        _bytes = bytes;
        if (type is not null)
            Headers.ContentType = MediaTypeHeaderValue.Parse(type);
    }

    /// <summary>True once it was given to a connection.</summary>
    public bool WasUsed => Volatile.Read(ref _used) != 0;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
            throw new SentTwiceException();
        await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}

/// <summary>A write would have been sent a second time.</summary>
internal sealed class SentTwiceException() : IOException("The connection was closed while the request was being sent.");
