using System.Globalization;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Benchmarks.Queues;

/// <summary>Invented posts in numbers.</summary>
internal sealed class QueuePosts
{
    private readonly Ids _ids = new(TimeProvider.System, new Random(1));
    private int _count;

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Makes posts, each account's turn after the other.</summary>
    /// <param name="count">How many.</param>
    /// <param name="accounts">From how many accounts of each platform.</param>
    /// <param name="due">When each is due.</param>
    /// <param name="kinds">On which platforms; all by default.</param>
    public List<NewDelivery> Make(int count, int accounts, Func<int, DateTimeOffset> due, IReadOnlyList<PlatformKind>? kinds = null)
    {
        kinds ??= PlatformKinds.All;
        List<NewDelivery> made = new(count);
        for (var i = 0; i < count; i++)
        {
            var kind = kinds[i % kinds.Count];
            var from = People.Account(kind, 1 + (i / kinds.Count % accounts));
            var name = string.Create(CultureInfo.InvariantCulture, $"m{++_count}");
            var text = $"Free the invented prisoner of conscience, whom nobody has seen for years. Ask the invented prosecutor why. Number {name} #FreeThem https://alpha.example/actions/{name}";
            made.Add(new(_ids.Next(), new Delivery(DeliveryKey.Of("", name, "en", from.Id, "once"), from, due(i), new Act.Publish(new Post(kind.Id(), text) { Language = "en" }))));
        }
        return made;
    }

    public static async Task AddAsync(IOutbox outbox, IReadOnlyList<NewDelivery> posts)
    {
        foreach (var thousand in posts.Chunk(1000))
        {
            if (await outbox.AddAsync(new(thousand), CancellationToken.None) is not AddResult.Stored)
                throw new InvalidOperationException("The posts were refused.");
        }
    }
}
