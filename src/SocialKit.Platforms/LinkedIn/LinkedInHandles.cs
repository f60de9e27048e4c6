using System.Diagnostics.CodeAnalysis;
using SocialKit.Platforms.Simplified;

namespace SocialKit.Platforms.LinkedIn;

/// <summary>Handles of LinkedIn: the kind of account and its name in the address, such as <c>in/name</c> or <c>company/name</c>.</summary>
/// <remarks>A bare name is no handle: it may be a person's and a company's at once.</remarks>
public sealed class LinkedInHandles : IHandleSyntax
{
    // In a text: "@name", or "@company/name" as Mention writes it.
    internal static readonly NameShape Shape = new(2, 120) { Inner = "-/" };

    private static readonly string[] Kinds = ["in", "company", "school", "showcase"];

    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        if (!ProfileAddress.TryPath(written, ["linkedin.com", "www.linkedin.com", "m.linkedin.com"], out var path))
            path = written.StartsWith('@') ? written[1..] : written;
        handle = ProfileAddress.Parts(path) is [var kind, var name] && Kinds.Contains(kind) && IsName(name) ? new(LinkedInPlatform.Id, $"{kind}/{name}") : null;
        return handle is not null;
    }

    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name;

    /// <inheritdoc/>
    public string Profile(Handle handle) => $"https://www.linkedin.com/{handle.Name}/";

    // Names in other scripts stand in addresses as they are or in percents.
    private static bool IsName(string name) => name.Length is > 1 and <= 100 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '%');
}
