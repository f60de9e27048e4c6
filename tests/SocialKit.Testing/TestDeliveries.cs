using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Testing;

/// <summary>Deliveries of invented people on <see cref="FakePlatform"/>, a few words each.</summary>
/// <param name="ids">Makes their ids.</param>
public sealed class TestDeliveries(Ids ids)
{
    private int _count;

    /// <summary>Ids that are the same in every run.</summary>
    public Ids Ids => ids;

    /// <summary>An account on Alpha.</summary>
    public static Account Anna { get; } = new("anna", new("alpha"), "anna_invented");

    /// <summary>Another account on Alpha.</summary>
    public static Account Boris { get; } = new("boris", new("alpha"), "boris_invented");

    /// <summary>An account on Beta.</summary>
    public static Account Chen { get; } = new("chen", new("beta"), "chen.invented.example");

    /// <summary>A post that no other says, from <paramref name="from"/>, due at <paramref name="due"/>.</summary>
    public NewDelivery Post(Account from, DateTimeOffset due, string? text = null, string? campaign = null, Func<Delivery, Delivery>? with = null)
    {
        var n = ++_count;
        var post = new Post(from.Platform, text ?? $"Free the invented prisoner {n}") { Language = "en" };
        var delivery = new Delivery(DeliveryKey.Of(campaign ?? "", $"message-{n}", "en", from.Id, "once"), from, due, new Act.Publish(post)) { Campaign = campaign };
        return new(ids.Next(), with is null ? delivery : with(delivery));
    }
}
