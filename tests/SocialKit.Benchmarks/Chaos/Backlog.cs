using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Posts that are all due now, some for each account.</summary>
internal static class Backlog
{
    private const int OfEach = 8;
    private const int Accounts = 4;

    public static IReadOnlyList<NewDelivery> Make(Ids ids, int round)
    {
        List<NewDelivery> made = [];
        var due = TimeProvider.System.GetUtcNow();
        foreach (var kind in PlatformKinds.All)
        {
            for (var i = 0; i < Accounts * OfEach; i++)
            {
                var from = People.Account(kind, 1 + (i % Accounts));
                var name = string.Create(CultureInfo.InvariantCulture, $"backlog-{round}-{i}");
                made.Add(new(ids.Next(), new Delivery(DeliveryKey.Of("", name, "en", from.Id, "once"), from, due, new Act.Publish(new Post(kind.Id(), $"Free the invented prisoner, {name}")))));
            }
        }
        return made;
    }
}
