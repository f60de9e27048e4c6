using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SocialKit.Posts;

/// <summary>What an approval binds to: the SHA-256 of a post's canonical JSON with its account, and a short hash of each part, so that a change can be named.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits over everything.</param>
/// <param name="Parts">16 hexadecimal digits for each of <see cref="PartNames"/>, in that order.</param>
public sealed record ContentHash(string Sha256, ValueList<string> Parts)
{
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
            hashes[i] = Convert.ToHexStringLower(hash[..8]);
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
        if (written?.Split('.') is not { } parts || parts.Length != PartNames.Count + 1 || parts[0].Length != 64 || !parts.Skip(1).All(part => part.Length == 16) || !parts.All(part => part.All(char.IsAsciiHexDigitLower)))
            return false;
        hash = new(parts[0], [.. parts.Skip(1)]);
        return true;
    }

    /// <summary>The hash and its parts with "." between them: what a store keeps.</summary>
    public override string ToString() => string.Join('.', [Sha256, .. Parts]);
}
