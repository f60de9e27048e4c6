using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Stopping;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Reposting;

/// <summary>Takes reposts back: those that are out are deleted by the worker, those that wait are taken out of the queue.</summary>
internal sealed class Undoing(IOutbox outbox, CliContext context)
{
    private static readonly ValueList<DeliveryState> Waiting = [DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Held, DeliveryState.Stopped];

    /// <summary>Asks nobody.</summary>
    public bool AsksNobody { get; init; }

    /// <summary>Prints JSON.</summary>
    public bool WritesJson { get; init; }

    /// <summary>Who says so.</summary>
    public required string By { get; init; }

    /// <summary>Undoes one repost, by the address of the original, or by the entry's id.</summary>
    public async Task<int> OfPostAsync(string written, CancellationToken cancellationToken)
    {
        List<Entry> entries = [];
        foreach (var decision in await Explanation.FindAsync(written, outbox, context, cancellationToken).ConfigureAwait(false))
            entries.AddRange(await outbox.FindAsync(decision.Key.Value, cancellationToken).ConfigureAwait(false));
        if (entries.Count == 0)
            entries.AddRange((await outbox.FindAsync(written, cancellationToken).ConfigureAwait(false)).Where(entry => entry.Delivery.Act is Act.Repost));
        return entries.Count == 0
            ? throw new UsageException($"Nothing was changed: there is no repost of \"{written}\". Name the address of the original, or an entry of \"socialkit queue\" or \"socialkit log\".")
            : await RunAsync(entries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Undoes what was reposted since an instant, and what waits.</summary>
    public async Task<int> SinceAsync(DateTimeOffset since, string? campaign, CancellationToken cancellationToken)
    {
        var sent = await QueuePart.ReadAsync(outbox, new() { Campaign = campaign, States = [DeliveryState.Sent], Order = EntryOrder.BySent, From = since, Limit = int.MaxValue - 1 }, cancellationToken).ConfigureAwait(false);
        var waiting = await QueuePart.ReadAsync(outbox, new() { Campaign = campaign, States = Waiting, Limit = int.MaxValue - 1 }, cancellationToken).ConfigureAwait(false);
        return await RunAsync([.. sent.Entries.Concat(waiting.Entries).Where(entry => entry.Delivery.Act is Act.Repost)], cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(List<Entry> entries, CancellationToken cancellationToken)
    {
        List<Entry> sent = [.. entries.Where(entry => entry is { State: DeliveryState.Sent, Receipt: not null })];
        List<Entry> waiting = [.. entries.Where(entry => Waiting.Contains(entry.State) && !entry.MayBeOut)];
        List<Entry> unknown = [.. entries.Where(entry => entry.State is DeliveryState.Sending or DeliveryState.Unclear || (entry.MayBeOut && entry.State != DeliveryState.Sent))];
        if (!WritesJson)
        {
            EntryLines.Write($"Out, and taken back ({EntryWords.Count(sent.Count, "repost", "reposts")}):", sent, context);
            EntryLines.Write($"Waiting, and taken out ({EntryWords.Count(waiting.Count, "repost", "reposts")}):", waiting, context);
            EntryLines.Write($"May be out: look on the platform, then \"socialkit queue resolve\" ({EntryWords.Count(unknown.Count, "repost", "reposts")}):", unknown, context);
        }
        if (sent.Count + waiting.Count > 0 && !await MayAsync(sent.Count + waiting.Count, cancellationToken).ConfigureAwait(false))
        {
            context.Error.WriteLine("Nothing was changed.");
            return ExitCodes.ProblemsFound;
        }
        var (deleted, cancelled) = (0, 0);
        var withdrawal = new Withdrawal(new(context.Time, context.Random));
        if (sent.Count > 0 && await outbox.AddAsync(new([.. sent.Select(entry => withdrawal.Of(entry.Delivery, entry.Receipt!, context.Time.GetUtcNow())!)]), cancellationToken).ConfigureAwait(false) is AddResult.Stored stored)
            deleted = stored.Added.Count;
        foreach (var entry in waiting)
        {
            if (await outbox.ChangeAsync(entry.Id, entry.Version, new Change.Cancel(By), cancellationToken).ConfigureAwait(false) is ChangeResult.Changed)
                cancelled++;
        }
        Report(deleted, sent.Count, cancelled, unknown);
        return ExitCodes.Fine;
    }

    private async Task<bool> MayAsync(int count, CancellationToken cancellationToken)
    {
        if (AsksNobody)
            return true;
        if (!context.Terminal.CanAsk || WritesJson)
            throw new UsageException("Here nobody can be asked, and nothing was changed: add --yes.");
        return await Question.AskAsync($"Take back {EntryWords.Count(count, "repost", "reposts")}?", context, cancellationToken).ConfigureAwait(false);
    }

    private void Report(int deleted, int sent, int cancelled, List<Entry> unknown)
    {
        if (WritesJson)
        {
            CliJson.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("deletions", deleted);
                json.WriteNumber("deletionsBefore", sent - deleted);
                json.WriteNumber("cancelled", cancelled);
                EntryLines.Write(json, "mayBeOut", unknown);
                json.WriteEndObject();
            });
            return;
        }
        context.Out.WriteLine($"{EntryWords.Count(deleted, "deletion is", "deletions are")} in the queue{(sent > deleted ? $" ({sent - deleted} were before)" : "")}, and {EntryWords.Count(cancelled, "repost that waited is", "reposts that waited are")} taken out.");
        if (deleted > 0)
            context.Error.WriteLine("The worker deletes them: \"socialkit run\" if none is running.");
    }
}
