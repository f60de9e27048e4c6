namespace SocialKit.Deliveries;

/// <summary>What takes back a post that is out.</summary>
/// <param name="ids">Makes the ids.</param>
public sealed class Withdrawal(Ids ids)
{
    /// <summary>The delivery that deletes what <paramref name="sent"/> became; null if it takes something back itself.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="post">The post it became.</param>
    /// <param name="now">When it is due: at once.</param>
    public NewDelivery? Of(Delivery sent, PostRef post, DateTimeOffset now)
    {
        if (sent.Act is Act.Delete)
            return null;
        var key = DeliveryKey.Of(sent.Campaign ?? "", "delete", "", sent.From.Id, sent.Key.Value);
        return new(ids.Next(), new Delivery(key, sent.From, now, new Act.Delete(post)) { Campaign = sent.Campaign });
    }
}
