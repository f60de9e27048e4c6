using System.Text;
using SocialKit.Deliveries;

namespace SocialKit.Platforms.Telegram;

/// <summary>What is sent to Telegram as it is stored: the method, the body's type, and the body with the pictures in it.</summary>
/// <remarks>Pictures cannot be uploaded before they are sent: the Bot API has no such call. So the wire form holds them.</remarks>
/// <param name="Method">Such as <c>sendMessage</c>.</param>
/// <param name="Type">The body's type.</param>
/// <param name="Body">The body.</param>
internal sealed record TelegramWire(string Method, string Type, ReadOnlyMemory<byte> Body)
{
    /// <summary>The wire form: a line with method and type, then the body.</summary>
    public WireForm ToWireForm()
    {
        var head = Encoding.ASCII.GetBytes($"{Method} {Type}\n");
        var bytes = new byte[head.Length + Body.Length];
        head.CopyTo(bytes, 0);
        Body.CopyTo(bytes.AsMemory(head.Length));
        return new("", bytes);
    }

    /// <summary>Reads <see cref="ToWireForm"/>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TelegramWire Read(WireForm wire)
    {
        var end = wire.Body.Span.IndexOf((byte)'\n');
        var head = end < 0 ? "" : Encoding.ASCII.GetString(wire.Body.Span[..end]);
        var space = head.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 ? new(head[..space], head[(space + 1)..], wire.Body[(end + 1)..]) : throw new FormatException("This is nothing that is sent to Telegram.");
    }
}
