using SocialKit.Access;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Signs in to an account's own server with an app password, and keeps the session alive.</summary>
public sealed class BlueskySignIn : ISignIn
{
    private const string CreateSession = "com.atproto.server.createSession";
    private const string Where = "Settings → Privacy and security → App passwords";

    private readonly PlatformServices _services;
    private readonly BlueskyIdentity _identity;
    private readonly BlueskyProfile _profile;

    internal BlueskySignIn(PlatformServices services)
    {
        _services = services;
        var reads = new Reads(services);
        _identity = new(services, reads);
        _profile = new(services, new(services, reads));
    }

    /// <inheritdoc/>
    public ValueList<SignInWay> Ways { get; } =
    [
        new SignInWay.Typed([new(BlueskySession.Password, $"App password (made in the Bluesky app under {Where})")])
        {
            Name = "app-password",
            Help = $"Make an app password in the Bluesky app under {Where}: one for this program alone, so that you can take it back. Never type the account's own password.",
            NeedsHandle = true,
        },
    ];

    /// <summary>Never possible: Bluesky's way here is the app password.</summary>
    public Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<BrowserSignIn>(new BrowserSignIn.Impossible("Accounts on Bluesky sign in here with an app password, not in the browser."));

    /// <summary>Never possible: see <see cref="StartAsync"/>.</summary>
    public Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken) =>
        Task.FromResult<SignInResult>(new SignInResult.Refused("Accounts on Bluesky sign in here with an app password, not in the browser."));

    /// <inheritdoc/>
    public async Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken)
    {
        if (secrets.FirstOrDefault(secret => secret.Name == BlueskySession.Password)?.Value is not { } password)
            return new SignInResult.Refused("The app password is missing.");
        if (IdentifierOf(request.Handle) is not { } identifier)
            return new SignInResult.Refused("Name the account by its handle, such as name.bsky.social.");
        BlueskyHome? home = null;
        string? server = null;
        if (request.Server is { } written && !ServerAddress.TryParse(written, out server))
            return new SignInResult.Refused($"\"{written}\" is no address of a server. Write it as https://bsky.social.");
        if (server is null)
        {
            (home, var obstacle) = await _identity.FindAsync(identifier, cancellationToken).ConfigureAwait(false);
            if (home is null)
                return new SignInResult.Refused(obstacle!);
            server = home.Server;
        }
        var result = await CreateAsync(server, identifier, password, cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer || BlueskySession.Read(answer) is not { } session)
            return new SignInResult.Refused(WhyNot(result, server));
        if ((home is not null && home.Did != session.UserId) || (Did.IsValid(identifier) && identifier != session.UserId))
            return new SignInResult.Refused($"{server} answered for another account, {session.UserId}.");
        if (TokenClaims.Read(session.Tokens.Access)?.Scope == TokenClaims.OwnPassword)
        {
            await EndAsync(server, session.Tokens.Refresh, cancellationToken).ConfigureAwait(false);
            return new SignInResult.Refused($"This is the account's own password, which can do everything. Nothing was kept. Make an app password under {Where}, and type that.");
        }
        var account = new Account(request.Id ?? $"{BlueskyPlatform.Id}-{session.Handle.Split('.')[0]}", BlueskyPlatform.Id, session.Handle) { Server = server, UserId = session.UserId, IsAutomated = request.IsAutomated };
        List<string> notes = [];
        if (session.Inactive is { } inactive)
            notes.Add($"The account is {inactive} and cannot post.");
        if (request.IsAutomated && await _profile.LabelAsBotAsync(new(server, session.UserId), session.Tokens.Access, cancellationToken).ConfigureAwait(false) is { } unlabelled)
            notes.Add($"Its profile could not be labelled as a bot's: {unlabelled}");
        var (name, _) = await _profile.ReadAsync(new(server, session.UserId), cancellationToken).ConfigureAwait(false);
        return new SignInResult.SignedIn(account with { Name = name }, session.ToCredentials(password, _services.Clock.GetUtcNow())) { Notes = [.. notes] };
    }

    /// <inheritdoc/>
    public async Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (BlueskyHome.Of(account) is not { } home || credentials.Find(BlueskySession.Refresh) is not { } refresh)
            return new Renewal.Dead("What is kept for this account is no session of Bluesky.");
        var password = credentials.Find(BlueskySession.Password);
        var renewed = await RefreshAsync(home, refresh, password, cancellationToken).ConfigureAwait(false);
        return renewed is Renewal.Dead && password is not null ? await AgainAsync(home, password, cancellationToken).ConfigureAwait(false) : renewed;
    }

    /// <inheritdoc/>
    public async Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (BlueskyHome.Of(account) is not { } home || credentials.Find(BlueskySession.Access) is not { } access)
            return new AccountLook.Dead("What is kept for this account is no session of Bluesky. Sign in again.");
        var result = await _services.Http.SendAsync(Xrpc.Query(home.Server, "com.atproto.server.getSession").With(access), null, cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer answer && XrpcError.Of(answer) is { IsOfAccount: true } error)
            return new AccountLook.Dead($"{error.Message} ({error.Code}).");
        if (result is not HttpResult.Answer { IsSuccess: true } read || AnswerJson.Object(read) is not { } json || json.Text("did") is not { } did || json.Text("handle") is not { } handle)
            return new AccountLook.Unknown(RecordReads.Passing(result, _services.Clock).Reason);
        if (did != home.Did)
            return new AccountLook.Dead($"The session is of another account, {did}. Sign in again.");
        if (BlueskySession.InactiveIn(json) is { } inactive)
            return new AccountLook.Dead($"The account is {inactive}. See to it in the Bluesky app.");
        var (name, isBot) = await _profile.ReadAsync(home, cancellationToken).ConfigureAwait(false);
        return new AccountLook.Alive(account with { Handle = handle, Name = name ?? account.Name, IsAutomated = isBot ?? account.IsAutomated });
    }

    /// <inheritdoc/>
    /// <remarks>Ends the session. The app password itself only its owner can delete: a session that was begun with it may not.</remarks>
    public async Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        var ended = BlueskyHome.Of(account) is { } home && credentials.Find(BlueskySession.Refresh) is { } refresh && await EndAsync(home.Server, refresh, cancellationToken).ConfigureAwait(false);
        return $"{(ended ? "The session was ended." : "The session could not be ended.")} The app password still works: delete it in the Bluesky app under {Where}.";
    }

    private async Task<Renewal> RefreshAsync(BlueskyHome home, Secret refresh, Secret? password, CancellationToken cancellationToken)
    {
        var result = await _services.Http.SendAsync(Xrpc.Procedure(home.Server, "com.atproto.server.refreshSession", refresh), password, cancellationToken).ConfigureAwait(false);
        return Renewed(result, home, password) ?? result switch
        {
            HttpResult.Answer answer when XrpcError.Of(answer) is { } error && (error.IsOfAccount || error.IsOfToken(answer.Status)) => new Renewal.Dead($"The session has ended: {error.Message} ({error.Code})."),
            _ => Failed(result),
        };
    }

    private async Task<Renewal> AgainAsync(BlueskyHome home, Secret password, CancellationToken cancellationToken)
    {
        var result = await CreateAsync(home.Server, home.Did, password, cancellationToken).ConfigureAwait(false);
        return Renewed(result, home, password) ?? result switch
        {
            HttpResult.Answer { Code: 401 } answer when XrpcError.Of(answer) is { } error => new Renewal.Dead($"The app password is not taken any more: {error.Message} ({error.Code})."),
            _ => Failed(result),
        };
    }

    private Renewal? Renewed(HttpResult result, BlueskyHome home, Secret? password) =>
        result is not HttpResult.Answer answer || BlueskySession.Read(answer) is not { } session ? null
        : session.UserId != home.Did ? new Renewal.Failed($"{home.Server} answered for another account, {session.UserId}.")
        : new Renewal.Renewed(session.ToCredentials(password, _services.Clock.GetUtcNow()));

    private Renewal.Failed Failed(HttpResult result)
    {
        var why = RecordReads.Passing(result, _services.Clock);
        return new($"The session could not be renewed: {why.Reason}", why.RetryAfter);
    }

    private Task<HttpResult> CreateAsync(string server, string identifier, Secret password, CancellationToken cancellationToken) => _services.Http.SendAsync(Xrpc.Procedure(server, CreateSession, BlueskyWire.Write(json =>
    {
        json.WriteString("identifier", identifier);
        json.WriteString("password", password.Reveal());
    })), password, cancellationToken);

    private async Task<bool> EndAsync(string server, Secret refresh, CancellationToken cancellationToken) =>
        await _services.Http.SendAsync(Xrpc.Procedure(server, "com.atproto.server.deleteSession", refresh), null, cancellationToken).ConfigureAwait(false) is HttpResult.Answer { IsSuccess: true };

    private string WhyNot(HttpResult result, string server) => result switch
    {
        HttpResult.Answer answer when XrpcError.Of(answer) is { } error => error.Code switch
        {
            "AuthenticationRequired" => $"{server} does not take this handle and password. Make a new app password under {Where}.",
            "AuthFactorTokenRequired" => $"{server} wants a code by e-mail, as it does for an account's own password. Make an app password under {Where}, and type that.",
            "RateLimitExceeded" => $"{server} asks to wait: {error.Message}.",
            _ => $"{server} refused: {error.Message} ({error.Code}).",
        },
        HttpResult.Answer answer => $"{server} answered {answer.Code} with nothing that a server of Bluesky says. Is the address right?",
        _ => RecordReads.Passing(result, _services.Clock).Reason,
    };

    private static string? IdentifierOf(string? written) =>
        written is null ? null
        : Did.IsValid(written) ? written
        : new BlueskyHandles().TryParse(written, out var handle) ? handle.Name.ToLowerInvariant() : null;
}
