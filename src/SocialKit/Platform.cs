using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit;

/// <summary>A network that posts go to: what it is called, how it names accounts, counts text, and takes a share link.</summary>
/// <remarks>A member that is null means "this platform cannot", never an exception later.</remarks>
/// <param name="Id">The short name in commands, files and JSON.</param>
/// <param name="Name">The name as people write it.</param>
/// <param name="Handles">How accounts are named.</param>
/// <param name="Rules">How text is counted and read.</param>
public sealed record Platform(PlatformId Id, string Name, IHandleSyntax Handles, IPostRules Rules)
{
    /// <summary>Other names under which documents and campaigns list this platform's accounts; compared without case.</summary>
    /// <value>None by default.</value>
    public ValueList<string> Aliases { get; init; } = [];

    /// <summary>How a supporter opens this platform with the text filled in; null where there is no such link.</summary>
    public IShareLink? ShareLink { get; init; }

    /// <summary>What publishing costs; null where it costs nothing.</summary>
    public IPrice? Price { get; init; }

    /// <summary>How posts are sent to it; null where this program cannot.</summary>
    public ISender? Sender { get; init; }

    /// <summary>How its accounts are read, to repost what they publish; null where this program cannot.</summary>
    public IFeed? Feed { get; init; }

    /// <summary>How accounts are signed in; null where none are.</summary>
    public ISignIn? SignIn { get; init; }

    /// <summary>What a post can say beside its text here.</summary>
    /// <value>Nothing by default.</value>
    public ValueList<PostOptionRule> PostOptions { get; init; } = [];

    /// <summary>True if it is a place on this machine and no network: it is taken only where somebody names it, and nobody is notified there.</summary>
    /// <value>False by default.</value>
    public bool IsLocal { get; init; }

    /// <summary>The account that is there without being listed or signed in; null where there is none, as on every network.</summary>
    public Account? OwnAccount => IsLocal ? new(Id.Value, Id, Id.Value) : null;

    /// <summary>True if <paramref name="label"/> is this platform's id, name or alias, without case.</summary>
    public bool IsCalled(string label) =>
        string.Equals(label, Id.Value, StringComparison.OrdinalIgnoreCase)
        || string.Equals(label, Name, StringComparison.OrdinalIgnoreCase)
        || Aliases.Any(alias => string.Equals(label, alias, StringComparison.OrdinalIgnoreCase));
}
