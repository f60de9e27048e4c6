using SocialKit.Posts;

namespace SocialKit.Reposts;

/// <summary>What a platform charges for reading other people's posts and for reposting them through its API.</summary>
public interface IFeedPrice
{
    /// <summary>The price of reading one post.</summary>
    Price OfRead { get; }

    /// <summary>The price of looking up one account.</summary>
    Price OfLookUp { get; }

    /// <summary>The price of one repost.</summary>
    Price OfRepost { get; }
}
