using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Testing;

/// <summary>A platform's feed before an invented server, an account that reads and one that is read. For <see cref="FeedContract"/>.</summary>
public abstract class FeedStage : IAsyncDisposable
{
    /// <summary>What is tested.</summary>
    public abstract IFeed Feed { get; }

    /// <summary>Who reads; signed in.</summary>
    public abstract Account Reader { get; }

    /// <summary>Who is read: the platform's own id.</summary>
    public abstract string AuthorId { get; }

    /// <summary>Who is read, by their name now.</summary>
    public abstract Handle Author { get; }

    /// <summary>A secret that the reader is signed in with.</summary>
    public abstract string Secret { get; }

    /// <summary>An id that nobody has.</summary>
    public abstract string NobodysId { get; }

    /// <summary>A name that nobody has.</summary>
    public abstract Handle Nobody { get; }

    /// <summary>What the server answers instead of what it knows; null from it lets the server answer.</summary>
    public Func<StubRequest, StubAnswer?>? Instead { get; set; }

    /// <summary>Other posts' addresses that are none here.</summary>
    public static IReadOnlyList<string> NoAddresses { get; } =
        ["", "a", "https://", "https://example.org/", "https://example.org/@somebody", "https://video.example/watch?v=1", "https://x.com/invented", "https://x.com/invented/status/", "https://x.com/invented/status/abc", "https://bsky.app/profile/a.example", "https://bsky.app/profile/a.example/post/", "https://social.example/@a/b", "javascript:alert(1)", "at://a.example/app.bsky.feed.like/3kaaaaaaaaaab", "https://x.com@evil.example/a/status/1", "https://bsky.app:8443/profile/a.example/post/3kaaaaaaaaaab"];

    /// <summary>The author posts.</summary>
    /// <returns>The id of the post, as a <see cref="PostRef"/> has it.</returns>
    public abstract string Post(string text);

    /// <summary>The author answers one of their own posts.</summary>
    public abstract void Reply();

    /// <summary>The author passes on somebody else's post.</summary>
    public abstract void Repost();

    /// <summary>The author deletes a post.</summary>
    public abstract void Delete(string id);

    /// <summary>The author edits a post.</summary>
    public abstract void Edit(string id, string text);

    /// <summary>The author takes another name.</summary>
    public abstract void Rename();

    /// <summary>The author's account is closed.</summary>
    public abstract void Close();

    /// <summary>The reader's token is not taken any more, nor is any that renews it.</summary>
    public abstract void EndToken();

    /// <summary>Time passes.</summary>
    public abstract void Pass(TimeSpan time);

    /// <summary>A text as the platform's server hands it out again.</summary>
    public virtual string AsShown(string text) => text;

    public abstract ValueTask DisposeAsync();
}
