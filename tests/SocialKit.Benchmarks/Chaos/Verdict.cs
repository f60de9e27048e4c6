using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>What the store says beside what the platform saw and what people were promised.</summary>
internal sealed class Verdict
{
    private readonly ILookup<string, PlatformEffect> _effects;
    private readonly Dictionary<string, Entry> _entries;
    private readonly IReadOnlyDictionary<string, Promise> _promises;
    private readonly HashSet<string> _everHeld;
    private readonly Waiting _waiting;

    /// <summary>Judges.</summary>
    /// <param name="entries">All entries, when nothing moves any more.</param>
    /// <param name="report">The oracle's.</param>
    /// <param name="people">Their promises.</param>
    /// <param name="everHeld">The keys of what was, or was about to be, held at some time: it lost its place in the order.</param>
    public Verdict(IReadOnlyList<Entry> entries, PlatformReport report, People people, IEnumerable<string> everHeld)
    {
        _effects = report.Effects.ToLookup(effect => effect.Delivery);
        _entries = entries.ToDictionary(entry => entry.Delivery.Key.Value);
        _promises = people.Promises;
        _everHeld = [.. everHeld];
        _waiting = new(entries);
        Effects = report.Effects.Count;
        foreach (var group in _effects.Where(group => group.Count() > 1))
            Duplicates.Add($"{group.Key} went out {group.Count()} times: {string.Join(", ", group.Select(effect => $"#{effect.N} at {effect.At}"))}");
        foreach (var entry in _entries.Values)
            Judge(entry);
        foreach (var key in _promises.Keys.Where(key => !_entries.ContainsKey(key)))
            Lost.Add($"{key} was promised and is not in the store");
        foreach (var group in _effects.Where(group => !_entries.ContainsKey(group.Key)))
            Wrong.Add($"{group.Key} is out and not in the store");
        if (Effects != Sent + HeldButOut)
            Wrong.Add($"effects {Effects}, sent {Sent}, held but out {HeldButOut}");
        if (report.Conflicts > 0)
            Wrong.Add($"{report.Conflicts} repeats had another body");
        if (report.Retries > 0)
            Wrong.Add($"{report.Retries} attempts arrived twice");
        foreach (var series in people.Series)
            JudgeSeries(series, people.SeriesEndedAt);
        JudgeOrder(report.Effects);
        if (people.HasWithdrawn)
            JudgeWithdrawal();
    }

    public int Effects { get; }

    public int Sent { get; private set; }

    public int Held { get; private set; }

    public int HeldButOut { get; private set; }

    public Dictionary<DeliveryState, int> States { get; } = [];

    /// <summary>How many pairs of neighbours were found in order.</summary>
    public int Ordered { get; private set; }

    public List<string> Duplicates { get; } = [];

    public List<string> Lost { get; } = [];

    public List<string> OutOfOrder { get; } = [];

    /// <summary>What is neither twice, lost nor out of order, and must not be all the same.</summary>
    public List<string> Wrong { get; } = [];

    public bool IsClean => Duplicates.Count + Lost.Count + OutOfOrder.Count + Wrong.Count == 0;

    private void Judge(Entry entry)
    {
        var key = entry.Delivery.Key.Value;
        var effects = _effects[key].ToList();
        var promise = _promises.GetValueOrDefault(key);
        States[entry.State] = States.GetValueOrDefault(entry.State) + 1;
        switch (entry.State)
        {
            case DeliveryState.Sent:
                Sent++;
                if (effects.Count == 0)
                    Lost.Add($"{key} is called sent and had no effect");
                else if (entry.Receipt?.Id is { } id && effects.TrueForAll(effect => effect.Id != id) && entry.Delivery.Act is not Act.Delete)
                    Wrong.Add($"{key} has the receipt of something else, {id}");
                if (entry.Delivery.NeedsApproval && entry.ApprovedHash != entry.Hash)
                    Wrong.Add($"{key} went out without approval");
                break;
            case DeliveryState.Held:
                Held++;
                HeldButOut += effects.Count;
                if (effects.Count > 0 && !entry.MayBeOut)
                    Wrong.Add($"{key} is out, held, and not known to be possibly out");
                break;
            case DeliveryState.Scheduled when _waiting.Waits(entry):
                break;
            case var state when state.IsInLane():
                Lost.Add($"{key} is still {state.Name()}: {entry.Because}");
                break;
            case DeliveryState.Failed:
                Lost.Add($"{key} failed: {entry.Because}");
                break;
            case DeliveryState.Expired when entry.Delivery is { NotAfter: null, Late: LateRule.Send, Series: null }:
                Lost.Add($"{key} expired: {entry.Because}");
                break;
        }
        if (effects.Count > 0 && entry.State is not (DeliveryState.Sent or DeliveryState.Held))
            Wrong.Add($"{key} is out and called {entry.State.Name()}: {entry.Because}");
        if (promise is null)
            return;
        if (promise.IsCancelled && effects.Count > 0)
            Wrong.Add($"{key} was cancelled and is out");
        foreach (var effect in effects.Where(effect => effect.Act == "publish" && !promise.Texts.Contains(effect.Text)))
            Wrong.Add($"{key} says \"{effect.Text}\" and should say \"{string.Join("\" or \"", promise.Texts)}\"");
        if (entry.Delivery.After is { } after && effects.Count > 0)
            JudgeReply(key, effects[0], _effects[after.Value].FirstOrDefault());
    }

    private void JudgeReply(string key, PlatformEffect reply, PlatformEffect? original)
    {
        if (original is null || reply.ReplyTo != original.Id || reply.N < original.N)
            OutOfOrder.Add($"{key} replies to {reply.ReplyTo} and should to {original?.Id ?? "nothing"}");
    }

    // What was due before, and kept its place, went out before.
    private void JudgeOrder(IReadOnlyList<PlatformEffect> effects)
    {
        foreach (var account in effects.DistinctBy(effect => effect.Delivery).GroupBy(effect => effect.Account))
        {
            Entry? before = null;
            foreach (var effect in account)
            {
                if (_promises.GetValueOrDefault(effect.Delivery) is not { IsTouched: false } || _everHeld.Contains(effect.Delivery) || !_entries.TryGetValue(effect.Delivery, out var entry) || entry.Delivery.After is not null)
                    continue;
                if (before is not null && (entry.Delivery.DueAt, entry.Id).CompareTo((before.Delivery.DueAt, before.Id)) < 0)
                    OutOfOrder.Add($"{before.Delivery.Key} went out before {effect.Delivery}");
                else if (before is not null)
                    Ordered++;
                before = entry;
            }
        }
    }

    private void JudgeSeries(Series series, DateTimeOffset? endedAt)
    {
        var made = _entries.Values.Where(entry => entry.Delivery.Series == series.Id).Select(entry => entry.Delivery.OccurrenceAt!.Value).Order().ToList();
        for (var i = 1; i < made.Count; i++)
        {
            if (made[i] - made[i - 1] != TimeSpan.FromMinutes(1))
                Lost.Add($"{series.Key} has nothing between {made[i - 1]:HH:mm} and {made[i]:HH:mm}");
        }
        // What was ended before its first occurrence was due need not have made any: in a short run on a busy machine no worker lives long enough to make it ahead.
        if (made.Count == 0 && endedAt < series.NextAt)
            return;
        if (made.Count == 0 || made[0] != series.NextAt)
            Lost.Add($"{series.Key} did not begin at {series.NextAt:HH:mm}");
    }

    // What was sent of a withdrawn campaign is taken back; a person looks after what is held.
    private void JudgeWithdrawal()
    {
        var deleted = _effects.SelectMany(group => group).Where(effect => effect.Act == "delete").Select(effect => effect.ReplyTo).ToHashSet();
        foreach (var entry in _entries.Values.Where(entry => entry.Delivery.Campaign == People.Withdrawn && entry.Delivery.Act is not Act.Delete && entry.State == DeliveryState.Sent))
        {
            if (!deleted.Contains(entry.Receipt!.Id) && !_entries.Values.Any(other => other.State == DeliveryState.Held && other.Delivery.Act is Act.Delete delete && delete.Post.Id == entry.Receipt.Id))
                Wrong.Add($"{entry.Delivery.Key} was withdrawn and still stands");
        }
    }
}
