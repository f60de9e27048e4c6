using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SocialKit.Platforms.Http;

/// <summary>A form with files (multipart/form-data, RFC 7578). The same parts always give the same bytes, so that a repeat is a repeat.</summary>
internal sealed class MultipartBody
{
    private readonly List<(string Head, ReadOnlyMemory<byte> Value)> _parts = [];

    /// <summary>Adds a field.</summary>
    public void Add(string name, string value) => _parts.Add(($"Content-Disposition: form-data; name=\"{name}\"", Encoding.UTF8.GetBytes(value)));

    /// <summary>Adds a file.</summary>
    /// <param name="name">The field.</param>
    /// <param name="fileName">What the platform learns of its name: ASCII, nothing of the person's own folder.</param>
    /// <param name="type">Such as <c>image/jpeg</c>.</param>
    /// <param name="bytes">The file.</param>
    public void Add(string name, string fileName, string type, ReadOnlyMemory<byte> bytes) =>
        _parts.Add(($"Content-Disposition: form-data; name=\"{name}\"; filename=\"{fileName}\"\r\nContent-Type: {type}", bytes));

    /// <summary>The body and its type.</summary>
    public (string Type, ReadOnlyMemory<byte> Bytes) Write()
    {
        var boundary = "part-" + Convert.ToHexStringLower(Hash())[..40];
        var length = _parts.Sum(part => part.Head.Length + part.Value.Length + boundary.Length + 16) + boundary.Length + 16;
        var body = new ArrayBufferWriter<byte>(length);
        foreach (var (head, value) in _parts)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n{head}\r\n\r\n"));
            body.Write(value.Span);
            body.Write("\r\n"u8);
        }
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return ($"multipart/form-data; boundary={boundary}", body.WrittenMemory);
    }

    // A border that follows from what it borders cannot stand in it by accident.
    private byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (head, value) in _parts)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(head));
            hash.AppendData(value.Span);
        }
        return hash.GetHashAndReset();
    }
}
