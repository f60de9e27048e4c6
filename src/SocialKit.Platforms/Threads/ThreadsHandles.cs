using System.Diagnostics.CodeAnalysis;
using SocialKit.Platforms.Simplified;

namespace SocialKit.Platforms.Threads;

/// <summary>Handles of Threads: 1 to 30 ASCII letters, digits, "_" and inner dots, as on Instagram.</summary>
public sealed class ThreadsHandles : IHandleSyntax
{
    internal static readonly NameShape Shape = new(1, 30) { Inner = "." };

    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        var name = written.StartsWith('@') ? written[1..] : written;
        if (ProfileAddress.TryPath(written, ["threads.com", "threads.net", "www.threads.com", "www.threads.net"], out var path))
            name = ProfileAddress.Parts(path) is [['@', .. var inAddress]] ? inAddress : "";
        handle = Shape.Matches(name) && name[0] != '.' ? new(ThreadsPlatform.Id, name) : null;
        return handle is not null;
    }

    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name;

    /// <inheritdoc/>
    public string Profile(Handle handle) => "https://www.threads.com/@" + handle.Name;
}
