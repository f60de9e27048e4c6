using SocialKit.Cli.Queue;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Running;

/// <summary>What happens in a worker, in words for people. Nothing in it is a secret; whoever prints it cleans it.</summary>
internal static class EventWords
{
    /// <summary><c>sent  X @org  message-1 in en  https://…</c></summary>
    public static string Of(WorkerEvent happened, CliContext context)
    {
        List<string> parts = [happened.Kind.Code().Replace('-', ' ')];
        if (happened.Entry is { } entry)
        {
            parts.Add(EntryIds.Short(entry));
            parts.Add($"{EntryWords.PlatformName(entry.Delivery.From.Platform, context)} {EntryWords.Mention(entry.Delivery.From, context)}");
            parts.Add(What(entry.Delivery));
        }
        // What was deleted has no address any more.
        if (happened.Receipt is { } post && happened.Entry?.Delivery.Act is not Act.Delete)
            parts.Add(post.Url ?? post.Id);
        if (happened.ConfirmedBy is { } by and not Confirmation.Response)
            parts.Add($"({EntryWords.Of(by)})");
        if (happened.Reason is { } reason)
            parts.Add(reason);
        return string.Join("  ", parts);
    }

    // Which message of which campaign; a deletion says of what.
    private static string What(Delivery delivery)
    {
        if (delivery.Act is Act.Repost { Seen: { } seen } repost)
            return $"repost of @{seen.Author.Name} {repost.Original.Url ?? repost.Original.Id}" + (delivery.Campaign is { } whose ? $" ({whose})" : "");
        if (delivery.Act is not Act.Publish)
            return EntryWords.Said(delivery.Act) + (delivery.Campaign is { } of ? $" ({of})" : "");
        return $"{(delivery.Campaign is { } campaign ? campaign + " " : "")}{EntryWords.MessageOf(delivery.Key)}";
    }
}
