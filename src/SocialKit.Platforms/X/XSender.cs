using System.Text.Json;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X.Api;
using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit.Platforms.X;

/// <summary>Writes to X by its API v2. X has no key to tell repeats by: what is unclear is looked for among the account's own posts, and what is not found there is held for a person.</summary>
public sealed class XSender : ISender
{
    /// <summary>What stands before the id of a reposted post in the receipt of a repost, so that taking it back undoes the repost.</summary>
    public const string RepostMark = "repost:";

    // 100 posts and 50 reposts in 15 minutes (X, rate limits, 2026-08-22), and 300 of both in 3 hours (X, manage posts, 2026-08-22): evenly filled, 25 at once and 25 more in 17 minutes keep all three.
    private static readonly RateBudget Budget = new(25, TimeSpan.FromMinutes(17));

    // When to look, by the age of the attempt: lists lag behind, and what was cut may still be on its way.
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(5)];

    private readonly XCalls _calls;
    private readonly XLook _look;
    private readonly XMedia _media;
    private readonly XOriginals _originals;
    private readonly bool _checksOriginals;

    /// <summary>A sender.</summary>
    /// <param name="services">What speaks to the network; the settings <c>x:api</c>, <c>x:site</c>, <c>x:fields-parameter</c> and <c>x:check-originals</c>.</param>
    /// <param name="signIn">How credentials are renewed.</param>
    /// <param name="rules">How X finds links in a text.</param>
    /// <exception cref="FormatException">A setting is no address, or neither <c>on</c> nor <c>off</c>.</exception>
    public XSender(PlatformServices services, ISignIn signIn, IPostRules rules)
    {
        _calls = new(services, new(services), signIn);
        _look = new(_calls, rules);
        _media = new(_calls);
        _originals = new(_calls, rules);
        _checksOriginals = services.Setting("x:check-originals") switch
        {
            null or "on" => true,
            "off" => false,
            var other => throw new FormatException($"The setting x:check-originals is \"{other}\". Write on or off."),
        };
    }

    /// <inheritdoc/>
    public RateBudget BudgetFor(Account account) => Budget;

    /// <inheritdoc/>
    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => delivery.Act switch
    {
        Act.Publish publish => PrepareAsync(delivery, publish.Post, media, cancellationToken),
        Act.Repost { Seen: { } seen, Original.Id: var id } when _checksOriginals && XId.Is(id) => CheckedAsync(delivery, id, seen, cancellationToken),
        Act.Repost { Original.Id: var id } when XId.Is(id) => Ready(new(_calls.Now, 0, XWire.RepostBody(id))),
        Act.Delete { Post.Id: var id } when XId.Is(OriginalOf(id)) => Ready(new(_calls.Now, 0, default)),
        Act.Repost { Original.Id: var id } => Refuse("no-post", $"\"{id}\" is no id of a post on X."),
        Act.Delete { Post.Id: var id } => Refuse("no-post", $"\"{id}\" is no id of a post on X."),
        _ => Refuse("cannot", "X has no such thing."),
    };

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        if (!XWire.TryRead(wire, out var frozen))
            return new Outcome.Refused("wire", "What was stored for sending is nothing that this program wrote.");
        if (frozen.Pictures > 0 && _calls.Now - frozen.PreparedAt > XMedia.Kept)
            return new Outcome.Refused("pictures-expired", "Its pictures were uploaded more than 23 hours ago, and X has forgotten them.");
        var permit = await _calls.PermitAsync(delivery.From, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given { Credentials: var credentials })
            return ((Permit.None)permit).Why;
        var call = _calls.Api.With(CallOf(delivery, frozen), credentials);
        var result = await _calls.WriteAsync(call, cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer)
            return XVerdict.Of(result, _calls.Now);
        var secrets = XApi.SecretsOf(credentials, call).ToList();
        var outcome = await JudgeAsync(delivery, frozen, credentials, answer, XProblem.Of(answer, secrets), cancellationToken).ConfigureAwait(false);
        return outcome with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, secrets) };
    }

    /// <inheritdoc/>
    public async Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken)
    {
        if (delivery.Act is Act.Delete { Post: var deleted })
            return await IsGoneAsync(delivery.From, deleted, cancellationToken).ConfigureAwait(false) ? new Sighting.Found(deleted) : new Sighting.SurelyAbsent("Deleting twice is deleting once.");
        if (delivery.Act is not Act.Publish { Post: var post })
            return new Sighting.SurelyAbsent("A post is reposted or it is not: a repeat changes nothing.");
        if (!XWire.TryRead(wire, out var frozen))
            return new Sighting.CannotTell("What was stored for sending is nothing that this program wrote.");
        var age = _calls.Now - attempt.StartedAt;
        if (age < Looks[0])
            return new Sighting.LookAgainAfter(age > TimeSpan.Zero ? Looks[0] - age : Looks[0], "X's lists lag behind: it is looked for 10 seconds after it was sent.");
        return await _look.SeeAsync(delivery, post, frozen, cancellationToken).ConfigureAwait(false) switch
        {
            XSeen.There there => new Sighting.Found(PostOf(delivery.From, there.Id)),
            XSeen.NotRead unread => new Sighting.LookAgainAfter(unread.Wait, unread.Reason),
            XSeen.Perhaps perhaps => new Sighting.CannotTell($"X has a post with the same words, and does not say enough to tell whether it is this one: {PostOf(delivery.From, perhaps.Id).Url}"),
            XSeen.TooMany => new Sighting.CannotTell("The account has posted so much since that X does not list all of it."),
            _ when age < Looks[^1] => new Sighting.LookAgainAfter(Looks.First(look => look > age) - age, $"It is not among the posts of {delivery.From.Handle} yet."),
            // What X called a duplicate is there in some form: only a person can say in which.
            _ when attempt.HttpStatus == 403 => new Sighting.CannotTell("X refused it as a duplicate, and does not list the post that it means: it may be an older one with the same words."),
            _ when delivery.From.ResendsWhenAbsent => new Sighting.SurelyAbsent("It was not among the account's posts for five minutes, and the account is set to send again then."),
            _ => new Sighting.CannotTell($"It was not among the posts of {delivery.From.Handle} for five minutes. X gives no means to be sure: look there, and say what you see."),
        };
    }

    private async Task<Preparation> PrepareAsync(Delivery delivery, Post post, IMediaSource media, CancellationToken cancellationToken)
    {
        if (delivery.ReplyTo is { } reply && !XId.Is(reply.Id))
            return Impossible("no-post", $"\"{reply.Id}\", to which it replies, is no id of a post on X.");
        if (!WholeText.Is(post.Text) || post.Media.Any(file => !WholeText.Is(file.AltText)))
            return Impossible("half-a-character", "The text holds half a character, which X cannot take.");
        if (post.Media.Count > 4)
            return Impossible("too-many-pictures", $"X takes 4 pictures in a post, and this has {post.Media.Count}.");
        var prepared = _calls.Now;
        List<string> ids = [];
        if (post.Media.Count > 0)
        {
            var permit = await _calls.PermitAsync(delivery.From, cancellationToken).ConfigureAwait(false);
            if (permit is not Permit.Given { Credentials: var credentials })
                return new Preparation.Impossible(((Permit.None)permit).Why);
            foreach (var file in post.Media)
            {
                if (file.Sha256 is not { } hash || await media.ReadMediaAsync(hash, cancellationToken).ConfigureAwait(false) is not { } bytes)
                    return Impossible("picture-not-kept", $"The picture {file.File} was not kept when this was scheduled.");
                var (picture, why) = XPicture.Of(file.File, bytes, isAlone: post.Media.Count == 1);
                if (picture is null)
                    return new Preparation.Impossible(why!);
                var (id, notUploaded) = await _media.UploadAsync(delivery.From, credentials, picture, file, cancellationToken).ConfigureAwait(false);
                if (id is null)
                    return new Preparation.Impossible(notUploaded!);
                ids.Add(id);
            }
        }
        return new Preparation.Ready(new XWire(prepared, ids.Count, XWire.PostBody(post, delivery.ReplyTo?.Id, ids)).ToForm());
    }

    // A read of a post costs $0.005 (X, 2026-08-22); a repost of what is gone or says something else by now costs more.
    private async Task<Preparation> CheckedAsync(Delivery delivery, string id, FeedPost seen, CancellationToken cancellationToken)
    {
        var permit = await _calls.PermitAsync(delivery.From, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given { Credentials: var credentials })
            return new Preparation.Impossible(((Permit.None)permit).Why);
        return await _originals.ReadAsync(delivery.From, credentials, id, withAuthor: false, cancellationToken).ConfigureAwait(false) switch
        {
            XOriginal.There { Post: var there } when seen.Version is { } version && version != there.Version => Impossible(RepostRefusals.OriginalEdited, "The post was edited since it was chosen."),
            XOriginal.There => new Preparation.Ready(new XWire(_calls.Now, 0, XWire.RepostBody(id)).ToForm()),
            XOriginal.Gone gone => Impossible(RepostRefusals.OriginalGone, $"The post is not there any more: {gone.Reason}"),
            XOriginal.NotRead unread => new Preparation.Impossible(unread.Why is Outcome.AccountStopped or Outcome.NotSent ? unread.Why : new Outcome.NotSent(FeedObstacle.Of(unread.Why).Reason)),
            _ => throw new InvalidOperationException(),
        };
    }

    private HttpCall CallOf(Delivery delivery, XWire wire) => delivery.Act switch
    {
        Act.Publish => _calls.Api.Post(wire.Body),
        Act.Repost => _calls.Api.Repost(delivery.From.UserId!, wire.Body),
        Act.Delete { Post.Id: var id } when IsRepost(id) => _calls.Api.Unrepost(delivery.From.UserId!, OriginalOf(id)),
        Act.Delete { Post.Id: var id } => _calls.Api.Delete(id),
        _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
    };

    private async Task<Outcome> JudgeAsync(Delivery delivery, XWire wire, Credentials credentials, HttpResult.Answer answer, XProblem problem, CancellationToken cancellationToken)
    {
        if (answer.IsSuccess && Receipt(delivery, answer) is { } receipt)
            return new Outcome.Done(receipt);
        switch (delivery.Act)
        {
            case Act.Publish { Post: var post } when XVerdict.IsDuplicate(problem):
                // Which one it means, X does not say. If it is not among the posts of this attempt, a look some seconds later will find it, or a person.
                return await _look.SeeAsync(delivery, post, wire, cancellationToken).ConfigureAwait(false) is XSeen.There there
                    ? new Outcome.Done(PostOf(delivery.From, there.Id), Confirmation.Duplicate)
                    : new Outcome.Unclear($"X says that it has this post already. {problem.Words}");
            case Act.Repost { Original: var original } when XVerdict.IsAlreadyReposted(problem):
                return new Outcome.Done(RepostOf(original), Confirmation.Duplicate);
            case Act.Delete { Post: var post } when answer.Code == 404 || problem.Is("144", "resource-not-found"):
                return new Outcome.Done(post, Confirmation.Duplicate);
        }
        return answer.Code == 401 && XVerdict.Stops(problem) is null
            ? await _calls.NotTakenAsync(delivery.From, credentials, problem, cancellationToken).ConfigureAwait(false)
            : XVerdict.Of(answer, problem, _calls.Now);
    }

    private static PostRef? Receipt(Delivery delivery, HttpResult.Answer answer)
    {
        // 204 is documented as a success of DELETE (X, response codes, 2026-08-22).
        if (answer.Code == 204 && delivery.Act is Act.Delete { Post: var gone })
            return gone;
        if (AnswerJson.Object(answer)?.Member("data") is not { } data)
            return null;
        return delivery.Act switch
        {
            Act.Publish => data.IdOf("id") is { } id ? PostOf(delivery.From, id) : null,
            // The description of 2026-08 has rest_id where the pages have id; both name the post that was reposted, which is known.
            Act.Repost { Original: var original } => data.IsTrue("retweeted") ? RepostOf(original) : null,
            Act.Delete { Post: var post } => (IsRepost(post.Id) ? data.Member("retweeted")?.ValueKind == JsonValueKind.False : data.IsTrue("deleted")) ? post : null,
            _ => null,
        };
    }

    private async Task<bool> IsGoneAsync(Account account, PostRef post, CancellationToken cancellationToken)
    {
        if (IsRepost(post.Id) || await _calls.PermitAsync(account, cancellationToken).ConfigureAwait(false) is not Permit.Given { Credentials: var credentials })
            return false;
        return await _calls.ReadAsync(account, credentials, _calls.Api.Read(post.Id), cancellationToken).ConfigureAwait(false) is HttpResult.Answer answer
            && (answer.Code == 404 || answer.IsSuccess) && AnswerJson.Object(answer)?.Member("data") is null && XProblem.Of(answer).Is("resource-not-found");
    }

    private static bool IsRepost(string id) => id.StartsWith(RepostMark, StringComparison.Ordinal);

    private static string OriginalOf(string id) => IsRepost(id) ? id[RepostMark.Length..] : id;

    private static PostRef PostOf(Account account, string id) => new(XPlatform.Id, id, $"https://x.com/{account.Handle}/status/{id}");

    private static PostRef RepostOf(PostRef original) => original with { Id = RepostMark + original.Id };

    private static Task<Preparation> Ready(XWire wire) => Task.FromResult<Preparation>(new Preparation.Ready(wire.ToForm()));

    private static Task<Preparation> Refuse(string code, string reason) => Task.FromResult<Preparation>(Impossible(code, reason));

    private static Preparation.Impossible Impossible(string code, string reason) => new(new Outcome.Refused(code, reason));
}
