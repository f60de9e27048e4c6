using SocialKit.Access;

namespace SocialKit.Secrets;

/// <summary>Credentials as files, one an account, named by its id: as Kubernetes and systemd hand secrets to a service, or as a person wants it who has no keyring. They are not encrypted.</summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="clock">Ends the waiting for a lock.</param>
/// <param name="isOwn">True if the program makes the folder itself: then folder and files must be closed to others. False if somebody provides it; it may then be read-only.</param>
public sealed class FolderTokenStore(string folder, TimeProvider clock, bool isOwn) : LocalTokenStore(folder, clock)
{
    /// <summary>The folder of the files.</summary>
    public string Folder => Locks;

    /// <summary>True if there is a file for the account.</summary>
    public bool Has(string account) => File.Exists(PathOf(account));

    /// <summary>The account's file.</summary>
    public string PathOf(string account) => PathOf(Folder, account);

    /// <summary>An account's file in some folder.</summary>
    public static string PathOf(string folder, string account) => Path.Combine(folder, AccountFileName.Of(account));

    private protected override byte[]? Find(string account)
    {
        var path = PathOf(account);
        if (!File.Exists(path))
            return null;
        if (isOwn && ((string[])[Folder, path]).FirstOrDefault(PrivateFile.IsOpenToOthers) is { } open)
            throw new TokenStoreException($"{open} is open to others, so the credentials of {account} may be known to them and are not used. Sign in again, or run: chmod go= '{open}'");
        return File.ReadAllBytes(path);
    }

    private protected override void Keep(string account, byte[] written)
    {
        if (isOwn)
            PrivateFile.MakeFolder(Folder);
        PrivateFile.Write(PathOf(account), written);
    }

    private protected override void Forget(string account) => File.Delete(PathOf(account));

    private protected override string? WhyNotKept(string account)
    {
        try
        {
            // What is there cannot be replaced where its folder takes no new file, whatever the file itself allows.
            var probe = Path.Combine(Folder, $".{AccountFileName.Of(account)}.probe");
            PrivateFile.Write(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ReadOnly(account);
        }
    }

    // A folder that cannot be written to has no locks, and needs none: nothing in it is ever replaced.
    private protected override async Task<IDisposable> LockAsync(string account, CancellationToken cancellationToken)
    {
        if (isOwn || !Directory.Exists(Folder) || WhyNotKept(account) is null)
            return await base.LockAsync(account, cancellationToken).ConfigureAwait(false);
        return new MemoryStream();
    }

    private protected override TokenStoreException? Explain(string account, Exception exception) =>
        !isOwn && exception is IOException or UnauthorizedAccessException && Directory.Exists(Folder) && WhyNotKept(account) is { } why ? new(why, exception) : base.Explain(account, exception);

    private string ReadOnly(string account) =>
        $"The credentials of {account} are in {Folder}, which cannot be written to: they are used until they expire and cannot be renewed here. Make the folder writable for this program, or sign in with something that does not expire.";
}
