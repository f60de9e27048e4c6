using System.Security.Cryptography;
using System.Text;
using SocialKit.Deliveries;

namespace SocialKit.Platforms.Folder;

/// <summary>What the files of a post are called: made of the delivery's key and nothing else, so that the same key always gives the same name.</summary>
internal static class FolderName
{
    /// <summary>How the file with the text ends.</summary>
    public const string TextEnd = ".txt";

    private const int LongestPart = 40;
    private const int HashDigits = 10;

    /// <summary>The name without its end, such as <c>2026-12-01T09-00-Asia-Almaty.2026-a-case.release.en.folder.0f3a9c41d2</c>: when, campaign, message, language, account, and a hash of the key.</summary>
    public static string Of(DeliveryKey key)
    {
        var parts = key.Value.Split('/').Select(part => Plain(part.Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal))).ToList();
        // The slot first: so the folder is in the order of the posts.
        var ordered = parts.Count == 5 ? [parts[4], .. parts[..4]] : parts;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)))[..HashDigits];
        return string.Join('.', ordered.Where(part => part.Length > 0).Append(hash));
    }

    /// <summary>True if <paramref name="id"/> is the name of a post's text file: nothing that leads elsewhere.</summary>
    public static bool IsTextFile(string id) =>
        id.Length > TextEnd.Length && id.EndsWith(TextEnd, StringComparison.Ordinal) && id[0] is not '.' && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>How a picture's file ends, with its dot; empty if the name says nothing that is safe on every system.</summary>
    public static string EndOf(string picture)
    {
        var end = Path.GetExtension(picture);
        return end.Length is > 1 and <= 6 && end.Skip(1).All(char.IsAsciiLetterOrDigit) ? end.ToLowerInvariant() : "";
    }

    // ASCII letters, digits, hyphens and low lines are safe on every file system.
    private static string Plain(string part)
    {
        var plain = new StringBuilder(part.Length);
        foreach (var c in part)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
                plain.Append(c);
            else if (plain.Length > 0 && plain[^1] != '-')
                plain.Append('-');
        }
        return plain.ToString(0, Math.Min(plain.Length, LongestPart)).Trim('-');
    }
}
