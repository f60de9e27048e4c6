namespace SocialKit.Deliveries;

/// <summary>What may be added, and how it stands in the store at first: pure functions that every store calls inside its transaction.</summary>
public static class AddRules
{
    /// <summary>The entry that a new delivery becomes.</summary>
    public static Entry EntryOf(NewDelivery added) =>
        new(added.Id, InItsTime(added.Delivery) with { ReplyTo = null }, added.State, DeliveryContent.HashOf(added.Delivery)) { Because = added.Because };

    /// <summary>The delivery, due no earlier than its embargo ends: so a lane never comes up for what may not go out yet.</summary>
    internal static Delivery InItsTime(Delivery delivery) =>
        delivery.NotBefore > delivery.DueAt ? delivery with { DueAt = delivery.NotBefore.Value } : delivery;

    /// <summary>The entry that an occurrence of a series becomes.</summary>
    /// <param name="added">The occurrence.</param>
    /// <param name="sameWords">Another account's delivery on the platform that says the same words; null if there is none.</param>
    public static Entry EntryOf(NewDelivery added, DeliveryKey? sameWords) =>
        sameWords is { } other
            ? EntryOf(added) with { State = DeliveryState.Held, Because = $"The same words go out from another account of {added.Delivery.From.Platform} ({other})." }
            : EntryOf(added);

    /// <summary>True if an entry in this state says words that no other account may say.</summary>
    public static bool SpeaksFor(DeliveryState state) => !state.IsDead();

    /// <summary>What stands against adding.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isThere">True for a key, or an occurrence, that is in the store: it is left as it is, and nothing stands against it.</param>
    /// <param name="isStopped">True for a campaign that is stopped.</param>
    /// <param name="sayer">The key of a delivery in the store on this platform, from another account than this, that says these words in a state that <see cref="SpeaksFor"/>; null if there is none.</param>
    /// <param name="platformOf">The platform of the lane of this account; null if there is no such lane.</param>
    public static IReadOnlyList<AddObstacle> Obstacles(
        AddRequest request, Func<NewDelivery, bool> isThere, Func<string, bool> isStopped, Func<PlatformId, string, string, DeliveryKey?> sayer, Func<string, PlatformId?> platformOf)
    {
        List<AddObstacle> obstacles = [];
        HashSet<string> campaigns = [];
        Dictionary<(PlatformId, string), (DeliveryKey Key, string Account)> said = [];
        Dictionary<string, PlatformId> platforms = [];
        foreach (var added in request.Deliveries)
        {
            if (isThere(added))
                continue;
            var delivery = added.Delivery;
            if (delivery.Act is not Act.Delete)
                CheckCampaign(delivery.Campaign);
            CheckAccount(delivery.Key, delivery.From);
            if (added.Words is not { } words || !SpeaksFor(added.State))
                continue;
            CheckWords(delivery.Key, delivery.From, words);
        }
        foreach (var series in request.Series)
        {
            CheckCampaign(series.Campaign);
            CheckAccount(series.Key, series.From);
            foreach (var words in series.Turns.Select(TextWords.Of).OfType<string>().Distinct())
                CheckWords(series.Key, series.From, words);
        }
        return obstacles;

        void CheckCampaign(string? campaign)
        {
            if (campaign is not null && campaigns.Add(campaign) && isStopped(campaign))
                obstacles.Add(new AddObstacle.CampaignStopped(campaign));
        }

        void CheckWords(DeliveryKey key, Account from, string words)
        {
            if (sayer(from.Platform, words, from.Id) is { } other)
                obstacles.Add(new AddObstacle.SameWords(key, other));
            else if (!said.TryAdd((from.Platform, words), (key, from.Id)) && said[(from.Platform, words)] is var first && first.Account != from.Id)
                obstacles.Add(new AddObstacle.SameWords(key, first.Key));
        }

        void CheckAccount(DeliveryKey key, Account account)
        {
            if (!platforms.TryGetValue(account.Id, out var platform))
                platforms[account.Id] = platform = platformOf(account.Id) ?? account.Platform;
            if (platform != account.Platform)
                obstacles.Add(new AddObstacle.AccountElsewhere(key, platform));
        }
    }
}
