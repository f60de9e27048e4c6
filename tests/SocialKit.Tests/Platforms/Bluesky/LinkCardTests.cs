using System.Net;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Testing;
using static SocialKit.Tests.Platforms.Bluesky.BlueskyRig;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>Link cards, and that nobody can use them to reach what is not public.</summary>
public sealed class LinkCardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static LinkCardReader Reader(Func<string, IPAddress[]> resolve, Func<IPAddress, bool>? isAllowed = null) =>
        new(new HttpCaller(new GuardedConnections((host, _) => Task.FromResult(resolve(host)), isAllowed ?? (_ => true)).Handler(), TimeProvider.System), TimeProvider.System, page => page.Scheme is "http" or "https");

    private static StubAnswer Page(string html, string type = "text/html; charset=utf-8") => new StubAnswer.Reply(200, html, type);

    [Fact]
    public async Task APostThatAsksForItGetsACardOfItsFirstLink()
    {
        await using var site = new StubServer(request => request.Path == "/a"
            ? Page("""<html><head><meta property="og:title" content="An invented case &amp; more"><meta content='It "says" so' property=og:description><meta property="og:image" content="/p.png"></head>""")
            : new StubAnswer.Reply(200, "", "image/png") { Bytes = TestPictures.Png });
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers["com.atproto.repo.uploadBlob"] = request => Reply(200, $$$"""{"blob":{"$type":"blob","ref":{"$link":"bafkthumb"},"mimeType":"image/png","size":{{{request.Body.Length}}}}}""");
        var address = $"{site.Address}/a";
        var post = new Post(BlueskyPlatform.Id, $"Read this: {address} and https://other.example/") { Options = [new("link-card", "first-link")] };
        var body = await rig.BodyAsync(rig.Deliver(new Act.Publish(post)));
        Assert.Contains($$$$""""embed":{"$type":"app.bsky.embed.external","external":{"uri":"{{{{address}}}}","title":"An invented case & more","description":"It \"says\" so","thumb":{"$type":"blob","ref":{"$link":"bafkthumb"},"mimeType":"image/png","size":{{{{TestPictures.Png.Length}}}}}}}"""", body, StringComparison.Ordinal);
        Assert.All(site.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }

    [Fact]
    public async Task NothingIsAskedForUnlessThePostAsksForIt()
    {
        await using var site = new StubServer(_ => Page("<title>A page</title>"));
        await using var rig = new BlueskyRig();
        Assert.DoesNotContain("embed", await rig.BodyAsync(rig.Deliver($"Read this: {site.Address}/a")), StringComparison.Ordinal);
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task PicturesAndACardExcludeEachOther()
    {
        await using var rig = new BlueskyRig();
        var post = new Post(BlueskyPlatform.Id, "https://other.example/") { Media = [new("a.png", "A point") { Sha256 = rig.Keep(TestPictures.Png) }], Options = [new("link-card", "first-link")] };
        Assert.Equal("card-and-pictures", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Deliver(new Act.Publish(post)))).Code);
    }

    [Fact]
    public async Task APageThatCannotBeReadDoesNotKeepThePostBack()
    {
        foreach (var answer in new StubAnswer[] { Reply(500, ""), Reply(404, ""), new StubAnswer.Drop(), Page("<p>No title"), Page("{}", "application/json"), new StubAnswer.Reply(200, "") { Bytes = new byte[2_000_000] }, new StubAnswer.Endless(), new StubAnswer.Half("<title>") })
        {
            await using var site = new StubServer(_ => answer);
            await using var rig = new BlueskyRig();
            var post = new Post(BlueskyPlatform.Id, $"{site.Address}/a") { Options = [new("link-card", "first-link")] };
            Assert.DoesNotContain("embed", await rig.BodyAsync(rig.Deliver(new Act.Publish(post))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ThreeRedirectsAreFollowedAndEachIsChecked()
    {
        await using var site = new StubServer(request => int.Parse(request.Path[1..], System.Globalization.CultureInfo.InvariantCulture) is var left && left > 0 ? Reply(302, "", ("Location", $"/{left - 1}")) : Page("<title>At last</title>"));
        var reader = Reader(_ => [IPAddress.Loopback]);
        Assert.Equal("At last", (await reader.ReadAsync($"{site.Address}/3", Token))!.Title);
        Assert.Null(await reader.ReadAsync($"{site.Address}/4", Token));
        await using var loop = new StubServer(_ => Reply(301, "", ("Location", "/")));
        Assert.Null(await reader.ReadAsync(loop.Address, Token));
        Assert.Equal(4, loop.Requests.Count);
    }

    [Fact]
    public async Task ARedirectInsideIsNotFollowed()
    {
        await using var inside = new StubServer(_ => Page("<title>Secrets</title>"));
        var insidePort = new Uri(inside.Address).Port;
        await using var site = new StubServer(_ => Reply(302, "", ("Location", $"http://inside.example:{insidePort}/")));
        // The site is at 127.0.0.1 and allowed here; what it sends to is at 127.0.0.2 and is not.
        var reader = Reader(host => [IPAddress.Parse(host == "inside.example" ? "127.0.0.2" : "127.0.0.1")], address => address.Equals(IPAddress.Loopback));
        Assert.Null(await reader.ReadAsync($"http://site.example:{new Uri(site.Address).Port}/", Token));
        Assert.Empty(inside.Requests);
        Assert.Single(site.Requests);
    }

    [Fact]
    public async Task ANameIsLookedUpOnceAndWhatWasCheckedIsConnectedTo()
    {
        await using var site = new StubServer(_ => Page("<title>The checked one</title>"));
        var asked = 0;
        // A name that says something else each time it is asked.
        var reader = Reader(_ => [IPAddress.Parse(++asked == 1 ? "127.0.0.1" : "127.0.0.9")]);
        Assert.Equal("The checked one", (await reader.ReadAsync($"http://rebound.example:{new Uri(site.Address).Port}/", Token))!.Title);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task OneAddressThatLeadsInsideRefusesTheName()
    {
        await using var site = new StubServer(_ => Page("<title>Half inside</title>"));
        var reader = Reader(_ => [IPAddress.Loopback, IPAddress.Parse("10.0.0.1")], address => address.Equals(IPAddress.Loopback));
        Assert.Null(await reader.ReadAsync($"http://both.example:{new Uri(site.Address).Port}/", Token));
        Assert.Empty(site.Requests);
    }

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("https://example.org:8443/")]
    [InlineData("https://user:password@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    public void OnlyHttpsOnItsUsualPortIsAPublicPage(string address) => Assert.False(LinkCardReader.IsPublicPage(new(address)));

    [Fact]
    public async Task TheRealReaderReachesNothingHere()
    {
        await using var site = new StubServer(_ => Page("<title>Inside</title>"));
        var reader = LinkCardReader.Public(TimeProvider.System);
        var port = new Uri(site.Address).Port;
        foreach (var address in new[] { $"http://127.0.0.1:{port}/", $"https://127.0.0.1:{port}/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://0x7f.1/", "https://2130706433/", "https://169.254.169.254/latest/meta-data/", "https://0.0.0.0/" })
            Assert.Null(await reader.ReadAsync(address, Token));
        Assert.Empty(site.Requests);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void WhatIsNotPublicIsNotAskedFor(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00::1")]
    [InlineData("::ffff:1.1.1.1")]
    public void WhatIsPublicIs(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));
}
