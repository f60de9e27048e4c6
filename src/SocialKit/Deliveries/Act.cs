using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit.Deliveries;

/// <summary>What a delivery does on its platform.</summary>
public abstract record Act
{
    private Act() { }

    /// <summary>Publishes a post.</summary>
    /// <param name="Post">The post, exactly as it goes out; its pictures carry the hash of their bytes.</param>
    public sealed record Publish(Post Post) : Act;

    /// <summary>Passes on somebody else's post.</summary>
    /// <param name="Original">The post to repost.</param>
    public sealed record Repost(PostRef Original) : Act
    {
        /// <summary>The original as it was seen when it was chosen: a post that was edited since is not passed on; null if nobody looked.</summary>
        public FeedPost? Seen { get; init; }

        /// <summary>How fast its account reposts: its turn comes by it, whatever its due time; null if nothing holds it back.</summary>
        public RepostPace? Pace { get; init; }
    }

    /// <summary>Takes back a post of the account's own.</summary>
    /// <param name="Post">The post to delete.</param>
    public sealed record Delete(PostRef Post) : Act;
}

/// <summary>A post that is on a platform.</summary>
/// <param name="Platform">Where it is.</param>
/// <param name="Id">The platform's own id of it.</param>
/// <param name="Url">Its address for readers; null if the platform gives none.</param>
public sealed record PostRef(PlatformId Platform, string Id, string? Url = null);
