using System.Globalization;
using System.Text.Json;
using SocialKit.Cli.Preview;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Scheduling;

/// <summary>What publishing costs on one platform, added up.</summary>
/// <param name="Platform">Where.</param>
/// <param name="Posts">How many posts cost something.</param>
/// <param name="Amount">All of them together.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="AsOf">When the prices were read.</param>
internal sealed record Cost(Platform Platform, int Posts, decimal Amount, string Currency, DateOnly AsOf)
{
    /// <summary>What all of <paramref name="acts"/> cost together, a line a platform; empty where nothing costs anything.</summary>
    public static IReadOnlyList<Cost> Of(IEnumerable<Act> acts, PlatformSet platforms) =>
    [
        .. acts.OfType<Act.Publish>()
            .Select(publish => (Platform: platforms.TryFind(publish.Post.Platform.Value, out var platform) ? platform : null, publish.Post.Text))
            .Where(post => post.Platform?.Price is not null)
            .Select(post => (Platform: post.Platform!, Price: Price(post.Platform!, post.Text)))
            .GroupBy(post => (post.Platform.Id, post.Price.Currency))
            .Select(group => new Cost(group.First().Platform, group.Count(), group.Sum(post => post.Price.Amount), group.Key.Currency, group.Min(post => post.Price.AsOf))),
    ];

    /// <summary><c>$0.215 for 3 posts on X (prices of 22 August 2026)</c></summary>
    public string Words => $"{PreviewWords.Money(Amount, Currency)} for {(Posts == 1 ? "a post" : $"{Posts.ToString("N0", CultureInfo.InvariantCulture)} posts")} on {Platform.Name} (prices of {PreviewWords.Day(AsOf)})";

    /// <summary>Writes <paramref name="costs"/> as the property <c>cost</c>, where there are any.</summary>
    public static void WriteIfAny(Utf8JsonWriter json, IReadOnlyList<Cost> costs)
    {
        if (costs.Count == 0)
            return;
        json.WriteStartArray("cost");
        foreach (var cost in costs)
        {
            json.WriteStartObject();
            json.WriteString("platform", cost.Platform.Id.Value);
            json.WriteNumber("posts", cost.Posts);
            json.WriteNumber("amount", cost.Amount);
            json.WriteString("currency", cost.Currency);
            json.WriteString("asOf", cost.AsOf.ToString("O", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static Price Price(Platform platform, string text)
    {
        List<Entity> entities = [];
        platform.Rules.Read(text, entities);
        return platform.Price!.OfPost(text, entities);
    }
}
