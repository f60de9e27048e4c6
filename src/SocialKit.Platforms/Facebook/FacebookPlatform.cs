using System.Diagnostics.CodeAnalysis;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Facebook;

/// <summary>Facebook: registered by <see cref="Create"/>.</summary>
public static class FacebookPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("facebook");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "Facebook", new Handles(), new Rules());

    private sealed class Handles : IHandleSyntax
    {
        public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
        {
            handle = new Handle(Id, written.TrimStart('@'));
            return true;
        }

        public string Mention(Handle handle) => "@" + handle.Name;

        public string Profile(Handle handle) => "https://example.invalid/" + handle.Name;
    }

    private sealed class Rules : IPostRules
    {
        public PostLimits Limits { get; } = new() { MaxMedia = 4, MaxAltText = 1000 };

        public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) =>
            new() { Count = new(CountUnit.Utf16Unit, text.Length, 500), FitsUntil = Math.Min(500, text.Length), InvalidAt = -1, IsValid = text.Length is > 0 and <= 500 };

        public string ShowLink(string link) => link;
    }
}
