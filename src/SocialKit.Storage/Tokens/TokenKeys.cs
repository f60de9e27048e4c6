using System.Security.Cryptography;
using SocialKit.Access;

namespace SocialKit.Storage.Tokens;

/// <summary>The keys that credentials in a shared database are encrypted under, from a file that every machine has: a key a line, 32 bytes in base64. The first one encrypts; the others still decrypt, so
/// that a new key is put before the old one and the old one is taken out when everything was renewed.</summary>
public sealed class TokenKeys
{
    /// <summary>How to make such a file.</summary>
    /// <param name="path">Where it shall be.</param>
    public static string HowToMake(string path) => $"(umask 077; head -c 32 /dev/urandom | base64 > '{path}')";

    private const int Size = 32;
    private const int IdSize = 8;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private readonly IReadOnlyList<byte[]> _keys;

    private TokenKeys(IReadOnlyList<byte[]> keys) => _keys = keys;

    /// <summary>Reads the file.</summary>
    /// <exception cref="TokenStoreException">It is missing, open to others, or holds no keys.</exception>
    public static TokenKeys Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                throw new TokenStoreException($"There is no key file {path}. Copy it from the other machines; the first one makes it with: {HowToMake(path)}");
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
                throw new TokenStoreException($"The key file {path} is open to others, and is not used. Run: chmod 600 '{path}'; and if others may have read it, make a new key and sign in again.");
            List<byte[]> keys = [];
            foreach (var (line, number) in File.ReadLines(path).Select((line, index) => (line.Trim(), index + 1)).Where(pair => pair.Item1.Length > 0 && !pair.Item1.StartsWith('#')))
            {
                var key = new byte[Size];
                if (!Convert.TryFromBase64String(line, key, out var written) || written != Size)
                    throw new TokenStoreException($"{path}:{number} is no key: it should be 32 random bytes in base64. Make one with: {HowToMake(path)}");
                keys.Add(key);
            }
            return keys.Count > 0 ? new(keys) : throw new TokenStoreException($"The key file {path} is empty. Make a key with: {HowToMake(path)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TokenStoreException($"The key file cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The key that encrypts, and its id.</summary>
    internal (byte[] Key, byte[] Id) First => (_keys[0], IdOf(_keys[0]));

    /// <summary>The key with an id; null if the file has it not.</summary>
    internal byte[]? Find(byte[] id) => _keys.FirstOrDefault(key => IdOf(key).AsSpan().SequenceEqual(id));

    private static byte[] IdOf(byte[] key) => SHA256.HashData(key)[..IdSize];
}
