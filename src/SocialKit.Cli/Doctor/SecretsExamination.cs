using SocialKit.Access;
using SocialKit.Cli.Accounts;
using SocialKit.Cli.Settings;
using SocialKit.Storage;
using SocialKit.Storage.Tokens;

namespace SocialKit.Cli.Doctor;

/// <summary>Looks where the accounts' secrets are, and whether each account is signed in. It shows none, changes nothing and asks no server.</summary>
internal sealed class SecretsExamination(CliSettings settings, CliContext context)
{
    /// <summary>What it found.</summary>
    public IEnumerable<DoctorLine> Look() => settings switch
    {
        { SecretsFolder: { } folder } => [Folder(folder), .. Standings()],
        { Database: StoreAddress.Server, KeyFile: { } key } => [Key(key)],
        { Database: StoreAddress.Server } => [new("secrets", "each machine's own keyring: other machines cannot send from accounts that signed in here"
            + $"; to share them, make a key file, copy it to each machine, and name it in SOCIALKIT_KEY_FILE: {TokenKeys.HowToMake("/etc/socialkit/key")}"), .. Standings()],
        _ => Standings(),
    };

    private static DoctorLine Folder(string folder)
    {
        if (!Directory.Exists(folder))
            return new("secrets", $"{folder} is not there", "Mount it, or make it for the user that sends, with mode 0700.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            return new("secrets", $"{folder}, which every user of this machine can look into", $"chmod o= '{folder}'");
        return new("secrets", $"{folder}, a file an account");
    }

    private DoctorLine Key(string path)
    {
        try
        {
            TokenKeys.Read(path);
            return new("secrets", $"in the database, encrypted under {path} ({SettingOrigin.Of("key-file", settings.Files, context.Environment)}); \"socialkit accounts\" reads them");
        }
        catch (TokenStoreException exception)
        {
            return new("secrets", "in the database, and cannot be used", exception.Message);
        }
    }

    private IEnumerable<DoctorLine> Standings()
    {
        ValueList<Account> accounts;
        try
        {
            accounts = context.Accounts;
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            yield break; // said in the line about accounts
        }
        foreach (var account in accounts)
        {
            var standing = AccountStanding.OfAsync(account, context, CancellationToken.None).GetAwaiter().GetResult();
            if (standing.State == AccountState.NeedsNone)
                continue;
            var place = TokenPlaces.Of(account.Id, settings);
            yield return standing.State is AccountState.Kept or AccountState.Expired
                ? new("sign-in", $"{account.Id}: kept in {place}")
                : new("sign-in", $"{account.Id}: {(standing.State == AccountState.NotSignedIn ? "not signed in" : standing.State == AccountState.Unknown ? "cannot be read" : "of no use")}", standing.Reason);
        }
    }
}
