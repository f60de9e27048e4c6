using SocialKit.Platforms;
using SocialKit.Platforms.Folder;

namespace SocialKit.Cli.Running;

/// <summary>Gives each platform that this program can write to its sender, and each that accounts are signed in to its way to do so.</summary>
internal static class Senders
{
    /// <summary>The platforms with their senders. No network, keyring or file is touched.</summary>
    /// <exception cref="UsageException">A platform's setting is wrong.</exception>
    public static PlatformSet Attach(CliContext context)
    {
        var settings = context.Settings;
        try
        {
            var connected = KnownPlatforms.Connect(context.Platforms, context.Services);
            return new(connected.Select(platform => platform.Id == FolderPlatform.Id ? platform with { Sender = new FolderSender(settings.PostsFolder, context.Time) } : platform));
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
