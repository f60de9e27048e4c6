using SocialKit.Cli.Sources;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Cli.Queue;

/// <summary>What the one check says of a post that is in the queue, as it stands there.</summary>
internal static class EntryCheck
{
    /// <summary>The checked post; null for what publishes none, or on a platform that this program does not know.</summary>
    public static PostCheck? Of(Delivery delivery, CliContext context)
    {
        if (delivery.Act is not Act.Publish { Post: var post } || !context.Platforms.TryFind(delivery.From.Platform.Value, out var platform))
            return null;
        return Of(new Composition(post, post.Text, TextMap.Identity, []), platform, delivery.From, context);
    }

    /// <summary>The checked post that <paramref name="text"/> makes in the place of <paramref name="old"/>: pictures and language stay.</summary>
    public static PostCheck OfText(string text, Post old, Platform platform, Account account, CliContext context)
    {
        var made = Composer.Compose(text, platform, platform.Rules.For(account));
        return Of(made with { Post = made.Post with { Language = old.Language, Media = old.Media } }, platform, account, context);
    }

    private static PostCheck Of(Composition composition, Platform platform, Account account, CliContext context) =>
        new(platform, account, null, Checker.Check(composition, new(platform, platform.Rules.For(account)) { Platforms = context.Platforms, Automated = true }));
}
