using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using SocialKit.Access;

namespace SocialKit.Platforms.Http;

/// <summary>What a platform answered, kept for a person who has to look: short, and without any secret that was sent.</summary>
internal static class Evidence
{
    private const int Longest = 2000;
    private const int Shortest = 4;

    /// <summary>Status and the beginning of the body.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="secrets">What was sent and may have been sent back: each is blotted out, in the ways in which servers write it.</param>
    public static string Of(HttpResult.Answer answer, params IEnumerable<Secret?> secrets)
    {
        var isCut = answer.Body.Length > Longest * 4;
        var body = isCut ? Encoding.UTF8.GetString(answer.Body.Span[..(Longest * 4)]) : answer.Text;
        // Blotted before it is cut: a cut secret would not be found. What stands at the end of a cut body may be one.
        body = Blot(body, secrets);
        if (isCut)
            body = body[..Math.Max(0, body.Length - LongestFormOf(secrets))];
        return $"{answer.Code} {(body.Length > Longest ? body[..Longest] + "…" : body)}";
    }

    /// <summary>A text without the secrets that a platform may have put into it: plain, URL-encoded, as JSON or HTML writes it, and in base64 wherever in it they stand, as in a Basic header.</summary>
    public static string Blot(string text, params IEnumerable<Secret?> secrets)
    {
        foreach (var form in secrets.SelectMany(Forms))
            text = text.Replace(form, "***", StringComparison.Ordinal);
        return text;
    }

    // In a URL a character takes up to nine, in JSON six.
    private static int LongestFormOf(IEnumerable<Secret?> secrets) => secrets.Max(secret => secret?.Reveal().Length * 9) ?? 0;

    private static IEnumerable<string> Forms(Secret? secret)
    {
        if (secret?.Reveal() is not { Length: >= Shortest } plain)
            return [];
        return ((IEnumerable<string>)[plain, Uri.EscapeDataString(plain), WebUtility.UrlEncode(plain), WebUtility.HtmlEncode(plain), JsonEncodedText.Encode(plain).Value, plain.Replace("/", "\\/", StringComparison.Ordinal), .. InBase64(plain)])
            .Where(form => form.Length >= Shortest).Distinct();
    }

    // What stands beside it shares its first and last characters: those are left.
    private static IEnumerable<string> InBase64(string plain)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        yield return Convert.ToBase64String(bytes);
        yield return Base64Url.EncodeToString(bytes);
        for (var before = 0; before < 3; before++)
        {
            var whole = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var inner = whole[((before * 8 + 5) / 6)..((before + bytes.Length) * 8 / 6)];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }
}
