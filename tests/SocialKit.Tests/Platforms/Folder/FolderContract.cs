using SocialKit.Platforms.Folder;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Folder;

public sealed class FolderContract : PlatformContract
{
    protected override Platform Platform { get; } = FolderPlatform.Create();

    protected override IEnumerable<string> Handles { get; } = [];

    protected override IEnumerable<string> NoHandles { get; } = ["", "@", "@invented", "folder", "sent-posts/a.txt"];
}
