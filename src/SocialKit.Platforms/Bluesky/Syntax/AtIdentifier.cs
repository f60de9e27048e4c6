namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of what names an account: a DID or a handle.</summary>
public static class AtIdentifier
{
    /// <summary>True if <paramref name="text"/> is a DID or a handle.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.StartsWith("did:", StringComparison.Ordinal) ? Did.IsValid(text) : HandleName.IsValid(text);
}
