using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialKit.Access;

namespace SocialKit.Platforms.X.Api;

/// <summary>The Authorization header of OAuth 1.0a with HMAC-SHA1 (RFC 5849; X, "Creating a signature", read 2026-08-22).</summary>
/// <param name="ConsumerKey">The app's key.</param>
/// <param name="ConsumerSecret">The app's secret.</param>
/// <param name="Token">The account's access token.</param>
/// <param name="TokenSecret">Its secret.</param>
internal sealed record XSignature(string ConsumerKey, Secret ConsumerSecret, string Token, Secret TokenSecret)
{
    /// <summary>What stands behind the scheme <c>OAuth</c> in the header.</summary>
    /// <param name="method">Such as POST.</param>
    /// <param name="address">The whole address; its query is signed too.</param>
    /// <param name="nonce">A text that no other request of the same second has.</param>
    /// <param name="now">The wall clock: X refuses what is minutes off.</param>
    /// <param name="form">The fields of a form in the body; JSON and multipart are not signed (RFC 5849, 3.4.1.3.1).</param>
    public string Header(string method, string address, string nonce, DateTimeOffset now, params IEnumerable<(string Name, string Value)> form)
    {
        List<(string Name, string Value)> own =
        [
            ("oauth_consumer_key", ConsumerKey),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("oauth_token", Token),
            ("oauth_version", "1.0"),
        ];
        own.Add(("oauth_signature", Sign(method, address, own.Concat(form))));
        return string.Join(", ", own.Select(field => $"{Escape(field.Name)}=\"{Escape(field.Value)}\""));
    }

    /// <summary>The signature base string.</summary>
    internal static string Base(string method, string address, IEnumerable<(string Name, string Value)> fields)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        var inQuery = query < 0 ? [] : address[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (Decode(pair[0]), Decode(pair.Length > 1 ? pair[1] : "")));
        // Sorted as bytes after escaping, by name and then by value.
        var sorted = fields.Concat(inQuery).Select(field => (Name: Escape(field.Item1), Value: Escape(field.Item2))).OrderBy(field => field.Name, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal);
        return $"{method.ToUpperInvariant()}&{Escape(query < 0 ? address : address[..query])}&{Escape(string.Join('&', sorted.Select(field => $"{field.Name}={field.Value}")))}";
    }

    private string Sign(string method, string address, IEnumerable<(string Name, string Value)> fields)
    {
        var key = Encoding.UTF8.GetBytes($"{Escape(ConsumerSecret.Reveal())}&{Escape(TokenSecret.Reveal())}");
        Span<byte> signature = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // HMAC-SHA1 is the one method that X takes.
        HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(Base(method, address, fields)), signature);
#pragma warning restore CA5350
        CryptographicOperations.ZeroMemory(key);
        return Convert.ToBase64String(signature);
    }

    /// <summary>32 random letters and digits.</summary>
    public static string Nonce() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    // RFC 3986 leaves letters, digits and -._~ alone, as RFC 5849 wants it.
    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
