using System.Diagnostics.CodeAnalysis;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Sharing;

/// <summary>A place that is no platform, such as a messenger or a letter: it has no handles, no hashtags and no limit of its own.</summary>
internal static class PlainPlace
{
    /// <summary>The place as a platform, so that texts are composed and checked for it as for every other.</summary>
    public static Platform Of(PlatformId id, string name) => new(id, name, new NoHandles(), new Rules());

    /// <summary>Whether a finding asks for what can be had there: no campaign lists a handle for such a place, writes a variant for it,
    /// or is found by a hashtag in it.</summary>
    public static bool CanMend(Finding finding) => finding.Code is not (FindingCodes.NoHandleHere or FindingCodes.MissingHashtag);

    private sealed class NoHandles : IHandleSyntax
    {
        public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
        {
            handle = null;
            return false;
        }

        public string Mention(Handle handle) => handle.Name;

        public string Profile(Handle handle) => handle.Name;
    }

    private sealed class Rules : IPostRules
    {
        public PostLimits Limits { get; } = new() { MaxMedia = int.MaxValue, MaxAltText = int.MaxValue, MentionsAreDeadText = true, ManyHashtags = int.MaxValue };

        public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => new()
        {
            Count = new(CountUnit.Utf16Unit, text.Length, int.MaxValue),
            FitsUntil = text.Length,
            InvalidAt = -1,
            IsValid = text.Length > 0,
        };

        public string ShowLink(string link) => link;
    }
}
