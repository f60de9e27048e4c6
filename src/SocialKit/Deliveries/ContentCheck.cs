using SocialKit.Posts;

namespace SocialKit.Deliveries;

/// <summary>The last check before a post goes out: what is in the store is what was scheduled and approved, and the platform's rules still take it.</summary>
/// <param name="platforms">The platforms, with their rules; the account's limits come with the delivery, as they were when it was scheduled.</param>
public sealed class ContentCheck(PlatformSet platforms)
{
    /// <summary>Why <paramref name="entry"/> may not go out as it is, in words; null if it may.</summary>
    public string? Objection(Entry entry)
    {
        var delivery = entry.Delivery;
        var hash = DeliveryContent.HashOf(delivery);
        if (hash != entry.Hash)
            return $"Its content is not what was stored: {string.Join(", ", hash.ChangedSince(entry.Hash))} changed.";
        if (delivery.NeedsApproval && entry.ApprovedHash != hash)
            return entry.ApprovedHash is { } approved ? $"Changed since {entry.ApprovedBy} approved it: {string.Join(", ", hash.ChangedSince(approved))}." : "Nobody has approved it.";
        if (!platforms.TryFind(delivery.From.Platform.Value, out var platform))
            return $"The platform {delivery.From.Platform} is not known here.";
        if (delivery.Act is not Act.Publish { Post: var post })
            return null;
        if (post.Platform != delivery.From.Platform)
            return $"The post is made for {post.Platform}, and the account is on {delivery.From.Platform}.";
        var rules = platform.Rules.For(delivery.From);
        Check check;
        try
        {
            check = Checker.Check(new Composition(post, post.Text, TextMap.Identity, []), new CheckContext(platform, rules) { Platforms = platforms });
        }
#pragma warning disable CA1031 // A fault in a platform's rules holds this post; thrown further it would end the lane at this post again and again, and nobody would know why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"It could not be checked ({exception.GetType().Name}).";
        }
        return check.MayPublish ? null : string.Join(" ", check.Findings.Where(finding => finding.Severity != Severity.Warning).Select(finding => $"{finding.Code}: {finding.Reason}"));
    }
}
