using SocialKit.Access;
using SocialKit.Cli.Settings;
using SocialKit.Secrets;
using SocialKit.Storage;
using SocialKit.Storage.Tokens;

namespace SocialKit.Cli.Accounts;

/// <summary>Where the accounts' credentials are kept: the folder that is set; else, with a PostgreSQL database and a key file, encrypted rows there; else the system's keyring, and for those accounts of which a person
/// said so when they signed in, files of their own.</summary>
internal sealed class TokenPlaces(KeyringTokenStore keyring, FolderTokenStore files, bool isInsecure) : ITokenStore
{
    /// <summary>The store that the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isInsecure">True to keep what is kept from now on in a file that only the user can read, and not in the keyring.</param>
    public static ITokenStore Open(CliSettings settings, TimeProvider time, bool isInsecure = false) => settings switch
    {
        { SecretsFolder: { } folder } => new FolderTokenStore(folder, time, isOwn: false),
        { Database: StoreAddress.Server server, KeyFile: { } key } => new PostgresTokenStore(server, key, time),
        _ => new TokenPlaces(
            new(Path.Combine(settings.DataFolder, "keyring"), time),
            new(FilesOf(settings), time, isOwn: true),
            isInsecure),
    };

    /// <summary>True if the settings leave the choice between keyring and files.</summary>
    public static bool AreLocal(CliSettings settings) => settings is { SecretsFolder: null } and not { Database: StoreAddress.Server, KeyFile: not null };

    /// <summary>Where an account's credentials are, or would be, in words. Neither keyring nor database is asked.</summary>
    public static string Of(string account, CliSettings settings) => settings switch
    {
        { SecretsFolder: { } folder } => $"a file in {folder}",
        { Database: StoreAddress.Server, KeyFile: { } key } => $"the database, encrypted under {key}",
        _ => FolderTokenStore.PathOf(FilesOf(settings), account) is var file && File.Exists(file) ? $"the file {file}, not encrypted" : "this system's keyring",
    };

    /// <inheritdoc/>
    public Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken) => PlaceOf(account).ReadAsync(account, cancellationToken);

    /// <inheritdoc/>
    public async Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (isInsecure)
        {
            await files.SaveAsync(account, credentials, cancellationToken).ConfigureAwait(false);
            if (keyring.Has(account))
                await keyring.RemoveAsync(account, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await keyring.SaveAsync(account, credentials, cancellationToken).ConfigureAwait(false);
            if (files.Has(account))
                await files.RemoveAsync(account, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string account, CancellationToken cancellationToken) => PlaceOf(account).RemoveAsync(account, cancellationToken);

    /// <inheritdoc/>
    public Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken) =>
        PlaceOf(account).RenewAsync(account, seen, renew, cancellationToken);

    private static string FilesOf(CliSettings settings) => Path.Combine(settings.DataFolder, "secrets");

    private LocalTokenStore PlaceOf(string account) => isInsecure || files.Has(account) ? files : keyring;
}
