using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>The queue as a file for calendar programs.</summary>
internal static class QueueIcs
{
    private const int SummaryWidth = 60;

    public static string File(QueuePart part, CliContext context)
    {
        var writer = new IcsWriter("SocialKit queue", context.Now);
        foreach (var entry in part.Entries)
            writer.Add(EventOf(entry, context));
        return writer.File();
    }

    private static IcsEvent EventOf(Entry entry, CliContext context)
    {
        var (delivery, state) = (entry.Delivery, EntryWords.Of(entry.State));
        var who = $"{EntryWords.PlatformName(delivery.From.Platform, context)} {EntryWords.Mention(delivery.From, context)}";
        List<string> about = [EntryWords.Said(delivery.Act), "", $"{state}; {who}; id {entry.Id}"];
        if (entry.Because is { } because)
            about.Add(because);
        return new(entry.Id.ToString(), delivery.DueAt, $"{who}{(entry.State == DeliveryState.Scheduled ? "" : $" ({state})")}: {EntryWords.Start(delivery.Act, SummaryWidth)}", string.Join('\n', about))
        {
            Sequence = entry.Version - 1,
            Status = entry.State switch
            {
                DeliveryState.Scheduled or DeliveryState.Sending or DeliveryState.Sent => "CONFIRMED",
                DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Failed => "CANCELLED",
                _ => "TENTATIVE",
            },
            Category = delivery.Campaign,
            Url = entry.Receipt?.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsoluteUri : null,
        };
    }
}
