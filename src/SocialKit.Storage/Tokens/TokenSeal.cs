using System.Security.Cryptography;
using System.Text;
using SocialKit.Access;

namespace SocialKit.Storage.Tokens;

/// <summary>Encrypts credentials: AES-256-GCM with a random nonce. Account and rotation are authenticated, so that no row can be put in the place of another or of its own past.</summary>
internal static class TokenSeal
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static SealedRow Close(TokenKeys keys, string account, long rotation, Credentials credentials)
    {
        var (key, id) = keys.First;
        var plain = CredentialsFormat.Write(credentials);
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var whole = new byte[plain.Length + TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, whole.AsSpan(0, plain.Length), whole.AsSpan(plain.Length), About(account, rotation));
        CryptographicOperations.ZeroMemory(plain);
        return new(rotation, id, nonce, whole);
    }

    /// <exception cref="TokenStoreException">The key is not in the file, or this is not what was written.</exception>
    public static Credentials Open(TokenKeys keys, string account, SealedRow row)
    {
        if (keys.Find(row.Key) is not { } key)
            throw new TokenStoreException($"The credentials of {account} are encrypted under another key than those of this machine's key file. Add that key as a line, or sign in again.");
        if (row.Nonce.Length != NonceSize || row.Sealed.Length < TagSize)
            throw Damaged(account);
        var plain = new byte[row.Sealed.Length - TagSize];
        try
        {
            using var cipher = new AesGcm(key, TagSize);
            cipher.Decrypt(row.Nonce, row.Sealed.AsSpan(0, plain.Length), row.Sealed.AsSpan(plain.Length), plain, About(account, row.Rotation));
            return CredentialsFormat.Read(plain);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw Damaged(account);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] About(string account, long rotation) => Encoding.UTF8.GetBytes($"socialkit credential {rotation.ToString(System.Globalization.CultureInfo.InvariantCulture)} {account}");

    private static TokenStoreException Damaged(string account) => new($"The credentials of {account} in the database are damaged, or were put there by somebody else. Sign in again, and see who can write to the database.");
}

/// <summary>A row of the table credential.</summary>
/// <param name="Rotation">One more each time.</param>
/// <param name="Key">The key's id.</param>
/// <param name="Nonce">The nonce.</param>
/// <param name="Sealed">What was encrypted, with the tag at its end.</param>
internal sealed record SealedRow(long Rotation, byte[] Key, byte[] Nonce, byte[] Sealed);
