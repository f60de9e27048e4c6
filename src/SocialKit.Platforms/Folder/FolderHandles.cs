using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Platforms.Folder;

/// <summary>Handles of a folder: there are none, since nobody reads it but who has the machine.</summary>
public sealed class FolderHandles : IHandleSyntax
{
    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        handle = null;
        return false;
    }

    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name;

    /// <summary>No handle has a profile here.</summary>
    public string Profile(Handle handle) => "";
}
