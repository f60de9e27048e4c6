using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>One run of <c>queue approve</c>: each entry is shown as it goes out, and approved as it was shown.</summary>
/// <param name="outbox">The queue.</param>
/// <param name="yes">True to ask nobody.</param>
/// <param name="json">True to show nothing and print JSON.</param>
/// <param name="by">Who approves.</param>
/// <param name="context">The world outside.</param>
internal sealed class Approval(IOutbox outbox, bool yes, bool json, string by, CliContext context)
{
    public async Task<int> RunAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        if (json && !yes)
            throw new UsageException("With --json nobody is asked: add --yes.");
        var entries = await EntryFinder.FindAsync(outbox, names, context, cancellationToken).ConfigureAwait(false);
        var changes = new EntryChanges(outbox, json, context);
        foreach (var entry in entries)
        {
            if (!json)
                Show(entry);
            if (await MayAsync(entry, cancellationToken).ConfigureAwait(false))
                await changes.ChangeAsync(entry, new Change.Approve(entry.Hash, by), cancellationToken).ConfigureAwait(false);
            else
                changes.Refuse(entry, "Nobody said yes.", "It is not approved.");
        }
        return changes.Finish();
    }

    private void Show(Entry entry)
    {
        new EntrySheet(context).WriteContent(entry);
        if (entry.ApprovedHash is { } approved && approved != entry.Hash)
            context.Error.WriteLine(TerminalText.Clean($"Since {entry.ApprovedBy} approved it, {string.Join(", ", entry.Hash.ChangedSince(approved))} changed."));
    }

    private async Task<bool> MayAsync(Entry entry, CancellationToken cancellationToken)
    {
        if (yes)
            return true;
        if (!context.Terminal.CanAsk)
            throw new UsageException("Here nobody can be asked, and nothing was approved: add --yes if you have read what is shown.");
        return await Question.AskAsync($"Approve exactly this, from {EntryWords.Mention(entry.Delivery.From, context)} on {EntryWords.PlatformName(entry.Delivery.From.Platform, context)}?", context, cancellationToken).ConfigureAwait(false);
    }
}
