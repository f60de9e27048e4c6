using SocialKit.Cli.Json;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>Changes entries one by one, and says of each what became of it.</summary>
/// <param name="outbox">The queue.</param>
/// <param name="json">True to say it as one JSON array instead.</param>
/// <param name="context">The world outside.</param>
internal sealed class EntryChanges(IOutbox outbox, bool json, CliContext context)
{
    private readonly List<(Entry Entry, string? Reason, string? Remedy)> _results = [];

    /// <summary>Changes <paramref name="entry"/> as it was seen.</summary>
    /// <returns>The entry as it is now; null if it was refused.</returns>
    public async Task<Entry?> ChangeAsync(Entry entry, Change change, CancellationToken cancellationToken)
    {
        switch (await outbox.ChangeAsync(entry.Id, entry.Version, change, cancellationToken).ConfigureAwait(false))
        {
            case ChangeResult.Changed changed:
                _results.Add((changed.Entry, null, null));
                Say(changed.Entry, null, null);
                return changed.Entry;
            case ChangeResult.Refused refused:
                var (reason, remedy) = RefusalWords.Of(refused.Why, refused.Entry, change, context);
                Refuse(refused.Entry ?? entry, reason, remedy);
                return null;
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} is no result of a change.");
        }
    }

    /// <summary>Notes that <paramref name="entry"/> was not changed.</summary>
    public void Refuse(Entry entry, string reason, string remedy)
    {
        _results.Add((entry, reason, remedy));
        Say(entry, reason, remedy);
    }

    /// <summary>Ends the report.</summary>
    /// <returns>The exit code: 3 if anything was refused.</returns>
    public int Finish()
    {
        if (json)
            WriteJson();
        return _results.Exists(result => result.Reason is not null) ? ExitCodes.ProblemsFound : ExitCodes.Fine;
    }

    private void Say(Entry entry, string? reason, string? remedy)
    {
        if (json)
            return;
        var name = $"{EntryIds.Short(entry)}  {EntryWords.PlatformName(entry.Delivery.From.Platform, context)} {EntryWords.Mention(entry.Delivery.From, context)}";
        if (reason is null)
            context.Out.WriteLine(TerminalText.Clean($"{name}  {Now(entry)}"));
        else
            context.Error.WriteLine(TerminalText.Clean($"{name}  nothing was changed. {reason} {remedy}"));
    }

    private string Now(Entry entry)
    {
        var due = $"{Times.Clock.Show(TimeZoneInfo.ConvertTime(entry.Delivery.DueAt, context.Settings.TimeZone))} {context.Settings.TimeZone.Id}";
        return entry.State switch
        {
            DeliveryState.Scheduled => entry.Delivery.DueAt <= context.Time.GetUtcNow() ? "scheduled for now" : $"scheduled for {due}",
            DeliveryState.Sent => $"sent: {entry.Receipt?.Url ?? entry.Receipt?.Id}",
            DeliveryState.AwaitingApproval => $"awaiting approval, for {due}",
            DeliveryState.Stopped => $"stopped: it goes on with \"socialkit resume {entry.Delivery.Campaign}\"",
            var state => EntryWords.Of(state) + (entry.Because is { } because && state == DeliveryState.Held ? $": {because}" : ""),
        };
    }

    private void WriteJson() => CliJson.Write(context.Out, writer =>
    {
        writer.WriteStartArray();
        foreach (var (entry, reason, remedy) in _results)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("changed", reason is null);
            writer.WriteIfAny("reason", reason);
            writer.WriteIfAny("remedy", remedy);
            EntryJson.WriteProperties(writer, entry);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });
}
