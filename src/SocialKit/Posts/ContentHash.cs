using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SocialKit.Posts;

/// <summary>What an approval binds to: the SHA-256 of a post's canonical JSON with its account, and a short hash of each part, so that a change can be named.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits over everything.</param>
/// <param name="Parts">16 hexadecimal digits for each of <see cref="PartNames"/>, in that order.</param>
public sealed record ContentHash(string Sha256, ValueList<string> Parts)
{
    private const int WholeLength = 64;
    private const int PartLength = 16;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The parts, as they are named to people.</summary>
    public static ValueList<string> PartNames { get; } = ["the account", "the text", "where the links lead", "the pictures", "the alternative texts", "the options"];

    /// <summary>The hash of a post from an account. The account's cached limits and shown name are no part of it.</summary>
    public static ContentHash Of(Account account, Post post)
    {
        var (bytes, parts) = PostJson.Parts(account, post);
        var hashes = new string[parts.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < parts.Length; i++)
        {
            SHA256.HashData(bytes.Span[parts[i]], hash);
            hashes[i] = Convert.ToHexStringLower(hash[..(PartLength / 2)]);
        }
        SHA256.HashData(bytes.Span, hash);
        return new(Convert.ToHexStringLower(hash), [.. hashes]);
    }

    /// <summary>The names of the parts in which this differs from <paramref name="earlier"/>; none if nothing does.</summary>
    public ValueList<string> ChangedSince(ContentHash earlier)
    {
        if (Sha256 == earlier.Sha256)
            return [];
        List<string> changed = [.. PartNames.Where((_, index) => Parts.Count != PartNames.Count || earlier.Parts.Count != PartNames.Count || Parts[index] != earlier.Parts[index])];
        return changed.Count > 0 ? changed.ToValueList() : ["something"];
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? written, [NotNullWhen(true)] out ContentHash? hash)
    {
        hash = null;
        if (written is null || written.Length != WholeLength + PartNames.Count * (1 + PartLength) || written.AsSpan(0, WholeLength).ContainsAnyExcept(HexDigits))
            return false;
        var parts = new string[PartNames.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var at = WholeLength + i * (1 + PartLength);
            if (written[at] != '.' || written.AsSpan(at + 1, PartLength).ContainsAnyExcept(HexDigits))
                return false;
            parts[i] = written.Substring(at + 1, PartLength);
        }
        hash = new(written[..WholeLength], [.. parts]);
        return true;
    }

    /// <summary>The hash and its parts with "." between them: what a store keeps.</summary>
    public override string ToString() => string.Join('.', [Sha256, .. Parts]);
}
