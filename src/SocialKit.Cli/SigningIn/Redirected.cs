using System.Security.Cryptography;
using System.Text;
using SocialKit.Access;

namespace SocialKit.Cli.SigningIn;

/// <summary>What the browser brought back.</summary>
internal abstract record Redirected
{
    private Redirected() { }

    /// <summary>A code for this signing in.</summary>
    public sealed record WithCode(Secret Code) : Redirected;

    /// <summary>The platform, or the person there, said no.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Refused(string Reason) : Redirected;

    /// <summary>It belongs to something else, or was made up.</summary>
    public sealed record Foreign : Redirected;

    /// <summary>Reads the query of an address that the browser was sent to.</summary>
    /// <param name="query">With or without its question mark.</param>
    /// <param name="state">What must have come back; compared in a time that tells nothing.</param>
    public static Redirected Read(string query, string state)
    {
        Dictionary<string, string> fields = [];
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            // What stands there twice could be read in two ways: RFC 6749, 3.1, forbids it.
            if (!fields.TryAdd(Decoded(pair[0]), pair.Length > 1 ? Decoded(pair[1]) : ""))
                return new Foreign();
        }
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(fields.GetValueOrDefault("state", "")), Encoding.UTF8.GetBytes(state)))
            return new Foreign();
        if (fields.GetValueOrDefault("error") is { Length: > 0 } error)
            return new Refused(error == "access_denied" ? "It was declined in the browser." : $"{error}{(fields.GetValueOrDefault("error_description") is { Length: > 0 } words ? $": {words}" : "")}");
        return fields.GetValueOrDefault("code") is { Length: > 0 } code ? new WithCode(new(code)) : new Foreign();
    }

    private static string Decoded(string written) => Uri.UnescapeDataString(written.Replace('+', ' '));
}
