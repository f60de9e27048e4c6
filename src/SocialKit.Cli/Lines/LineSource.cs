namespace SocialKit.Cli.Lines;

/// <summary>Reads lines from a stream in large blocks; what it holds does not grow with the stream.</summary>
/// <param name="stream">Where the lines come from.</param>
/// <param name="beforeWaiting">Called before the stream is asked for more, which may take as long as it likes.</param>
internal sealed class LineSource(Stream stream, Action beforeWaiting)
{
    /// <summary>The longest line, in bytes.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private const int Block = 256 * 1024;

    private byte[] _buffer = new byte[Block];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Takes the next line.</summary>
    /// <param name="line">The line without its line feed; valid until the next call.</param>
    /// <param name="isTooLong">True if the line is longer than <see cref="LongestLine"/>; then it is passed over.</param>
    /// <returns>False at the end.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        var looked = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = _buffer.AsSpan(_start, looked + feed);
                _start += looked + feed + 1;
                return true;
            }
            looked = _end - _start;
            if (looked > LongestLine)
            {
                isTooLong = true;
                _start = _end = looked = 0;
            }
            if (_ended)
            {
                line = _buffer.AsSpan(_start, looked);
                _start = _end;
                return looked > 0 || isTooLong;
            }
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, LongestLine + Block));
        beforeWaiting();
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
