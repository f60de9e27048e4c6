using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>Why a change was refused, and what to do: a sentence each for every reason, and for every state in which a change makes no sense.</summary>
internal static class RefusalWords
{
    /// <summary>The reason and the remedy.</summary>
    /// <param name="why">The store's reason.</param>
    /// <param name="entry">The entry as it is; null if there is none.</param>
    /// <param name="change">What was to be done.</param>
    /// <param name="context">The world outside.</param>
    public static (string Reason, string Remedy) Of(Refusal why, Entry? entry, Change change, CliContext context)
    {
        if (entry is null)
            return ("It is not in the queue any more.", "Look what is: socialkit queue --all");
        var id = EntryIds.Short(entry);
        return why switch
        {
            Refusal.AlreadySending when entry.State == DeliveryState.Sent => OfSent(entry, context),
            Refusal.AlreadySending => ("It is already being sent.", $"Wait for the outcome: socialkit queue show {id}"),
            Refusal.Changed => ("It was changed meanwhile, and is not what you looked at any more.", $"Look at it, then repeat: socialkit queue show {id}"),
            Refusal.NotFound => ("It is not in the queue any more.", "Look what is: socialkit queue --all"),
            Refusal.MayBeOut => ($"It may be out: {(entry.State == DeliveryState.Unclear ? "it is being looked for." : "an attempt ended without a clear answer.")}", Look(entry, context)),
            Refusal.TooLate => ($"Nothing of it may go out from {At(entry.Delivery.NotAfter, context)} on.", $"If it still should: socialkit queue edit {id} --not-after TIME"),
            Refusal.SameWords => ($"Another account of {EntryWords.PlatformName(entry.Delivery.From.Platform, context)} says the same words.", "Say it in other words: platforms treat identical texts from several accounts as spam."),
            Refusal.CampaignStopped => ("Its campaign is stopped.", $"If it should go on: socialkit resume {entry.Delivery.Campaign}"),
            Refusal.LanePaused => ("Its account is paused.", $"If it should go on: socialkit resume --account {entry.Delivery.From.Id}"),
            Refusal.NotApproved => ("Nobody has approved exactly this content.", $"socialkit queue approve {id}"),
            Refusal.TooEarly => ($"It is due at {At(entry.Delivery.DueAt, context)}, and not earlier.", $"If it should be earlier: socialkit queue edit {id} --at TIME"),
            Refusal.LaneWaits or Refusal.NoTokens => ("Its account waits for another entry, or because its platform said so.", "Nothing has to be done: it goes on by itself."),
            Refusal.StaleClaim or Refusal.WireFrozen => ("A worker is busy with it.", $"Wait for the outcome: socialkit queue show {id}"),
            _ => OfState(entry, change, id, context),
        };
    }

    private static (string, string) OfSent(Entry entry, CliContext context)
    {
        var delete = entry.Delivery.Campaign is { } campaign ? $", or everything of its campaign with: socialkit withdraw {campaign}" : ".";
        return ($"It is out{(entry.SentAt is { } at ? $" since {At(at, context)}" : "")}{(entry.Receipt?.Url is { } url ? $": {url}" : ".")}", $"Take it back on {EntryWords.PlatformName(entry.Delivery.From.Platform, context)} itself{delete}");
    }

    // What was wanted makes no sense where the entry stands.
    private static (string, string) OfState(Entry entry, Change change, string id, CliContext context) => (entry.State, change) switch
    {
        (DeliveryState.Cancelled, _) => ("It was cancelled, which is for good.", "Schedule it again if it should go out after all: socialkit schedule"),
        (DeliveryState.Failed, Change.Cancel or Change.Hold) => ("It failed: it does not go out as it is.", "Nothing has to be done."),
        (DeliveryState.Expired, Change.Cancel or Change.Hold) => ("Its time has passed: it does not go out as it is.", "Nothing has to be done."),
        (DeliveryState.Failed, _) => ("It failed.", $"To send the same again: socialkit queue retry {id}. To send something else: socialkit schedule"),
        (DeliveryState.Expired, _) => ("Its time has passed.", $"To send the same now: socialkit queue retry {id}. To send something else: socialkit schedule"),
        (DeliveryState.Unclear, Change.Hold) => ("It is being looked for; if it cannot be found, it is held by itself.", Look(entry, context)),
        (DeliveryState.Unclear, _) => ("It may be out: it is being looked for.", Look(entry, context)),
        (DeliveryState.Held, Change.Hold) => ("It is held already.", $"To let it go on: socialkit queue retry {id}"),
        (DeliveryState.Held, Change.Approve) => (entry.Because is { } because ? $"It is held for another reason: {because}" : "It is held for another reason than a missing approval.", $"To let it go on: socialkit queue retry {id}"),
        (DeliveryState.Scheduled, Change.Retry) => ($"It is scheduled already, for {At(entry.Delivery.DueAt, context)}.", $"If it should be earlier: socialkit queue edit {id} --at TIME"),
        (DeliveryState.AwaitingApproval, Change.Retry) => ("It waits for approval.", $"socialkit queue approve {id}"),
        (DeliveryState.Stopped, Change.Retry) => ("Its campaign is stopped.", $"If it should go on: socialkit resume {entry.Delivery.Campaign}"),
        (_, Change.ResolveSent or Change.ResolveSendAgain) => ($"It is {EntryWords.Of(entry.State)}: only what is held or unclear is resolved.", $"Look at it: socialkit queue show {id}"),
        _ => ($"It is {EntryWords.Of(entry.State)}, and this cannot be done to it there.", $"Look at it: socialkit queue show {id}"),
    };

    private static string Look(Entry entry, CliContext context)
    {
        var id = EntryIds.Short(entry);
        return $"Look on {EntryWords.PlatformName(entry.Delivery.From.Platform, context)} first. If it is there: socialkit queue resolve {id} --sent URL. If it is not: socialkit queue resolve {id} --send-again";
    }

    private static string At(DateTimeOffset? instant, CliContext context) => instant is { } some ? $"{Times.Clock.Show(TimeZoneInfo.ConvertTime(some, context.Settings.TimeZone))} {context.Settings.TimeZone.Id}" : "its end";
}
