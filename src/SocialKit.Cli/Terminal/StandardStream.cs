using System.Runtime.InteropServices;

namespace SocialKit.Cli.Terminal;

/// <summary>stdout or stderr as bytes.</summary>
/// <remarks>Console's own streams say nothing when the reader of a pipe has gone, so that <c>| head</c> would wait for ever; a FileStream
/// keeps an offset of its own, so that two programs that share one file overwrite each other. write(2) does neither.</remarks>
internal sealed partial class StandardStream : Stream
{
    private const int Interrupted = 4;   // EINTR, the same number on Linux and macOS
    private const int BrokenPipe = 32;   // EPIPE, the same number on Linux and macOS
    private const int TryAgainLinux = 11;
    private const int TryAgainMac = 35;

    private readonly int _descriptor;

    private StandardStream(int descriptor) => _descriptor = descriptor;

    public static Stream Output() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardStream(1);

    public static Stream Error() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new StandardStream(2);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="ReaderGoneException">Nobody reads the other end of the pipe.</exception>
    /// <exception cref="IOException">The disk is full, or the like.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = WriteOnce(_descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }
            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case TryAgainLinux or TryAgainMac:
                    Thread.Sleep(1); // somebody made the terminal non-blocking; it drains by itself
                    break;
                case BrokenPipe:
                    throw new ReaderGoneException();
                case var error:
                    throw new IOException($"The output cannot be written: {Marshal.GetPInvokeErrorMessage(error)}.");
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteOnce(int descriptor, ref byte buffer, nint count);
}

/// <summary>Whoever read the output has stopped, as <c>head</c> does: no fault, and nothing left to do.</summary>
internal sealed class ReaderGoneException : IOException;
