using SocialKit.Cli.Settings;
using SocialKit.Platforms.Folder;

namespace SocialKit.Cli.Running;

/// <summary>Gives each platform that this program can write to its sender.</summary>
internal static class Senders
{
    /// <summary>The platforms with their senders.</summary>
    public static PlatformSet Attach(PlatformSet platforms, CliSettings settings, TimeProvider time) => new(platforms.Select(platform =>
        platform.Id == FolderPlatform.Id ? platform with { Sender = new FolderSender(settings.PostsFolder, time) } : platform));
}
