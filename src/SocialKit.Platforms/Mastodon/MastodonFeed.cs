using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;
using AccountLook = SocialKit.Reposts.AccountLook;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Reads accounts, of whatever server, by the reading account's own server.</summary>
/// <param name="services">Network, tokens, clock.</param>
/// <param name="signIn">Tells a dead token from a passing fault.</param>
public sealed class MastodonFeed(PlatformServices services, ISignIn signIn) : IFeed
{
    private readonly Reads _reads = new(services);
    private readonly AccountAccess _access = new(services, signIn);

    private DateTimeOffset Now => services.Clock.GetUtcNow();

    /// <inheritdoc/>
    /// <remarks>300 calls in five minutes and account (docs of 2026-07, rate limits), which the people who use the account by hand share: at most 200 in any five minutes, of one or two requests where somebody is looked up.
    /// What the server says outranks it.</remarks>
    public RateBudget? BudgetFor(Account reader) => new(100, TimeSpan.FromMinutes(5));

    /// <inheritdoc/>
    public async Task<AccountLook> LookUpAsync(Account reader, Handle handle, CancellationToken cancellationToken)
    {
        var (api, why) = await MastodonApi.OfAsync(reader, _access, cancellationToken).ConfigureAwait(false);
        if (api is null)
            return FeedObstacle.Of(why!).ToAccountLook();
        var domain = MastodonAccount.DomainOf(api);
        var name = handle.Name.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase) ? handle.Name[..^(domain.Length + 1)] : handle.Name;
        var result = await _reads.SendAsync(api.Get($"/api/v1/accounts/lookup?acct={Uri.EscapeDataString(name)}"), cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer answer && answer.IsSuccess && MastodonAccount.Of(AnswerJson.Object(answer), domain) is { } known)
            return known.Look(domain);
        // Lookup finds whom the server knows; search asks the account's own server.
        if (result is not HttpResult.Answer { Code: 404 })
            return (await ObstacleAsync(api, result, cancellationToken).ConfigureAwait(false)).ToAccountLook();
        result = await _reads.SendAsync(api.Get($"/api/v2/search?q={Uri.EscapeDataString("@" + handle.Name)}&type=accounts&resolve=true&limit=5"), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer { IsSuccess: true } found || AnswerJson.Object(found) is not { } json)
            return (await ObstacleAsync(api, result, cancellationToken).ConfigureAwait(false)).ToAccountLook();
        return json.Items("accounts").Select(account => MastodonAccount.Of(account, domain)).FirstOrDefault(account => account?.Handle == handle) is { } there
            ? there.Look(domain)
            : new AccountLook.Gone($"{new Uri(api.Server).Authority} finds nobody called @{handle.Name}: there is none, or its server cannot be reached from there.");
    }

    /// <inheritdoc/>
    public async Task<AccountLook> LookUpAsync(Account reader, string userId, CancellationToken cancellationToken)
    {
        var (api, why) = await MastodonApi.OfAsync(reader, _access, cancellationToken).ConfigureAwait(false);
        if (api is null)
            return FeedObstacle.Of(why!).ToAccountLook();
        var domain = MastodonAccount.DomainOf(api);
        var result = await _reads.SendAsync(api.Get($"/api/v1/accounts/{Uri.EscapeDataString(userId)}"), cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer { IsSuccess: true } answer && MastodonAccount.Of(AnswerJson.Object(answer), domain) is { } account && account.Id == userId)
            return account.Look(domain);
        return await IsGoneAsync(api, result, cancellationToken).ConfigureAwait(false)
            ? new AccountLook.Gone($"{new Uri(api.Server).Authority} knows no account {userId} any more.")
            : (await ObstacleAsync(api, result, cancellationToken).ConfigureAwait(false)).ToAccountLook();
    }

    /// <inheritdoc/>
    /// <remarks>Of a suspended account servers list nothing, and do not say so: only a look at the account itself tells.</remarks>
    public async Task<FeedReading> ReadAsync(FeedRequest request, CancellationToken cancellationToken)
    {
        MastodonMark? mark = null;
        if (request.Mark is not null && !MastodonMark.TryParse(request.Mark, out mark))
            return new FeedReading.Failed("The mark from which it should be read is none that this program made.");
        var (api, why) = await MastodonApi.OfAsync(request.Reader, _access, cancellationToken).ConfigureAwait(false);
        if (api is null)
            return FeedObstacle.Of(why!).ToReading();
        var timeline = new MastodonTimeline(services, _reads, api, request);
        var (reading, unread) = await (mark is null ? timeline.BeginAsync(cancellationToken) : timeline.ReadAsync(mark, cancellationToken)).ConfigureAwait(false);
        if (reading is not null)
            return reading;
        return await IsGoneAsync(api, unread!, cancellationToken).ConfigureAwait(false)
            ? new FeedReading.Gone($"{new Uri(api.Server).Authority} knows no account {request.UserId} any more.")
            : (await ObstacleAsync(api, unread!, cancellationToken).ConfigureAwait(false)).ToReading();
    }

    /// <inheritdoc/>
    public async Task<PostLook> LookAtAsync(Account reader, PostRef post, CancellationToken cancellationToken)
    {
        var (api, why) = await MastodonApi.OfAsync(reader, _access, cancellationToken).ConfigureAwait(false);
        if (api is null)
            return FeedObstacle.Of(why!).ToPostLook();
        var (status, unread) = await new MastodonOriginals(_reads).FindAsync(api, post, cancellationToken).ConfigureAwait(false);
        if (status is not null && MastodonFeedPost.Read(status, MastodonAccount.DomainOf(api), Now) is { } there)
            return there.IsPublic ? new PostLook.There(there) : new PostLook.Gone("The post is not public any more.");
        if (status is not null)
            return new PostLook.Failed("The server does not say whose post it is.");
        return unread is null || await IsGoneAsync(api, unread, cancellationToken).ConfigureAwait(false)
            ? new PostLook.Gone($"{new Uri(api.Server).Authority} does not find it: it is gone, or its server cannot be reached from there.")
            : (await ObstacleAsync(api, unread, cancellationToken).ConfigureAwait(false)).ToPostLook();
    }

    /// <inheritdoc/>
    public PostRef? PostAt(string url) => MastodonAddresses.PostAt(url);

    // A page that says 404 may be a proxy's: then the reader's own account must be there.
    private async Task<bool> IsGoneAsync(MastodonApi api, HttpResult result, CancellationToken cancellationToken) =>
        result is HttpResult.Answer { Code: 404 or 410 } answer && (MastodonWords.ErrorOf(answer) is not null
            || (await _reads.SendAsync(api.Get("/api/v1/accounts/verify_credentials"), cancellationToken).ConfigureAwait(false) is HttpResult.Answer { Code: 200 } own && AnswerJson.Object(own)?.Id("id") == api.UserId));

    private async Task<FeedObstacle> ObstacleAsync(MastodonApi api, HttpResult result, CancellationToken cancellationToken)
    {
        if (result is HttpResult.Answer { Code: 401 } answer)
        {
            // Whether the token is dead, the account itself tells: once over all workers, and kept.
            return await _access.RenewAsync(api.Account, api.Credentials, cancellationToken).ConfigureAwait(false) is Permit.None none
                ? FeedObstacle.Of(none.Why)
                : new($"The token was not taken ({MastodonWords.Of(answer, api.Token)}).");
        }
        if (result is HttpResult.Answer { IsSuccess: true })
            return new($"{new Uri(api.Server).Authority} answered with nothing that could be read.");
        return FeedObstacle.Of(MastodonAnswers.OfPreparing(result, api, Now));
    }
}
