using SocialKit.Posts;

namespace SocialKit.Platforms.Mastodon;

/// <summary>What a server's instance document says of its posts (<c>/api/v2/instance</c>, configuration.statuses).</summary>
/// <param name="MaxCharacters">max_characters</param>
/// <param name="CharactersPerLink">characters_reserved_per_url</param>
public sealed record MastodonLimits(int MaxCharacters, int CharactersPerLink)
{
    /// <summary>Mastodon's own defaults, for a server that was not asked.</summary>
    public static MastodonLimits Default { get; } = new(500, 23);

    /// <summary>What the server counts.</summary>
    /// <value>Graphemes, as Mastodon does. A server that counts code points, as GoToSocial does, is counted without any discount: nothing at
    /// hand says that such servers give one, and counting in full never lets a post pass that is too long.</value>
    public CountUnit Unit { get; init; } = CountUnit.Grapheme;
}
