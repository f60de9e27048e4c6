namespace SocialKit.Access;

/// <summary>How accounts of one platform are signed in, renewed, looked at and signed out. Stateless and safe to share between threads.</summary>
/// <remarks>Methods answer with values; a fault of the network is never an exception, and no answer holds a secret in its words.</remarks>
public interface ISignIn
{
    /// <summary>What a person can sign in with here, the recommended way first.</summary>
    ValueList<SignInWay> Ways { get; }

    /// <summary>Makes the address that the person's browser opens. Registers this program with the account's server where the platform wants that.</summary>
    /// <remarks>Only for <see cref="SignInWay.Browser"/>.</remarks>
    Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken);

    /// <summary>Turns what the browser brought back into credentials, and asks the platform who it is.</summary>
    /// <param name="request">The same as at the start.</param>
    /// <param name="started">What <see cref="StartAsync"/> gave.</param>
    /// <param name="code">The code from the redirect, whose state was compared already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken);

    /// <summary>Signs in with secrets that a person has typed: an app password, a bot's token, an organisation's keys.</summary>
    /// <param name="request">Who and where.</param>
    /// <param name="way">The way that asked for them.</param>
    /// <param name="secrets">One for each of the way's <see cref="SignInWay.Typed.Asks"/>, by name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken);

    /// <summary>Renews credentials; called under the token store's lock, through <see cref="ITokenStore.RenewAsync"/>. Makes one attempt: a refresh token may be good for one use.</summary>
    Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken);

    /// <summary>Asks the platform whether the credentials work and whose they are. Changes nothing.</summary>
    Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken);

    /// <summary>Takes the credentials back on the platform, where it can.</summary>
    /// <returns>Null if they were revoked or the platform has no such thing; else why not, in words.</returns>
    Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken);
}

/// <summary>A way to sign in.</summary>
public abstract record SignInWay
{
    private SignInWay() { }

    /// <summary>The name on the command line, such as <c>browser</c>, <c>app-password</c>, <c>token</c>, <c>oauth1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What a person has to have or do for it, in a sentence or two.</summary>
    public required string Help { get; init; }

    /// <summary>True if the person must name the server (<c>--server</c>).</summary>
    public bool NeedsServer { get; init; }

    /// <summary>True if the person must name the account (<c>--handle</c>): a page, a chat, a handle.</summary>
    public bool NeedsHandle { get; init; }

    /// <summary>True if the person must bring the id of an app of their own (<c>--client-id</c>, and its secret if there is one).</summary>
    public bool NeedsClient { get; init; }

    /// <summary>In the browser: OAuth 2.0 with a code and PKCE, back to this machine.</summary>
    public sealed record Browser : SignInWay;

    /// <summary>Secrets are typed, or come on stdin one a line in the order of <paramref name="Asks"/>.</summary>
    /// <param name="Asks">What to ask for.</param>
    public sealed record Typed(ValueList<SecretAsked> Asks) : SignInWay;
}

/// <summary>A secret that a person is asked for.</summary>
/// <param name="Name">Its name in the credentials.</param>
/// <param name="Prompt">The question, such as <c>App password (made under Settings → Privacy and security)</c>.</param>
public sealed record SecretAsked(string Name, string Prompt);

/// <summary>Who signs in, where, and what comes back to.</summary>
public sealed record SignInRequest
{
    /// <summary>The id that the account will have (<c>--id</c>); null to make one from platform and handle.</summary>
    public string? Id { get; init; }

    /// <summary>The account's server, with its scheme; null for the platform's own.</summary>
    public string? Server { get; init; }

    /// <summary>The handle, page or chat that the person named; null if the platform tells.</summary>
    public string? Handle { get; init; }

    /// <summary>The id of the person's own app; null if the platform needs none.</summary>
    public string? ClientId { get; init; }

    /// <summary>The app's secret; null if it has none.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>Where the browser comes back to: <c>http://127.0.0.1:PORT/</c>.</summary>
    public string RedirectUri { get; init; } = "";

    /// <summary>A random text that must come back.</summary>
    public string State { get; init; } = "";

    /// <summary>What proves that who finishes is who started: PKCE's verifier, S256.</summary>
    public Secret? Verifier { get; init; }

    /// <summary>PKCE's challenge of <see cref="Verifier"/>, base64url without padding.</summary>
    public string Challenge { get; init; } = "";

    /// <summary>True if the account posts by itself, so that its label says so where the platform has one.</summary>
    public bool IsAutomated { get; init; }
}

/// <summary>What starting in the browser came to.</summary>
public abstract record BrowserSignIn
{
    private BrowserSignIn() { }

    /// <summary>The browser can be sent there.</summary>
    /// <param name="Address">The address to open; it holds no secret.</param>
    /// <param name="Client">The app's id that goes with it.</param>
    /// <param name="ClientSecret">The app's secret; null if it has none.</param>
    public sealed record Ready(string Address, string Client, Secret? ClientSecret = null) : BrowserSignIn;

    /// <summary>It cannot be done.</summary>
    /// <param name="Reason">In words, with what to do.</param>
    public sealed record Impossible(string Reason) : BrowserSignIn;
}

/// <summary>What signing in came to.</summary>
public abstract record SignInResult
{
    private SignInResult() { }

    /// <summary>Signed in.</summary>
    /// <param name="Account">The account as accounts.json gets it: with the id, server and limits that the platform told.</param>
    /// <param name="Credentials">For the token store.</param>
    public sealed record SignedIn(Account Account, Credentials Credentials) : SignInResult
    {
        /// <summary>What a person should know: a missing scope, a label that was not set, an assumed limit.</summary>
        public ValueList<string> Notes { get; init; } = [];
    }

    /// <summary>Not signed in.</summary>
    /// <param name="Reason">In words, with what to do.</param>
    public sealed record Refused(string Reason) : SignInResult;
}

/// <summary>What a look at an account came to.</summary>
public abstract record AccountLook
{
    private AccountLook() { }

    /// <summary>The credentials work.</summary>
    /// <param name="Account">The account as the platform tells it now: its handle may have changed, its id may not.</param>
    public sealed record Alive(Account Account) : AccountLook
    {
        /// <summary>What is missing, such as a scope; empty if nothing is.</summary>
        public ValueList<string> Notes { get; init; } = [];
    }

    /// <summary>They are of no use any more, beyond doubt: revoked, expired for good, suspended.</summary>
    /// <param name="Reason">In words, with what to do.</param>
    public sealed record Dead(string Reason) : AccountLook;

    /// <summary>It could not be found out: the network, the server, a limit.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Unknown(string Reason) : AccountLook;
}
