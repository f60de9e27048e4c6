using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>Whether it is a repost's turn, by its pace and what its account has reposted: a pure function that every store calls inside its transaction.</summary>
internal static class RepostTurns
{
    /// <summary>The entry that has to wait, with the due time that it gets, or that is over because there is no room for it any more; null if it may begin now.</summary>
    public static Entry? Decide(Entry entry, RepostPace pace, RepostTimes times, DateTimeOffset now)
    {
        // What was tried before waits for another turn, too: the earlier one may have been hours ago, or a minute before the quiet hours.
        if (times.MayGo(entry.Id, pace, now))
            return null;
        var delivery = entry.Delivery;
        if (times.Next(entry.Id, delivery.Key, pace, now, delivery.NotAfter) is not { } due)
        {
            // What may be out only a person may call over.
            return entry with
            {
                State = entry.MayBeOut ? DeliveryState.Held : DeliveryState.Expired, Version = entry.Version + 1,
                Because = NoRoom(delivery) + (entry.MayBeOut ? " It was not found when it was last looked for; look once more." : ""),
            };
        }
        times.Plan(entry.Id, due);
        return entry with { Delivery = delivery with { DueAt = due, WallClock = null, Zone = null }, Version = entry.Version + 1 };
    }

    private static string NoRoom(Delivery delivery) => $"There was no room for it before {delivery.NotAfter?.UtcDateTime:yyyy-MM-dd HH:mm}Z, by the pace of its account.";
}
