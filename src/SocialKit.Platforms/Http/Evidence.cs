using System.Text;

namespace SocialKit.Platforms.Http;

/// <summary>What a platform answered, kept for a person who has to look: short, and without any secret that was sent.</summary>
internal static class Evidence
{
    private const int Longest = 2000;

    /// <summary>Status and the beginning of the body.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="secrets">What was sent and may have been sent back: each is blotted out, also base64 and URL-encoded.</param>
    public static string Of(HttpResult.Answer answer, params IEnumerable<Access.Secret?> secrets)
    {
        var body = answer.Body.Length > Longest * 4 ? Encoding.UTF8.GetString(answer.Body.Span[..(Longest * 4)]) : answer.Text;
        // Blotted before it is cut: a cut secret would not be found.
        body = Blot(body, secrets);
        return $"{answer.Code} {(body.Length > Longest ? body[..Longest] + "…" : body)}";
    }

    /// <summary>A text without the secrets that a platform may have put into it: plain, base64 and URL-encoded.</summary>
    public static string Blot(string text, params IEnumerable<Access.Secret?> secrets)
    {
        foreach (var secret in secrets.OfType<Access.Secret>().Select(secret => secret.Reveal()).Where(secret => secret.Length >= 4))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), "***", StringComparison.Ordinal)
                .Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), "***", StringComparison.Ordinal);
        }
        return text;
    }
}
