using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Cli.Scheduling;

/// <summary>What stands against storing a plan, beside what the plan itself and the check say.</summary>
internal static class ScheduleFindings
{
    /// <summary>Error: two accounts of one platform would say the same.</summary>
    public const string SameWords = "same-words";

    /// <summary>Error: the campaign is stopped.</summary>
    public const string CampaignStopped = "campaign-stopped";

    /// <summary>Error: the queue knows the account's id as one of another platform.</summary>
    public const string AccountElsewhere = "account-elsewhere";

    /// <summary>Error: it is scheduled already, with another content.</summary>
    public const string ScheduledOtherwise = "scheduled-otherwise";

    /// <summary>Error: several that are scheduled could be meant.</summary>
    public const string WhichOne = "which-one";

    /// <summary>Error: it cannot be changed any more.</summary>
    public const string NotWaiting = "not-waiting";

    /// <summary>Warning: this version cannot send to the platform.</summary>
    public const string NoSender = "no-sender";

    /// <summary>Warning: the same message waits for another time as well.</summary>
    public const string OtherTime = "other-time";

    /// <summary>Error: pictures that no program can send to the platform.</summary>
    public const string PicturesByHand = "pictures-by-hand";

    private const string SameWordsRemedy = "Take one account; or write several texts under one heading that take turns, and add --rotate.";

    /// <summary>Those platforms that wait for another version.</summary>
    public static IEnumerable<Finding> WithoutSender(IEnumerable<Platform> platforms) => platforms.Where(platform => platform.Sender is null).DistinctBy(platform => platform.Id).Select(platform =>
        new Finding(NoSender, Severity.Warning, $"This version cannot send to {platform.Name} yet, so what is scheduled for it waits.", "Copy it by hand with \"socialkit copy\" when it is due.") { Platform = platform.Id });

    /// <summary>A post whose pictures cannot be sent by a program; null if it has none, or they can.</summary>
    public static Finding? ByHand(Platform platform, Post post) => post.Media.Count > 0 && platform.Rules.Limits.MediaGoByHand
        ? new(PicturesByHand, Severity.Error, $"{platform.Name} takes pictures only from a public address on the web, so no program can send them from here.", "Publish it by hand with \"socialkit copy\", or write a text without pictures for it.") { Platform = platform.Id }
        : null;

    /// <summary>The same words from two accounts of one platform, within one plan.</summary>
    public static IEnumerable<Finding> SameWordsWithin(AddRequest request, PlatformSet platforms)
    {
        var said = request.Deliveries.Select(added => (added.Delivery.From, added.Words))
            .Concat(request.Series.SelectMany(series => series.Turns.Select(turn => (series.From, Words: TextWords.Of(turn)))))
            .Where(pair => pair.Words is not null);
        foreach (var group in said.GroupBy(pair => (pair.From.Platform, pair.Words)))
        {
            var accounts = group.Select(pair => pair.From.Id).Distinct().ToList();
            if (accounts.Count > 1)
                yield return new(SameWords, Severity.Error, $"{string.Join(" and ", accounts)} would say the same words on {platforms[group.Key.Platform].Name}, which networks take for a staged campaign.", SameWordsRemedy) { Platform = group.Key.Platform };
        }
    }

    /// <summary>Why the store refused.</summary>
    public static Finding Of(AddObstacle obstacle) => obstacle switch
    {
        AddObstacle.CampaignStopped stopped => new(CampaignStopped, Severity.Error, $"The campaign {stopped.Campaign} is stopped.", $"\"socialkit resume {stopped.Campaign}\" lets it go on."),
        AddObstacle.SameWords same => new(SameWords, Severity.Error, $"{AccountOf(same.Other)} says the same words already ({same.Other}), which networks take for a staged campaign.", SameWordsRemedy),
        AddObstacle.AccountElsewhere elsewhere => new(AccountElsewhere, Severity.Error, $"The queue knows the account {AccountOf(elsewhere.Key)} as one on {elsewhere.Platform}.", "Give it another id in accounts.json."),
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle)),
    };

    /// <summary>It is there with another content.</summary>
    public static Finding Otherwise(Entry there, Entry planned, string shortId) => new(ScheduledOtherwise, Severity.Error,
        $"{shortId} ({there.Delivery.Key}) is {there.State.Name().Replace('_', ' ')} already, and differs in {string.Join(", ", planned.Hash.ChangedSince(there.Hash))}.",
        there.State.IsWaiting() || there.State is DeliveryState.Held or DeliveryState.Stopped ? "Add --update to change what waits." : "What is out cannot be changed; choose another time.");

    /// <summary>Another time of the same message waits.</summary>
    public static Finding Elsewhen(Entry there, string shortId, TimeZoneInfo zone) => new(OtherTime, Severity.Warning,
        $"The same message from {there.Delivery.From.Id} also waits for {TimeZoneInfo.ConvertTime(there.Delivery.DueAt, zone).ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture)} {zone.Id} ({shortId}).",
        $"If it was to be moved: \"socialkit queue cancel {shortId}\"; next time, schedule with --update.");

    private static string AccountOf(DeliveryKey key) => key.Value.Split('/') is { Length: 5 } parts ? parts[3] : key.Value;
}
