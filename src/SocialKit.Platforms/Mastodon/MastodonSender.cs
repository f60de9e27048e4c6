using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Writes posts, reposts and deletions to the account's server.</summary>
/// <remarks>Every server speaks the same API and keeps it differently: what a repeat does is trusted only where the server is Mastodon itself. Sources in README.md.</remarks>
/// <param name="services">Network, tokens, clock.</param>
/// <param name="signIn">Tells a dead token from a passing fault.</param>
public sealed class MastodonSender(PlatformServices services, ISignIn signIn) : ISender
{
    private readonly Reads _reads = new(services);
    private readonly AccountAccess _access = new(services, signIn);

    private DateTimeOffset Now => services.Clock.GetUtcNow();

    /// <inheritdoc/>
    public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        var at = Now;
        var (api, why) = await MastodonApi.OfAsync(delivery.From, _access, cancellationToken).ConfigureAwait(false);
        if (api is null)
            return new Preparation.Impossible(why!);
        return delivery.Act switch
        {
            Act.Publish publish => await PublishAsync(api, delivery, publish.Post, media, at, cancellationToken).ConfigureAwait(false),
            Act.Repost repost => await RepostAsync(api, delivery, repost, at, cancellationToken).ConfigureAwait(false),
            Act.Delete delete => await DeleteAsync(api, delivery, delete.Post, at, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };
    }

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        var frozen = MastodonWire.Of(wire);
        var (api, why) = await MastodonApi.OfAsync(delivery.From, _access, cancellationToken).ConfigureAwait(false);
        if (api is null)
            return why!;
        var target = Uri.EscapeDataString(frozen.Target);
        switch (frozen.What)
        {
            case MastodonWire.Publishing:
                var (fault, missing) = await new MastodonPictures(services, _reads).MissingAsync(api, frozen, cancellationToken).ConfigureAwait(false);
                if (missing is not null || fault is not null)
                    return missing ?? await PreparingFaultAsync(api, fault!, cancellationToken).ConfigureAwait(false);
                return await WriteAsync(api, api.Post("/api/v1/statuses", frozen.Body).With("Idempotency-Key", wire.Key), cancellationToken).ConfigureAwait(false);
            case MastodonWire.Reblogging:
                // A set on Mastodon; other servers pass the same post on twice.
                return await AlreadyAsync(api, frozen.Target, cancellationToken).ConfigureAwait(false)
                    ?? await WriteAsync(api, api.Post($"/api/v1/statuses/{target}/reblog"), cancellationToken).ConfigureAwait(false);
            case MastodonWire.Unreblogging:
                return await RemoveAsync(api, delivery, api.Post($"/api/v1/statuses/{target}/unreblog"), cancellationToken).ConfigureAwait(false);
            default:
                return await RemoveAsync(api, delivery, new HttpCall(HttpMethod.Delete, $"{api.Server}/api/v1/statuses/{target}").With(api.Token), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken)
    {
        var (api, why) = await MastodonApi.OfAsync(delivery.From, _access, cancellationToken).ConfigureAwait(false);
        var look = new MastodonLook(services, _reads, Now - attempt.StartedAt);
        if (api is null)
            return look.Again(why is Outcome.AccountStopped stopped ? stopped.Reason : ((Outcome.NotSent)why!).Reason);
        var frozen = MastodonWire.Of(wire);
        return frozen.What switch
        {
            MastodonWire.Publishing => await look.ForPostAsync(api, delivery, frozen, attempt, cancellationToken).ConfigureAwait(false),
            MastodonWire.Reblogging => await look.ForReblogAsync(api, frozen.Target, cancellationToken).ConfigureAwait(false),
            // What is gone cannot go a second time.
            _ => new Sighting.SurelyAbsent("Taking back twice is the same as once."),
        };
    }

    /// <inheritdoc/>
    /// <remarks>Mastodon: 300 posts in each 3 hours (app/lib/rate_limiter.rb, read by 2026-08; the documentation does not list it). A bucket of 100 that fills in 90 minutes gives at most 100 + 200 in any 3 hours.</remarks>
    public RateBudget? BudgetFor(Account account) => account.Software == MastodonInstance.Original ? new(100, TimeSpan.FromMinutes(90)) : null;

    private async Task<Preparation> PublishAsync(MastodonApi api, Delivery delivery, Post post, IMediaSource media, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (Objection(post) is { } refused)
            return new Preparation.Impossible(refused);
        var pictures = new MastodonPictures(services, _reads);
        List<string> ids = [];
        foreach (var file in post.Media)
        {
            var (id, fault, why) = await pictures.UploadAsync(api, file, ids.Count + 1, media, cancellationToken).ConfigureAwait(false);
            if (id is null)
                return new Preparation.Impossible(why ?? await PreparingFaultAsync(api, fault!, cancellationToken).ConfigureAwait(false));
            ids.Add(id);
        }
        return new Preparation.Ready(new MastodonWire(MastodonWire.Publishing, at, "", MastodonWire.BodyOf(delivery, post, ids)).ToForm(MastodonWire.KeyOf(delivery)));
    }

    private static Outcome.Refused? Objection(Post post)
    {
        if (!WholeText.Is(post.Text) || post.Media.Any(file => !WholeText.Is(file.AltText)) || post.Options.Any(option => !WholeText.Is(option.Value)))
            return new("half-a-character", "It holds half a character, which no server takes as it is.");
        return post.Option(MastodonPlatform.Visibility) switch
        {
            null or "public" or "unlisted" or "private" => null,
            "direct" => new("visibility", "\"direct\" is a letter to those who are mentioned, and no publication. Take public, unlisted or private."),
            var other => new("visibility", $"\"{other}\" is no visibility. Take public, unlisted or private."),
        };
    }

    private async Task<Preparation> RepostAsync(MastodonApi api, Delivery delivery, Act.Repost repost, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (original, unread) = await new MastodonOriginals(_reads).FindAsync(api, repost.Original, cancellationToken).ConfigureAwait(false);
        if (original is null && unread is not null and not HttpResult.Answer { Code: 404 or 410 })
            return new Preparation.Impossible(await PreparingFaultAsync(api, unread, cancellationToken).ConfigureAwait(false));
        if (original is null)
            return new Preparation.Impossible(new Outcome.Refused(RepostRefusals.OriginalGone, $"{new Uri(api.Server).Authority} does not find {repost.Original.Url ?? repost.Original.Id}: it is gone, or its server cannot be reached from there."));
        if (repost.Seen is { } seen)
        {
            if (!MastodonFeedPost.IsPublic(original))
                return new Preparation.Impossible(new Outcome.Refused(RepostRefusals.OriginalGone, "The post is not public any more."));
            if (seen.Version is { } version && version != MastodonFeedPost.VersionOf(original))
                return new Preparation.Impossible(new Outcome.Refused(RepostRefusals.OriginalEdited, "The post was edited since it was chosen."));
        }
        return new Preparation.Ready(new MastodonWire(MastodonWire.Reblogging, at, original.Id, default).ToForm(MastodonWire.KeyOf(delivery)));
    }

    private async Task<Preparation> DeleteAsync(MastodonApi api, Delivery delivery, PostRef post, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var result = await _reads.SendAsync(api.Get($"/api/v1/statuses/{Uri.EscapeDataString(post.Id)}"), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer { Code: 200 or 404 or 410 } answer)
            return new Preparation.Impossible(await PreparingFaultAsync(api, result, cancellationToken).ConfigureAwait(false));
        var (what, target) = (MastodonWire.Deleting, post.Id);
        if (MastodonStatus.Of(answer) is { Author: { } author } status)
        {
            if (author != api.UserId)
            {
                // The account's own repost of it goes, if there is one.
                if (!status.IsReblogged)
                    return new Preparation.Impossible(new Outcome.Refused("not-own", $"The post {post.Id} is not of this account."));
                what = MastodonWire.Unreblogging;
            }
            else if (status.Reblog is { } original && original.Id != status.Id)
            {
                // A repost goes by what it passes on: not every server deletes it like a post.
                (what, target) = (MastodonWire.Unreblogging, original.Id);
            }
        }
        return new Preparation.Ready(new MastodonWire(what, at, target, default).ToForm(MastodonWire.KeyOf(delivery)));
    }

    private async Task<Outcome?> AlreadyAsync(MastodonApi api, string id, CancellationToken cancellationToken)
    {
        var result = await _reads.SendAsync(api.Get($"/api/v1/statuses/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer || MastodonStatus.Of(answer) is not { } status)
            return await PreparingFaultAsync(api, result, cancellationToken).ConfigureAwait(false);
        return status.IsReblogged ? new Outcome.Done(status.Ref, Confirmation.Duplicate) : null;
    }

    private async Task<Outcome> WriteAsync(MastodonApi api, HttpCall call, CancellationToken cancellationToken)
    {
        var result = await services.Http.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer answer && MastodonStatus.Of(answer) is { } status)
            return new Outcome.Done(status.Ref) { HttpStatus = answer.Code };
        return await FaultAsync(api, result, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Outcome> RemoveAsync(MastodonApi api, Delivery delivery, HttpCall call, CancellationToken cancellationToken)
    {
        var result = await services.Http.SendAsync(call, cancellationToken).ConfigureAwait(false);
        var post = ((Act.Delete)delivery.Act).Post;
        if (result is not HttpResult.Answer answer)
            return await FaultAsync(api, result, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess && AnswerJson.Object(answer) is not null)
            return new Outcome.Done(post) { HttpStatus = answer.Code };
        // Gone already, or a server that does not know this call (snac, tried 2026-11): the post itself tells.
        if (answer.Code is 404 or 410)
        {
            return await IsGoneAsync(api, post, cancellationToken).ConfigureAwait(false) switch
            {
                true => new Outcome.Done(post, Confirmation.Duplicate) { HttpStatus = answer.Code },
                false => MastodonAnswers.Blotted(new Outcome.Refused("cannot-delete", $"{new Uri(api.Server).Authority} does not take posts back by this way, and it is still there: {post.Url ?? post.Id}. Delete it on the server's own page."), answer, api),
                null => MastodonAnswers.Blotted(new Outcome.NotSent("The server says that it is not there, and could not be asked again."), answer, api),
            };
        }
        return await FaultAsync(api, result, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool?> IsGoneAsync(MastodonApi api, PostRef post, CancellationToken cancellationToken)
    {
        if (await _reads.SendAsync(api.Get($"/api/v1/statuses/{Uri.EscapeDataString(post.Id)}"), cancellationToken).ConfigureAwait(false) is not HttpResult.Answer answer)
            return null;
        if (MastodonStatus.Of(answer) is { } status)
            return status.Author != api.UserId && !status.IsReblogged;
        // Some servers say it with a page, which a proxy could have sent as well: then the account must be there.
        return answer.Code is 404 or 410 && (MastodonWords.ErrorOf(answer) is not null || await IsAliveAsync(api, cancellationToken).ConfigureAwait(false)) ? true : null;
    }

    private async Task<bool> IsAliveAsync(MastodonApi api, CancellationToken cancellationToken) =>
        await _reads.SendAsync(api.Get("/api/v1/accounts/verify_credentials"), cancellationToken).ConfigureAwait(false) is HttpResult.Answer { Code: 200 } answer && AnswerJson.Object(answer)?.Id("id") == api.UserId;

    private Task<Outcome> FaultAsync(MastodonApi api, HttpResult result, CancellationToken cancellationToken) =>
        IsUnauthorized(result) ? LookAtTokenAsync(api, (HttpResult.Answer)result, cancellationToken) : Task.FromResult(MastodonAnswers.OfWrite(result, api, Now));

    private Task<Outcome> PreparingFaultAsync(MastodonApi api, HttpResult result, CancellationToken cancellationToken) =>
        IsUnauthorized(result) ? LookAtTokenAsync(api, (HttpResult.Answer)result, cancellationToken) : Task.FromResult(MastodonAnswers.OfPreparing(result, api, Now));

    // Whatever said 401, nothing was done. Whether the token is dead, the account itself tells: once over all workers, and kept.
    private async Task<Outcome> LookAtTokenAsync(MastodonApi api, HttpResult.Answer answer, CancellationToken cancellationToken)
    {
        var permit = await _access.RenewAsync(api.Account, api.Credentials, cancellationToken).ConfigureAwait(false);
        var outcome = permit is Permit.None none ? none.Why : new Outcome.NotSent($"The token was not taken ({MastodonWords.Of(answer, api.Token)}); there is another one by now.");
        return MastodonAnswers.Blotted(outcome, answer, api);
    }

    private static bool IsUnauthorized(HttpResult result) => result is HttpResult.Answer { Code: 401 };
}
