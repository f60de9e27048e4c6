using System.Text;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Graph;
using SocialKit.Platforms.Http;
using SocialKit.Posts;

namespace SocialKit.Platforms.Threads;

/// <summary>Publishes texts on Threads, in two steps: a container, which nobody sees, is made while it is prepared; sending publishes it. Its id is the wire form.</summary>
/// <remarks>Whether a container was published can be asked, and one container is one post: so it is the same container that is published again, never a second one (<see cref="ThreadsLook"/>).</remarks>
internal sealed class ThreadsSender : ISender
{
    private const string Name = "Threads";
    private const string Form = "application/x-www-form-urlencoded";
    private const string NotFound = "24/4279009";

    // Overview, rate limits, 2025-12: 250 posts in 24 hours. Whether more is left is asked before each.
    private static readonly RateBudget Budget = new(250, TimeSpan.FromDays(1));

    private readonly ThreadsApi _api;
    private readonly GraphAccount _graph;
    private readonly ThreadsContainers _containers;
    private readonly ThreadsLook _look;

    /// <summary>Writes through <paramref name="services"/>.</summary>
    public ThreadsSender(PlatformServices services, ThreadsApi api, ISignIn signIn)
    {
        _api = api;
        _graph = new(Name, services, signIn, ThreadsSignIn.Early);
        _containers = new(_graph, api, services.Clock);
        _look = new(_graph, _containers, api, services.Clock);
    }

    /// <inheritdoc/>
    public RateBudget? BudgetFor(Account account) => Budget;

    /// <inheritdoc/>
    public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        if (delivery.From.UserId is null)
            return Impossible(new Outcome.AccountStopped($"Who {delivery.From.Id} is was never asked. Run \"socialkit login threads\"."));
        return delivery.Act switch
        {
            Act.Publish { Post: var post } => await PrepareAsync(delivery, post, cancellationToken).ConfigureAwait(false),
            Act.Delete => new Preparation.Ready(new("", "delete"u8.ToArray())),
            _ => Impossible(new Outcome.Refused("no-reposts", "This program does not repost on Threads.")),
        };
    }

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        if (delivery.Act is Act.Delete { Post: var post })
            return await DeleteAsync(delivery, post, cancellationToken).ConfigureAwait(false);
        var call = new HttpCall(HttpMethod.Post, _api.To(delivery.From.UserId!, "threads_publish")) { Body = wire.Body, BodyType = Form };
        var outcome = await _graph.WriteAsync(delivery.From, call, json => json.Id("id") is { } id ? new Outcome.Done(new(ThreadsPlatform.Id, id)) : null, cancellationToken).ConfigureAwait(false);
        return outcome switch
        {
            Outcome.Done done => done with { Post = await _look.WithAddressAsync(delivery.From, done.Post, cancellationToken).ConfigureAwait(false) },
            // Known of containers that are some seconds old: the next attempt makes another. One that may be out already is looked for before.
            Outcome.Refused { Code: NotFound } lost => new Outcome.NotSent($"Threads does not find the container that it made: {lost.Reason}") { HttpStatus = lost.HttpStatus, Evidence = lost.Evidence },
            _ => outcome,
        };
    }

    /// <inheritdoc/>
    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => delivery.Act switch
    {
        Act.Publish { Post: var post } => _look.ForPostAsync(delivery, post.Text, wire.Key, attempt, cancellationToken),
        Act.Delete { Post: var post } => _look.ForDeletionAsync(delivery.From, post, cancellationToken),
        _ => Task.FromResult<Sighting>(new Sighting.CannotTell("Nothing like it is ever sent.")),
    };

    private async Task<Preparation> PrepareAsync(Delivery delivery, Post post, CancellationToken cancellationToken)
    {
        if (post.Media.Count > 0)
            return Impossible(new Outcome.Refused("pictures-by-address", "Threads takes pictures only from a public address on the web, and this program puts none there. Publish this one by hand in the app."));
        if (!WholeText.Is(post.Text))
            return Impossible(new Outcome.Refused("half-a-character", "The text holds half a character, which no network can carry."));
        if (await _containers.FullAsync(delivery, cancellationToken).ConfigureAwait(false) is { } full)
            return Impossible(full);
        List<(string, string)> fields = [("media_type", "TEXT"), ("text", post.Text)];
        if (delivery.ReplyTo is { } parent)
            fields.Add(("reply_to_id", parent.Id));
        var made = await _graph.WriteAsync(delivery.From, HttpCall.Form(_api.To(delivery.From.UserId!, "threads"), fields), json => json.Id("id") is { } id ? new Outcome.Done(new(ThreadsPlatform.Id, id)) : null, cancellationToken).ConfigureAwait(false);
        if (made is Outcome.Unclear unclear)
            // Nobody sees a container, and one that is never published expires.
            return Impossible(new Outcome.NotSent($"The container could not be made. {unclear.Reason}") { HttpStatus = unclear.HttpStatus, Evidence = unclear.Evidence });
        if (made is not Outcome.Done { Post.Id: var container })
            return Impossible(made);
        return await _containers.ReadyAsync(delivery.From, container, cancellationToken).ConfigureAwait(false) is { } notReady
            ? Impossible(notReady)
            : new Preparation.Ready(new(container, Encoding.ASCII.GetBytes($"creation_id={Uri.EscapeDataString(container)}")));
    }

    private async Task<Outcome> DeleteAsync(Delivery delivery, PostRef post, CancellationToken cancellationToken)
    {
        var outcome = await _graph.WriteAsync(delivery.From, new(HttpMethod.Delete, _api.To(post.Id)), json => json.IsTrue("success") ? new Outcome.Done(post) : null, cancellationToken).ConfigureAwait(false);
        // "It does not exist, or you may not see it": which of both, a look tells.
        return outcome is Outcome.Refused { Code: "100/33" or NotFound } gone ? new Outcome.Unclear(gone.Reason) { HttpStatus = gone.HttpStatus, Evidence = gone.Evidence } : outcome;
    }

    private static Preparation.Impossible Impossible(Outcome outcome) => new(outcome);
}
