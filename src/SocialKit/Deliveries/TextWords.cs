using System.Security.Cryptography;
using System.Text;

namespace SocialKit.Deliveries;

/// <summary>What identical texts have in common, however they are spaced and capitalised.</summary>
public static class TextWords
{
    /// <summary>The SHA-256 of the words of <paramref name="act"/>'s text, in lower-case hexadecimal; null if it has no text.</summary>
    public static string? Of(Act act)
    {
        if (act is not Act.Publish { Post.Text: var text })
            return null;
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
        return words.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }
}
