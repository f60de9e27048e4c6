using System.Text.Json;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Pictures;
using SocialKit.Platforms.Graph;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Facebook;

/// <summary>Posts as a Facebook page: text, pictures with their alternative texts, a link's card, replies as comments.</summary>
/// <remarks>Facebook has nothing to tell a repeat by, and a 500 can hide a post that is out: after an unclear answer the page's feed is read (<see cref="FacebookLook"/>).</remarks>
internal sealed class FacebookSender : ISender
{
    private const string Name = "Facebook";

    // Graph API, Rate Limits, read 2026-11: 4,800 calls in 24 hours for each person who engages with the page; that is the least of it.
    private static readonly RateBudget Budget = new(4800, TimeSpan.FromDays(1));

    private readonly FacebookApi _api;
    private readonly GraphAccount _graph;
    private readonly FacebookLook _look;

    /// <summary>Writes through <paramref name="services"/>.</summary>
    public FacebookSender(PlatformServices services, FacebookApi api, ISignIn signIn)
    {
        _api = api;
        _graph = new(Name, services, signIn);
        _look = new(_graph, api, services.Clock);
    }

    /// <inheritdoc/>
    public RateBudget? BudgetFor(Account account) => Budget;

    /// <inheritdoc/>
    public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        if (delivery.From.UserId is null)
            return Impossible(new Outcome.AccountStopped($"Which page {delivery.From.Id} is was never asked. Run \"socialkit login facebook\"."));
        return delivery.Act switch
        {
            Act.Publish publish => await PrepareAsync(delivery, publish.Post, media, cancellationToken).ConfigureAwait(false),
            Act.Delete => new Preparation.Ready(new("", "delete"u8.ToArray())),
            _ => Impossible(new Outcome.Refused("no-reposts", "A Facebook page cannot repost by this program: share the post in the app.")),
        };
    }

    /// <inheritdoc/>
    public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        if (delivery.Act is Act.Delete { Post: var post })
            return DeleteAsync(delivery, post, cancellationToken);
        var call = new HttpCall(HttpMethod.Post, _api.To(delivery.ReplyTo is { } parent ? [parent.Id, "comments"] : [delivery.From.UserId!, "feed"]))
        {
            Body = wire.Body,
            BodyType = "application/x-www-form-urlencoded",
        };
        return _graph.WriteAsync(delivery.From, call, json => json.Text("id") is { } id ? new Outcome.Done(FacebookLook.PostAt(id)) : null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => delivery.Act switch
    {
        Act.Publish { Post: var post } => _look.ForPostAsync(delivery, post.Text, attempt, cancellationToken),
        Act.Delete { Post: var post } => _look.ForDeletionAsync(delivery.From, post, cancellationToken),
        _ => Task.FromResult<Sighting>(new Sighting.CannotTell("Nothing like it is ever sent.")),
    };

    private async Task<Preparation> PrepareAsync(Delivery delivery, Post post, IMediaSource media, CancellationToken cancellationToken)
    {
        if (!WholeText.Is(post.Text) || post.Media.Any(file => !WholeText.Is(file.AltText)))
            return Impossible(new Outcome.Refused("half-a-character", "The text holds half a character, which no network can carry."));
        if (delivery.ReplyTo is not null && post.Media.Count > 0)
            return Impossible(new Outcome.Refused("pictures-in-reply", "A reply on Facebook is a comment, and this program puts no pictures into comments."));
        List<(string, string)> fields = [("message", post.Text)];
        if (post.Media.Count == 0 && delivery.ReplyTo is null && FirstLink(post) is { } link)
            fields.Add(("link", link));
        foreach (var file in post.Media)
        {
            if (file.Sha256 is not { } hash || await media.ReadMediaAsync(hash, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return Impossible(new Outcome.Refused("picture-not-kept", $"The picture {file.File} was not kept when this was scheduled."));
            // Cleaned again: what is uploaded says nothing of place and camera, whoever put it into the store.
            if (CleanPicture.Of(bytes) is not { } picture)
                return Impossible(new Outcome.Refused("no-picture", $"{file.File} is no picture that Facebook takes."));
            var uploaded = await UploadAsync(delivery.From, picture, file.AltText, cancellationToken).ConfigureAwait(false);
            if (uploaded is not Outcome.Done { Post.Id: var id })
                return Impossible(uploaded);
            fields.Add(($"attached_media[{fields.Count - 1}]", $"{{\"media_fbid\":\"{JsonEncodedText.Encode(id)}\"}}"));
        }
        return new Preparation.Ready(new("", HttpCall.Form(_api.To(), fields).Body));
    }

    // An unpublished photo is seen by nobody: what is unclear about an upload is tried again.
    private async Task<Outcome> UploadAsync(Account account, CleanPicture picture, string alt, CancellationToken cancellationToken)
    {
        var form = new MultipartBody();
        form.Add("published", "false");
        form.Add("alt_text_custom", alt);
        form.Add("source", "picture" + picture.Facts.FileEnd, picture.Facts.MediaType, picture.Bytes);
        var (type, body) = form.Write();
        var call = new HttpCall(HttpMethod.Post, _api.To(account.UserId!, "photos")) { Body = body, BodyType = type, Timeout = TimeSpan.FromMinutes(2) };
        var outcome = await _graph.WriteAsync(account, call, json => json.Text("id") is { } id ? new Outcome.Done(FacebookLook.PostAt(id)) : null, cancellationToken).ConfigureAwait(false);
        return outcome is Outcome.Unclear unclear ? new Outcome.NotSent($"The picture could not be uploaded. {unclear.Reason}") { HttpStatus = unclear.HttpStatus, Evidence = unclear.Evidence } : outcome;
    }

    private async Task<Outcome> DeleteAsync(Delivery delivery, PostRef post, CancellationToken cancellationToken)
    {
        var outcome = await _graph.WriteAsync(delivery.From, new(HttpMethod.Delete, _api.To(post.Id)), json => json.IsTrue("success") ? new Outcome.Done(post) : null, cancellationToken).ConfigureAwait(false);
        // "It does not exist, or you may not see it": which of both, a look tells.
        return outcome is Outcome.Refused { Code: "100/33" } gone ? new Outcome.Unclear(gone.Reason) { HttpStatus = gone.HttpStatus, Evidence = gone.Evidence } : outcome;
    }

    private static string? FirstLink(Post post)
    {
        List<Entity> entities = [];
        new FacebookRules().Read(post.Text, entities);
        foreach (var entity in entities)
        {
            var address = post.Links.FirstOrDefault(link => link.Span == entity.Span).Address ?? post.Text[entity.Start..entity.End];
            if (entity.Kind == EntityKind.Link && address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
                return address;
        }
        return null;
    }

    private static Preparation.Impossible Impossible(Outcome outcome) => new(outcome);
}
