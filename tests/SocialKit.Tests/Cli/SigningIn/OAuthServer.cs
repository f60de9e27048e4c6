using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialKit.Tests.Cli.SigningIn;

/// <summary>A real OAuth server in this process, at the addresses where X has its own: code with PKCE, and refresh tokens that are good for one use.</summary>
internal sealed class OAuthServer : IAsyncDisposable
{
    public const string Client = "invented-app";
    public const string User = "4711";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _used = [];
    private int _renewals;
    private int _reuses;

    private OAuthServer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>How many refresh tokens were taken.</summary>
    public int Renewals => _renewals;

    /// <summary>How often one came that had been used up.</summary>
    public int Reuses => _reuses;

    /// <summary>How long the server thinks before it answers.</summary>
    public TimeSpan Thinks { get; set; }

    public static async Task<OAuthServer> StartAsync(TimeSpan life)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        OAuthServer? server = null;
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetAuthorizationEndpointUris("/i/oauth2/authorize").SetTokenEndpointUris("/2/oauth2/token").SetRevocationEndpointUris("/2/oauth2/revoke");
            options.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
            options.Configure(known => known.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
            options.RegisterScopes("tweet.read", "tweet.write", "users.read", "media.write", "offline.access", Scopes.OfflineAccess);
            options.SetAccessTokenLifetime(life).EnableDegradedMode().AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                // RFC 8252, 7.3: whatever port the program got.
                if (context.ClientId != Client || !Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var back) || back.Host != "127.0.0.1" || back.AbsolutePath != "/")
                    context.Reject(Errors.InvalidClient, "Nobody knows this app.");
                return default;
            }));
            options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.Principal = Principal();
                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context => server!.ValidateAsync(context)));
            options.AddEventHandler<ValidateRevocationRequestContext>(handler => handler.UseInlineHandler(_ => default));
            options.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.Principal = Principal();
                return default;
            }));
        });
        var app = builder.Build();
        server = new(app);
        app.UseAuthentication();
        app.MapGet("/2/users/me", (HttpContext http) => http.Response.WriteAsync("{\"data\":{\"id\":\"4711\",\"username\":\"invented_org\",\"name\":\"Invented Org\"}}"));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async ValueTask ValidateAsync(ValidateTokenRequestContext context)
    {
        if (Thinks > TimeSpan.Zero)
            await Task.Delay(Thinks, context.CancellationToken);
        if (context.ClientId != Client)
        {
            context.Reject(Errors.InvalidClient, "Nobody knows this app.");
            return;
        }
        if (!context.Request.IsRefreshTokenGrantType())
            return;
        if (_used.TryAdd(context.Request.RefreshToken!, true))
        {
            Interlocked.Increment(ref _renewals);
            return;
        }
        Interlocked.Increment(ref _reuses);
        context.Reject(Errors.InvalidGrant, "The refresh token was used up.");
    }

    private static ClaimsPrincipal Principal()
    {
        var identity = new ClaimsIdentity("invented");
        identity.AddClaim(new Claim(Claims.Subject, User));
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes("tweet.read", "tweet.write", "users.read", "media.write", "offline.access", Scopes.OfflineAccess);
        return principal;
    }
}
