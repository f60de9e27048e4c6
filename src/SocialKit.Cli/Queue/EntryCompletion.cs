using System.CommandLine.Completions;
using SocialKit.Storage;

namespace SocialKit.Cli.Queue;

/// <summary>The ids of entries that are not done, for the shell's completion.</summary>
internal static class EntryCompletion
{
    private const int Most = 100;

    /// <summary>The ends of ids, each with the beginning of its text; none if the queue cannot be read.</summary>
    public static IEnumerable<CompletionItem> Ids(CliContext context)
    {
        try
        {
            if (StoreRun.Missing(context) is not null)
                return [];
            List<CompletionItem> items = [];
            Commands.CommandBody.RunWithStore(context, async (store, cancellationToken) =>
            {
                var part = await QueuePart.ReadAsync(store, new() { Limit = Most }, cancellationToken).ConfigureAwait(false);
                var ids = new EntryIds(part.Entries);
                items.AddRange(part.Entries.Select(entry => new CompletionItem(ids.Of(entry), detail: $"{EntryWords.Of(entry.State)}: {EntryWords.Start(entry.Delivery.Act, 50)}")));
                return ExitCodes.Fine;
            });
            return items;
        }
        catch (Exception exception) when (exception is UsageException or StoreException or IOException or UnauthorizedAccessException)
        {
            return []; // completion has no place to say what is wrong
        }
    }
}
