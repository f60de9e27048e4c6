using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The adapter on a real PDS whose limits are on.</summary>
public sealed class BlueskyLimitTests
{
    [Fact]
    public async Task WhoAsksTooMuchIsToldHowLongToWait()
    {
        const string why = "tests/servers/bluesky-pds is not installed (npm ci there)";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true" && !PdsServer.IsInstalled(Repository.Root), why);
        Assert.SkipUnless(PdsServer.IsInstalled(Repository.Root), why);
        await using var server = await PdsServer.StartAsync(Repository.Root, limits: true);
        using var rig = new PdsRig(server);
        var account = await rig.SignedInAsync();
        var delivery = rig.Deliver(account, "Too much");
        var wire = await rig.PreparedAsync(delivery);
        await server.UseUpAsync();
        var notSent = Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, wire, TestContext.Current.CancellationToken));
        Assert.Equal(429, notSent.HttpStatus);
        Assert.InRange(notSent.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5.1));
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, wire));
    }
}
