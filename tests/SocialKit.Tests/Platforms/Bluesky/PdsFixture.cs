using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>A PDS for all tests that want a real one. Where it is not installed they are skipped; under CI they fail.</summary>
public sealed class PdsFixture : IAsyncLifetime
{
    private PdsServer? _server;

    /// <summary>The server.</summary>
    public PdsServer Server
    {
        get
        {
            if (_server is not null)
                return _server;
            const string why = "tests/servers/bluesky-pds is not installed (npm ci there)";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);
            Assert.Skip(why);
            return null!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PdsServer.IsInstalled(Repository.Root))
            _server = await PdsServer.StartAsync(Repository.Root);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
