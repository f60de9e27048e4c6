using System.Collections.Concurrent;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X.Api;
using SocialKit.Posts;
using SocialKit.Reposts;
using AccountLook = SocialKit.Reposts.AccountLook;

namespace SocialKit.Platforms.X;

/// <summary>Reads accounts by X's API v2. Every post and every account that X lists is paid for: what is not needed is not asked for.</summary>
public sealed class XFeed : IFeed
{
    private const int MostRemembered = 20_000;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    // 900 in 15 minutes of a user, 10,000 of the app (X, rate limits, 2026-08-22): at most 800 in any 15 minutes.
    private static readonly RateBudget Budget = new(400, TimeSpan.FromMinutes(15));

    private readonly XCalls _calls;
    private readonly XOriginals _originals;
    private readonly XHandles _handles = new();
    private readonly IPostRules _rules;
    private readonly ConcurrentDictionary<string, (string Name, DateTimeOffset At)> _names = new(StringComparer.Ordinal);

    /// <summary>A feed.</summary>
    /// <param name="services">What speaks to the network; the settings <c>x:api</c>, <c>x:site</c> and <c>x:fields-parameter</c>.</param>
    /// <param name="signIn">How credentials are renewed.</param>
    /// <param name="rules">How X finds hashtags.</param>
    /// <exception cref="FormatException">A setting is no address.</exception>
    public XFeed(PlatformServices services, ISignIn signIn, IPostRules rules)
    {
        _calls = new(services, new(services), signIn);
        _originals = new(_calls, rules);
        _rules = rules;
    }

    /// <inheritdoc/>
    public IFeedPrice Price { get; } = new XFeedPrice();

    /// <inheritdoc/>
    public RateBudget? BudgetFor(Account reader) => Budget;

    /// <inheritdoc/>
    public Task<AccountLook> LookUpAsync(Account reader, Handle handle, CancellationToken cancellationToken) => _handles.TryParse(handle.Name, out _)
        ? LookUpAsync(reader, _calls.Api.UserCalled(handle.Name), cancellationToken)
        : Task.FromResult<AccountLook>(new AccountLook.Gone($"\"{handle.Name}\" is no name on X."));

    /// <inheritdoc/>
    public Task<AccountLook> LookUpAsync(Account reader, string userId, CancellationToken cancellationToken) => XId.Is(userId)
        ? LookUpAsync(reader, _calls.Api.User(userId), cancellationToken)
        : Task.FromResult<AccountLook>(new AccountLook.Gone($"\"{userId}\" is no id of an account on X."));

    /// <inheritdoc/>
    public async Task<FeedReading> ReadAsync(FeedRequest request, CancellationToken cancellationToken)
    {
        if (!XId.Is(request.UserId))
            return new FeedReading.Gone($"\"{request.UserId}\" is no id of an account on X.");
        XMark? mark = null;
        if (request.Mark is not null && !XMark.TryParse(request.Mark, out mark))
            return new FeedReading.Failed("The mark from which it should be read is none that this program made.");
        var (credentials, obstacle) = await CredentialsAsync(request.Reader, cancellationToken).ConfigureAwait(false);
        if (credentials is null)
            return obstacle!.ToReading();
        var known = NameOf(request.UserId);
        var reading = new XReading(_calls, credentials, request, known);
        if (mark is null)
        {
            var (begun, unread) = await reading.BeginAsync(cancellationToken).ConfigureAwait(false);
            return begun is not null ? new FeedReading.Read([], begun.ToString(), HasMore: false) { PostsCharged = reading.Charged } : await UnreadAsync(request.Reader, credentials, unread!, reading.Charged, cancellationToken).ConfigureAwait(false);
        }
        var (posts, next, hasMore, fault) = await reading.ReadAsync(mark, cancellationToken).ConfigureAwait(false);
        if (posts is null)
            return await UnreadAsync(request.Reader, credentials, fault!, reading.Charged, cancellationToken).ConfigureAwait(false);
        if (reading.Name is { } name && known is null)
            Remember(request.UserId, name);
        // X has the post by any name; "i" is what its own pages write where they have none.
        return new FeedReading.Read([.. posts.Select(post => post.ToPost(request.UserId, reading.Name ?? "i", _rules))], next.ToString(), hasMore) { PostsCharged = reading.Charged };
    }

    /// <inheritdoc/>
    public async Task<PostLook> LookAtAsync(Account reader, PostRef post, CancellationToken cancellationToken)
    {
        if (!XId.Is(post.Id))
            return new PostLook.Gone($"\"{post.Id}\" is no id of a post on X.");
        var (credentials, obstacle) = await CredentialsAsync(reader, cancellationToken).ConfigureAwait(false);
        if (credentials is null)
            return obstacle!.ToPostLook();
        return await _originals.ReadAsync(reader, credentials, post.Id, withAuthor: true, cancellationToken).ConfigureAwait(false) switch
        {
            XOriginal.There there => new PostLook.There(there.Post),
            XOriginal.Gone gone => new PostLook.Gone(gone.Reason),
            XOriginal.NotRead unread => FeedObstacle.Of(unread.Why).ToPostLook(),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <inheritdoc/>
    public PostRef? PostAt(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || !address.IsDefaultPort || address.UserInfo.Length > 0
            || address.Host is not ("x.com" or "www.x.com" or "mobile.x.com" or "twitter.com" or "www.twitter.com" or "mobile.twitter.com"))
            return null;
        return address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["i", "web", "status", var id, ..] when XId.Is(id) => At("i", id),
            [var name, "status" or "statuses", var id, ..] when XId.Is(id) && _handles.TryParse(name, out _) => At(name, id),
            _ => null,
        };

        static PostRef At(string name, string id) => new(XPlatform.Id, id, $"https://x.com/{name}/status/{id}");
    }

    private async Task<AccountLook> LookUpAsync(Account reader, HttpCall call, CancellationToken cancellationToken)
    {
        var (credentials, obstacle) = await CredentialsAsync(reader, cancellationToken).ConfigureAwait(false);
        if (credentials is null)
            return obstacle!.ToAccountLook();
        var result = await _calls.ReadAsync(reader, credentials, call, cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer)?.Member("data") is { } user && user.IdOf("id") is { } id && user.Text("username") is { } name && _handles.TryParse(name, out var handle))
        {
            Remember(id, name);
            return user.IsTrue("protected") ? new AccountLook.Gone($"@{name} is protected: what it posts is not for everybody.") : new AccountLook.There(id, handle);
        }
        return XAbsence.Of(result, XApi.SecretsOf(credentials)) is { } reason
            ? new AccountLook.Gone(reason)
            : FeedObstacle.Of(await _calls.UnreadAsync(reader, credentials, result, cancellationToken).ConfigureAwait(false)).ToAccountLook();
    }

    private async Task<FeedReading> UnreadAsync(Account reader, Credentials credentials, HttpResult result, int charged, CancellationToken cancellationToken)
    {
        FeedReading reading = XAbsence.Of(result, XApi.SecretsOf(credentials)) is { } reason
            ? new FeedReading.Gone(reason)
            : FeedObstacle.Of(await _calls.UnreadAsync(reader, credentials, result, cancellationToken).ConfigureAwait(false)).ToReading();
        return reading with { PostsCharged = charged };
    }

    private async Task<(Credentials? Credentials, FeedObstacle? Obstacle)> CredentialsAsync(Account reader, CancellationToken cancellationToken) =>
        await _calls.PermitAsync(reader, cancellationToken).ConfigureAwait(false) switch
        {
            Permit.Given given => (given.Credentials, null),
            Permit.None none => (null, FeedObstacle.Of(none.Why)),
            _ => throw new InvalidOperationException(),
        };

    private string? NameOf(string user) => _names.TryGetValue(user, out var known) && _calls.Now - known.At < Remembered ? known.Name : null;

    private void Remember(string user, string name)
    {
        if (_names.Count >= MostRemembered)
            _names.Clear();
        _names[user] = (name, _calls.Now);
    }
}
