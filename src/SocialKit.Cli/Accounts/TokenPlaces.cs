using SocialKit.Access;
using SocialKit.Cli.Settings;
using SocialKit.Secrets;

namespace SocialKit.Cli.Accounts;

/// <summary>Says where the accounts' credentials are kept.</summary>
internal static class TokenPlaces
{
    /// <summary>The store that the settings name.</summary>
    public static ITokenStore Open(CliSettings settings, TimeProvider time) => settings.SecretsFolder is { } folder
        ? new FolderTokenStore(folder, time, isOwn: false)
        : new FolderTokenStore(Path.Combine(settings.DataFolder, "secrets"), time, isOwn: true);
}
