using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Sharing;

/// <summary>A platform's rules for text that a person pastes: links stay as they were written, because the platform's own client shortens
/// them when they are pasted, and could not do so with an address that was cut already.</summary>
internal sealed class PastedRules(IPostRules rules) : IPostRules
{
    public PostLimits Limits { get; } = rules.Limits with { ShortensLinksInText = false };

    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => rules.Read(text, entities);

    public PostReading Read(Post post, List<Entity> entities) => rules.Read(post, entities);

    public string ShowLink(string link) => rules.ShowLink(link);
}
