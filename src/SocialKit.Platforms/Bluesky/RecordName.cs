using System.Diagnostics.CodeAnalysis;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky.Syntax;

namespace SocialKit.Platforms.Bluesky;

/// <summary>What a record is called: repository, collection and key.</summary>
/// <param name="Repo">The repository's DID, or a handle of its account.</param>
/// <param name="Collection">The NSID of its type.</param>
/// <param name="Key">The record key.</param>
internal sealed record RecordName(string Repo, string Collection, string Key)
{
    /// <summary>The type of posts.</summary>
    public const string Posts = "app.bsky.feed.post";

    /// <summary>The type of reposts.</summary>
    public const string Reposts = "app.bsky.feed.repost";

    /// <summary>The type of profiles, of which each repository has one.</summary>
    public const string Profiles = "app.bsky.actor.profile";

    private const string Scheme = "at://";

    /// <summary>Reads <c>at://repo/collection/key</c>.</summary>
    public static bool TryParse(string uri, [NotNullWhen(true)] out RecordName? name)
    {
        name = null;
        if (!AtUri.IsValid(uri) || uri.Contains('#', StringComparison.Ordinal) || uri[Scheme.Length..].Split('/') is not [var repo, var collection, var key])
            return false;
        name = new(repo, collection, key);
        return true;
    }

    /// <summary>The AT URI.</summary>
    public override string ToString() => $"{Scheme}{Repo}/{Collection}/{Key}";

    /// <summary>The record as a receipt; readers have an address for posts alone.</summary>
    public PostRef ToPost() => new(BlueskyPlatform.Id, ToString(), Collection == Posts ? $"https://bsky.app/profile/{Repo}/post/{Key}" : null);
}
