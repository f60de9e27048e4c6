using System.Security.Cryptography;
using System.Text;

namespace SocialKit.Web;

/// <summary>The scripts that lie beside the pages, in a folder whose name changes when one of them does.</summary>
public static class PageScripts
{
    private const string Prefix = "scripts/";

    /// <summary>The files, by name, in order.</summary>
    public static ValueList<(string Name, ReadOnlyMemory<byte> Bytes)> Files { get; } =
        [.. Resources.Names(Prefix).Select(name => (name[Prefix.Length..], (ReadOnlyMemory<byte>)Resources.Bytes(name)))];

    /// <summary>The folder inside the site, without a slash at its end.</summary>
    public static string Folder { get; } = "assets/" + Hash();

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in Files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(bytes.Span);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
