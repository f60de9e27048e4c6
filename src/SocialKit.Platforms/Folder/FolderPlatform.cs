namespace SocialKit.Platforms.Folder;

/// <summary>A folder on this machine that posts are written into, one text file each: the whole line from schedule to receipt without any account. Registered by <see cref="Create"/>.</summary>
public static class FolderPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("folder");

    /// <summary>The platform; it writes nothing until it gets a <see cref="FolderSender"/>.</summary>
    public static Platform Create() => new(Id, "Local folder", new FolderHandles(), new FolderRules()) { IsLocal = true };
}
