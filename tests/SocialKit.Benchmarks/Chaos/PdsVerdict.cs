using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>What the PDS holds beside what was promised.</summary>
internal sealed class PdsVerdict
{
    public int Sent { get; private set; }

    public int Held { get; private set; }

    public int Posts { get; private set; }

    public int Reposts { get; private set; }

    public List<string> Duplicates { get; } = [];

    public List<string> Lost { get; } = [];

    public List<string> OutOfOrder { get; } = [];

    public List<string> Wrong { get; } = [];

    public bool IsClean => Duplicates.Count + Lost.Count + OutOfOrder.Count + Wrong.Count == 0;

    /// <summary>Compares, when nothing moves any more.</summary>
    public static async Task<PdsVerdict> OfAsync(PdsServer pds, PdsAccounts accounts, IOutbox outbox, IReadOnlyList<NewDelivery> promised, IReadOnlyList<PostRef> subjects)
    {
        var verdict = new PdsVerdict();
        foreach (var account in accounts.All)
        {
            var posts = await pds.RecordsAsync(account.UserId!, "app.bsky.feed.post");
            var reposts = await pds.RecordsAsync(account.UserId!, "app.bsky.feed.repost");
            (verdict.Posts, verdict.Reposts) = (verdict.Posts + posts.Count, verdict.Reposts + reposts.Count);
            var there = posts.ToLookup(record => Value(record, "text")!);
            var passedOn = reposts.ToLookup(record => record.GetProperty("value").GetProperty("subject").GetProperty("uri").GetString()!);
            var own = promised.Where(added => added.Delivery.From.Id == account.Id).ToList();
            foreach (var added in own)
                verdict.Judge((await outbox.ReadAsync(added.Id, CancellationToken.None))!, added.Delivery.Act is Act.Repost repost ? passedOn[repost.Original.Id] : there[((Act.Publish)added.Delivery.Act).Post.Text]);
            var texts = own.Select(added => (added.Delivery.Act as Act.Publish)?.Post.Text).ToHashSet();
            verdict.Wrong.AddRange(there.Where(group => !texts.Contains(group.Key)).Select(group => $"{account.Id} says \"{group.Key}\", which nobody asked for"));
            verdict.Wrong.AddRange(passedOn.Where(group => subjects.All(subject => subject.Id != group.Key)).Select(group => $"{account.Id} passed on {group.Key}, which nobody asked for"));
        }
        return verdict;
    }

    private void Judge(Entry entry, IEnumerable<JsonElement> found)
    {
        var records = found.ToList();
        var key = entry.Delivery.Key.Value;
        if (records.Count > 1)
            Duplicates.Add($"{key} is there {records.Count} times");
        switch (entry.State)
        {
            case DeliveryState.Sent:
                Sent++;
                if (records.Count == 0)
                    Lost.Add($"{key} is called sent and is not there");
                else if (records.TrueForAll(record => record.GetProperty("uri").GetString() != entry.Receipt!.Id))
                    Wrong.Add($"{key} has the receipt of something else, {entry.Receipt!.Id}");
                break;
            case DeliveryState.Held:
                Held++;
                Lost.Add($"{key} is held, though this platform can always tell: {entry.Because}");
                break;
            default:
                Lost.Add($"{key} is {entry.State.Name()}: {entry.Because}");
                break;
        }
        if (entry.Delivery.After is not null && records.Count > 0 && records[0].GetProperty("value").TryGetProperty("reply", out var reply) is var isReply
            && (!isReply || reply.GetProperty("parent").GetProperty("uri").GetString() != entry.Predecessor?.Id))
            OutOfOrder.Add($"{key} does not reply to {entry.Predecessor?.Id}");
    }

    private static string? Value(JsonElement record, string name) => record.GetProperty("value").GetProperty(name).GetString();
}
