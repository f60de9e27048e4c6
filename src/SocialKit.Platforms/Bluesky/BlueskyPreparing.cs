using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Makes the record of what is to go out: resolves, reads and uploads what it refers to. Nobody sees any of it.</summary>
/// <param name="services">The clock.</param>
/// <param name="records">Reads posts that are replied to.</param>
/// <param name="posts">Reads posts that are passed on.</param>
/// <param name="mentions">Resolves handles.</param>
/// <param name="uploads">Uploads pictures.</param>
/// <param name="cards">Reads pages for link cards.</param>
internal sealed class BlueskyPreparing(PlatformServices services, RecordReads records, BlueskyPosts posts, BlueskyMentions mentions, BlueskyUploads uploads, LinkCardReader cards)
{
    /// <summary>Makes the wire form of a delivery.</summary>
    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => (BlueskyHome.Of(delivery.From), delivery.Act) switch
    {
        (null, _) => Impossible(BlueskyHome.Missing(delivery.From)),
        ({ } home, Act.Publish publish) => PostAsync(delivery, home, publish.Post, media, cancellationToken),
        ({ } home, Act.Repost repost) => RepostAsync(home, repost, cancellationToken),
        ({ } home, Act.Delete delete) => Deletion(home, delete.Post),
        _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
    };

    private async Task<Preparation> PostAsync(Delivery delivery, BlueskyHome home, Post post, IMediaSource media, CancellationToken cancellationToken)
    {
        if (!WholeText.Is(post.Text))
            return await Refuse("half-a-character", "The text holds half a character, which cannot be sent.").ConfigureAwait(false);
        var wantsCard = post.Option(LinkCardReader.Option) is not null;
        if (wantsCard && post.Media.Count > 0)
            return await Refuse("card-and-pictures", $"A post on Bluesky has pictures or a link card, never both. Take out the option {LinkCardReader.Option}, or the pictures.").ConfigureAwait(false);
        var facets = BlueskyFacets.Of(post);
        var (dids, unresolved) = await mentions.ResolveAsync(home.Server, facets, post.Option(BlueskyMentions.Option) == BlueskyMentions.StayPlain, cancellationToken).ConfigureAwait(false);
        if (unresolved is not null)
            return new Preparation.Impossible(unresolved);
        var (reply, unread) = delivery.ReplyTo is { } parent ? await ReplyAsync(home, parent, cancellationToken).ConfigureAwait(false) : (null, null);
        if (unread is not null)
            return new Preparation.Impossible(unread);
        var (pictures, notUploaded) = await uploads.UploadAsync(delivery.From, home.Server, post, media, cancellationToken).ConfigureAwait(false);
        if (notUploaded is not null)
            return new Preparation.Impossible(notUploaded);
        var parts = new PostParts { Facets = facets, Dids = dids, Reply = reply, Pictures = pictures };
        if (wantsCard && facets.OfType<BlueskyFacet.Link>().FirstOrDefault() is { } link)
            parts = parts with { Card = await CardAsync(delivery.From, home, link.Uri, cancellationToken).ConfigureAwait(false) };
        return new Preparation.Ready(BlueskyWire.Put(new(home.Did, RecordName.Posts, RecordKeys.OfPost(delivery)), BlueskyRecords.Post(post, parts, services.Clock.GetUtcNow())));
    }

    // A reply names the first post of its thread beside the one that it replies to.
    private async Task<(ReplyRefs? Reply, Outcome? Obstacle)> ReplyAsync(BlueskyHome home, PostRef post, CancellationToken cancellationToken)
    {
        if (!RecordName.TryParse(post.Id, out var name))
            return (null, new Outcome.Refused("no-post", $"\"{post.Id}\" is no post on Bluesky that could be replied to."));
        return await records.ReadAsync(home.Server, name, cancellationToken).ConfigureAwait(false) switch
        {
            RecordRead.Found found => (new(RecordRef.Read(found.Value.Member("reply")?.Member("root")) ?? found.Ref, found.Ref), null),
            RecordRead.NotThere missing => (null, new Outcome.Refused("predecessor-gone", $"The post that it replies to is not there any more: {missing.Reason}")),
            RecordRead.Unknown unknown => (null, unknown.Why),
            _ => throw new InvalidOperationException(),
        };
    }

    // A server takes a repost of nothing: so it is read first, on its author's own server, which knows best whether it is there and as it was.
    private async Task<Preparation> RepostAsync(BlueskyHome home, Act.Repost repost, CancellationToken cancellationToken)
    {
        if (!RecordName.TryParse(repost.Original.Id, out var name) || name.Collection != RecordName.Posts)
            return await Refuse("no-post", $"\"{repost.Original.Id}\" is no post on Bluesky.").ConfigureAwait(false);
        return await posts.ReadAsync(home, name, cancellationToken).ConfigureAwait(false) switch
        {
            BlueskyPostRead.There { Found: var found } when repost.Seen?.Version is { } seen && seen != found.Ref.Cid =>
                new Preparation.Impossible(new Outcome.Refused(RepostRefusals.OriginalEdited, "The post was edited since it was chosen.")),
            BlueskyPostRead.There { Found: var found } =>
                new Preparation.Ready(BlueskyWire.Put(new(home.Did, RecordName.Reposts, RecordKeys.OfRepost(home.Did, found.Name)), BlueskyRecords.Repost(found.Ref, services.Clock.GetUtcNow()))),
            BlueskyPostRead.Gone gone => new Preparation.Impossible(new Outcome.Refused(RepostRefusals.OriginalGone, $"The post is not there any more: {gone.Reason}")),
            BlueskyPostRead.Failed failed => new Preparation.Impossible(new Outcome.NotSent(failed.Reason, failed.RetryAfter)),
            _ => throw new InvalidOperationException(),
        };
    }

    private static Task<Preparation> Deletion(BlueskyHome home, PostRef post) =>
        RecordName.TryParse(post.Id, out var name) && name.Repo == home.Did && name.Collection is RecordName.Posts or RecordName.Reposts
            ? Task.FromResult<Preparation>(new Preparation.Ready(BlueskyWire.Delete(name)))
            : Refuse("no-post", $"\"{post.Id}\" is no post of this account.");

    // A card adorns a link that stands in the text anyway: a page that cannot be read does not keep the post back.
    private async Task<PostCard?> CardAsync(Account account, BlueskyHome home, string address, CancellationToken cancellationToken)
    {
        if (await cards.ReadAsync(address, cancellationToken).ConfigureAwait(false) is not { } card)
            return null;
        BlobRef? thumb = null;
        if (card.Thumb is { } picture)
            (thumb, _) = await uploads.UploadAsync(account, home.Server, picture.Bytes, picture.Type, cancellationToken).ConfigureAwait(false);
        return new(address, card.Title, card.Description, thumb);
    }

    private static Task<Preparation> Refuse(string code, string reason) => Impossible(new Outcome.Refused(code, reason));

    private static Task<Preparation> Impossible(Outcome outcome) => Task.FromResult<Preparation>(new Preparation.Impossible(outcome));
}
