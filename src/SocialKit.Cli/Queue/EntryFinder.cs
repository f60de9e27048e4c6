using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>Finds the entries that a person names: by the whole id, its end, or the key.</summary>
internal static class EntryFinder
{
    /// <summary>Every entry that is named, in that order, each once: all of them are there, or nothing is done.</summary>
    /// <exception cref="UsageException">One is unknown, or could be several.</exception>
    public static async Task<ValueList<Entry>> FindAsync(IOutbox outbox, IEnumerable<string> names, CliContext context, CancellationToken cancellationToken)
    {
        List<Entry> found = [];
        foreach (var name in names)
        {
            var entry = await FindAsync(outbox, name, context, cancellationToken).ConfigureAwait(false);
            if (!found.Exists(other => other.Id == entry.Id))
                found.Add(entry);
        }
        return found.ToValueList();
    }

    /// <summary>The one entry that <paramref name="name"/> means.</summary>
    /// <exception cref="UsageException">There is none, or it could be several.</exception>
    public static async Task<Entry> FindAsync(IOutbox outbox, string name, CliContext context, CancellationToken cancellationToken)
    {
        var all = await outbox.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (all is [var only])
            return only;
        if (all.Count == 0)
            throw new UsageException($"There is no entry \"{name}\". \"socialkit queue --all\" shows them; an entry is called by its id, by at least the last 4 characters of it, or by its key.");
        var ids = new EntryIds(all);
        context.Error.WriteLine(TerminalText.Clean($"\"{name}\" could be:"));
        foreach (var entry in all)
            context.Error.WriteLine(TerminalText.Clean($"  {ids.Of(entry)}  {Stamp.Utc(entry.Delivery.DueAt)}  {EntryWords.Of(entry.State)}  {EntryWords.PlatformName(entry.Delivery.From.Platform, context)} {EntryWords.Mention(entry.Delivery.From, context)}  {EntryWords.Start(entry.Delivery.Act, 40)}"));
        throw new UsageException("Name one of them by more of its id.");
    }
}
