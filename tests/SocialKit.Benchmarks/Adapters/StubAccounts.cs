using System.Globalization;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Adapters;

/// <summary>Invented accounts that have signed in on <see cref="StubPlatforms"/>, the real adapters that write for them, and what they post.</summary>
internal sealed class StubAccounts : IDisposable
{
    private readonly StubProcess _servers;
    private readonly MemoryTokenStore _tokens = new();
    private readonly Ids _ids = new(TimeProvider.System, new Random(1));
    private int _count;

    public StubAccounts(StubProcess servers)
    {
        _servers = servers;
        Connected = new(KnownPlatforms.Connect(KnownPlatforms.All, new(Http, _tokens, TimeProvider.System, Setting)).Where(platform => platform.Sender is not null && Platforms.Contains(platform.Id.Value)));
    }

    /// <summary>The platforms that there are servers of.</summary>
    public static IReadOnlyList<string> Platforms { get; } = ["x", "bluesky", "mastodon", "facebook", "threads", "telegram"];

    /// <summary>Those of them that this library writes to.</summary>
    public PlatformSet Connected { get; }

    /// <summary>Makes the adapters' calls.</summary>
    public HttpCaller Http { get; } = new(TimeProvider.System);

    /// <summary>An account that has signed in.</summary>
    public async Task<Account> SignInAsync(Platform platform, int number)
    {
        var name = platform.Id.Value;
        var account = new Account(string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), platform.Id, string.Create(CultureInfo.InvariantCulture, $"invented{number}.example"))
        {
            UserId = string.Create(CultureInfo.InvariantCulture, $"{(name == "bluesky" ? "did:plc:inventedinventedinvented" : name == "telegram" ? "-100100000000" : "100")}{number}"),
            Server = name is "bluesky" or "mastodon" ? _servers[name] : null,
            Software = name == "mastodon" ? "mastodon" : null,
        };
        // What each adapter looks for, in one.
        var credentials = new Credentials(name is "bluesky" ? "session" : name is "telegram" ? "bot" : "oauth2", [new("access", new("invented-access")), new("refresh", new("invented-refresh")), new("client-id", new("invented-client")), new("token", new("7001:invented-token"))])
        {
            IssuedAt = TimeProvider.System.GetUtcNow(),
        };
        await _tokens.SaveAsync(account.Id, credentials.PinnedTo(account), CancellationToken.None);
        return account;
    }

    /// <summary>A post that no other says, with a hashtag and a link, due now.</summary>
    public NewDelivery Post(Account from)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"m{++_count}");
        var text = $"Free the invented prisoner of conscience, whom nobody has seen for years. Ask the invented prosecutor why. Number {name} #FreeThem https://alpha.example/actions/{name}";
        return new(_ids.Next(), new(DeliveryKey.Of("", name, "en", from.Id, "once"), from, TimeProvider.System.GetUtcNow().AddSeconds(-1), new Act.Publish(new Post(from.Platform, text) { Language = "en" })));
    }

    public void Dispose()
    {
        Http.Dispose();
        _tokens.Dispose();
    }

    private string? Setting(string name) => name.Split(':') is [var platform, "api"] && Platforms.Contains(platform) ? _servers[platform] : null;
}
