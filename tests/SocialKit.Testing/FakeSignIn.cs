using SocialKit.Access;

namespace SocialKit.Testing;

/// <summary>An invented way to sign in: by a token that is typed, or in a browser that comes back by itself.</summary>
public sealed class FakeSignIn(PlatformId platform, TimeProvider clock) : ISignIn
{
    /// <summary>Who signs in.</summary>
    public Account Who { get; set; } = new("given-by-the-platform", platform, "invented_org") { UserId = "4711", Name = "Invented Org" };

    /// <summary>How long what is given is good; null for ever.</summary>
    public TimeSpan? Life { get; set; }

    /// <summary>Why nobody gets in; null to let them.</summary>
    public string? Refusal { get; set; }

    /// <summary>What a look finds; null for <see cref="Who"/>, alive.</summary>
    public AccountLook? Look { get; set; }

    /// <summary>What renewing gives; null for new credentials.</summary>
    public Renewal? Renewal { get; set; }

    /// <summary>Why nothing can be revoked; null if it can.</summary>
    public string? NotRevoked { get; set; }

    /// <summary>The query that the browser comes back with, of the request; null for a browser that never comes back.</summary>
    public Func<SignInRequest, string>? ComesBackWith { get; set; }

    /// <summary>The last request.</summary>
    public SignInRequest? Request { get; private set; }

    /// <summary>The secrets that were typed last.</summary>
    public ValueList<NamedSecret> Typed { get; private set; } = [];

    /// <summary>The code that the browser brought last.</summary>
    public Secret? Code { get; private set; }

    /// <summary>What was revoked, by the account's handle.</summary>
    public List<string> Revoked { get; } = [];

    /// <summary>How often somebody renewed.</summary>
    public int Renewals { get; private set; }

    /// <summary>How often somebody looked.</summary>
    public int Looks { get; private set; }

    public ValueList<SignInWay> Ways { get; } =
    [
        new SignInWay.Typed([new("token", "Token")]) { Name = "token", Help = "Needs a token." },
        new SignInWay.Browser { Name = "browser", Help = "Opens a browser." },
        new SignInWay.Browser { Name = "own-server", Help = "On a server.", NeedsServer = true, NeedsHandle = true },
        new SignInWay.Browser { Name = "own-app", Help = "By an app of your own.", NeedsClient = true },
    ];

    public Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        Request = request;
        if (ComesBackWith is { } query)
            _ = VisitAsync(request.RedirectUri + "?" + query(request), cancellationToken);
        return Task.FromResult<BrowserSignIn>(new BrowserSignIn.Ready("https://platform.example/authorize?state=" + request.State, request.ClientId ?? "client", request.ClientSecret));
    }

    public Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken)
    {
        Code = code;
        return SignedInAsync(request, "access-" + code.Reveal());
    }

    public Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken)
    {
        (Request, Typed) = (request, secrets);
        return SignedInAsync(request, secrets[0].Value.Reveal());
    }

    public Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        Renewals++;
        return Task.FromResult(Renewal ?? new Renewal.Renewed(Given($"renewed-{Renewals}")));
    }

    public Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        Looks++;
        return Task.FromResult(Look ?? new AccountLook.Alive(Who));
    }

    public Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        Revoked.Add(account.Handle);
        return Task.FromResult(NotRevoked);
    }

    private Task<SignInResult> SignedInAsync(SignInRequest request, string secret) => Task.FromResult<SignInResult>(Refusal is { } reason
        ? new SignInResult.Refused(reason)
        : new SignInResult.SignedIn(Who with { Server = request.Server, IsAutomated = request.IsAutomated }, Given(secret)) { Notes = ["A note of the platform."] });

    private Credentials Given(string secret) => new("invented", [new("access", new(secret)), new("refresh", new(secret + "-refresh"))])
    {
        IssuedAt = clock.GetUtcNow(),
        ExpiresAt = clock.GetUtcNow() + Life,
        Scopes = ["read", "write"],
    };

    private static async Task VisitAsync(string address, CancellationToken cancellationToken)
    {
        using var browser = new HttpClient();
        using var answer = await browser.GetAsync(new Uri(address), cancellationToken);
    }
}
