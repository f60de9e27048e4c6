using Microsoft.Identity.Client.Extensions.Msal;
using SocialKit.Access;

namespace SocialKit.Secrets;

/// <summary>Credentials in the system's keyring: libsecret on Linux, the keychain on macOS, files that Windows encrypts for its user. One item an account.</summary>
/// <param name="folder">A folder of the program's own: the locks, and an empty file for each account that is kept, by which a keyring that is locked is told from one that has nothing.</param>
/// <param name="clock">Ends the waiting for a lock.</param>
public sealed class KeyringTokenStore(string folder, TimeProvider clock) : LocalTokenStore(folder, clock)
{
    private const string Schema = "org.socialkit.account";
    private const string Program = "socialkit";
    private const string OtherWays = "On a server without one, name a folder for the secrets in SOCIALKIT_SECRETS; or keep them in a file that only your user can read, with \"socialkit login --insecure-storage\".";

    /// <summary>True if something was kept for the account and not forgotten since; the keyring is not asked.</summary>
    public bool Has(string account) => File.Exists(Path.Combine(Locks, NameOf(account)));

    private protected override byte[]? Find(string account)
    {
        if (Of(account).ReadData() is { Length: > 0 } written)
            return written;
        return Has(account)
            ? throw new TokenStoreException($"The keyring does not give out what it keeps for {account}: it is locked, or somebody has deleted it there. Unlock it, or sign in again.")
            : null;
    }

    private protected override void Keep(string account, byte[] written)
    {
        var storage = Of(account);
        storage.WriteData(written);
        // A keyring that takes what it cannot keep says nothing.
        if (storage.ReadData() is not { } kept || !kept.AsSpan().SequenceEqual(written))
            throw new TokenStoreException($"The keyring did not keep the credentials of {account}. {OtherWays}");
    }

    private protected override void Forget(string account) => Of(account).Clear();

    private protected override TokenStoreException? Explain(string account, Exception exception) => exception switch
    {
        DllNotFoundException or EntryPointNotFoundException or TypeInitializationException { InnerException: DllNotFoundException } =>
            new($"This machine has no keyring for the credentials of {account}. Install libsecret-1-0 and gnome-keyring. {OtherWays}", exception),
        IOException or UnauthorizedAccessException => base.Explain(account, exception),
        // The interop's own exceptions, which have no common type; what they say holds no secret.
        _ => new($"The keyring cannot be used for the credentials of {account}: {Words(exception)}. Unlock it. {OtherWays}", exception),
    };

    private Storage Of(string account) => Storage.Create(
        new StorageCreationPropertiesBuilder(NameOf(account), Locks)
            .WithLinuxKeyring(Schema, "default", $"SocialKit: {account}", new("application", Program), new("account", account))
            .WithMacKeyChain(Program, account)
            .Build());

    private static string NameOf(string account) => AccountFileName.Of(account) + ".keyring";

    // "… in the Storage domain:'103' code:'0' message:'Cannot autolaunch D-Bus …'"
    private static string Words(Exception exception)
    {
        const string mark = "message:'";
        var text = exception.Message.Split('\n')[0];
        var from = text.IndexOf(mark, StringComparison.Ordinal);
        if (from < 0)
            return text.TrimEnd('.', ' ');
        var rest = text[(from + mark.Length)..];
        return (rest.LastIndexOf('\'') is > 0 and var end ? rest[..end] : rest).TrimEnd('.', ' ');
    }
}
