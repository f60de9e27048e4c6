using SocialKit.Deliveries;
using SocialKit.Platforms.X;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

/// <summary>Looking whether a post is out, among the account's own.</summary>
public sealed class XFindTests
{
    [Theory]
    [InlineData("tweet.fields")]
    [InlineData("post.fields")]
    public async Task WhatIsOutIsFoundInEitherOfXsVocabularies(string words)
    {
        await using var rig = new XRig();
        rig.Stub.Words = words;
        var delivery = XRig.Publish("Free <her> & all: https://example.org/a?b=c amnesty.org/en 👩‍👩‍👧‍👧");
        var wire = await rig.PrepareAsync(delivery);
        rig.Stub.Fault = request => request.Method == "POST" ? XFault.DropAfter : XFault.None;
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, XRig.Token));
        var found = Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire));
        Assert.Equal(rig.Stub.Effects.Single().Id, found.Post.Id);
    }

    [Fact]
    public async Task TheWordsCanBeSet()
    {
        await using var rig = new XRig(settings: new() { ["x:fields-parameter"] = "post.fields" });
        rig.Stub.Words = "post.fields";
        var delivery = XRig.Publish("a");
        await rig.FindAsync(delivery, await rig.PrepareAsync(delivery));
        Assert.Contains("post.fields=", Assert.Single(rig.Server.Requests).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItIsNotLookedForAtOnce()
    {
        await using var rig = new XRig();
        var delivery = XRig.Publish("a");
        var again = Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, await rig.PrepareAsync(delivery), TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(9), again.Delay);
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhatIsNotThereIsLookedForAgainForFiveMinutesAndThenHeld()
    {
        await using var rig = new XRig();
        var delivery = XRig.Publish("never out");
        var wire = await rig.PrepareAsync(delivery);
        var attempt = new Attempt(Guid.Empty, 1, 1, "w", rig.Clock.GetUtcNow());
        List<double> waits = [];
        while (true)
        {
            var sighting = await rig.Sender.FindAsync(delivery, wire, attempt, XRig.Token);
            if (sighting is not Sighting.LookAgainAfter again)
            {
                Assert.IsType<Sighting.CannotTell>(sighting);
                break;
            }
            waits.Add(again.Delay.TotalSeconds);
            rig.Clock.Advance(again.Delay);
        }
        Assert.Equal([10, 20, 60, 210], waits);
    }

    [Fact]
    public async Task AnAccountThatIsSetToSendsAgainWhatIsAbsent()
    {
        await using var rig = new XRig();
        var delivery = XRig.Publish("never out", from: XRig.Account with { ResendsWhenAbsent = true });
        var wire = await rig.PrepareAsync(delivery);
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, wire, TimeSpan.FromSeconds(100)));
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delivery, wire, TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public async Task AnOlderPostWithTheSameWordsIsNotIt()
    {
        await using var rig = new XRig();
        rig.Stub.Put(XRig.Me, "every Monday", rig.Clock.GetUtcNow() - TimeSpan.FromMinutes(11));
        var delivery = XRig.Publish("every Monday");
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, await rig.PrepareAsync(delivery)));
    }

    [Fact]
    public async Task AReplyIsFoundWhereItRepliesAndNowhereElse()
    {
        await using var rig = new XRig();
        var first = rig.Stub.Put(XRig.Me, "first", rig.Clock.GetUtcNow());
        var delivery = XRig.Publish("and more", new(XPlatform.Id, first.Id));
        var wire = await rig.PrepareAsync(delivery);
        rig.Stub.Put(XRig.Me, "and more", rig.Clock.GetUtcNow());
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, wire));
        var reply = rig.Stub.Put(XRig.Me, "and more", rig.Clock.GetUtcNow(), first.Id);
        Assert.Equal(reply.Id, Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire)).Post.Id);
    }

    [Fact]
    public async Task WhatDiffersInItsLinkAloneIsForAPerson()
    {
        await using var rig = new XRig();
        rig.Stub.Put(XRig.Me, "Sign here: https://example.org/petition-a", rig.Clock.GetUtcNow());
        var delivery = XRig.Publish("Sign here: https://example.org/petition-b", from: XRig.Account with { ResendsWhenAbsent = true });
        var cannot = Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(delivery, await rig.PrepareAsync(delivery)));
        Assert.Contains(rig.Stub.Effects.Single().Id, cannot.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PagesAreReadToTheEnd()
    {
        await using var rig = new XRig();
        var delivery = XRig.Publish("the oldest of many");
        var wire = await rig.PrepareAsync(delivery);
        var sent = rig.Stub.Put(XRig.Me, "the oldest of many", rig.Clock.GetUtcNow());
        for (var i = 0; i < 250; i++)
            rig.Stub.Put(XRig.Me, $"another {i}", rig.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(i));
        Assert.Equal(sent.Id, Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire)).Post.Id);
        Assert.Equal(3, rig.Server.Requests.Count);
    }

    [Fact]
    public async Task WhatIsTooMuchToReadIsForAPerson()
    {
        await using var rig = new XRig();
        for (var i = 0; i < 501; i++)
            rig.Stub.Put(XRig.Me, $"another {i}", rig.Clock.GetUtcNow());
        var delivery = XRig.Publish("somewhere", from: XRig.Account with { ResendsWhenAbsent = true });
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(delivery, await rig.PrepareAsync(delivery), TimeSpan.FromMinutes(6)));
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"data":{"id":"1"}}""")]
    [InlineData(200, """{"data":[{"id":"1"}],"meta":{"result_count":1}}""")]
    [InlineData(200, """{"errors":[{"title":"Not Found Error","type":"https://api.x.com/2/problems/resource-not-found"}]}""")]
    [InlineData(400, """{"title":"Invalid Request"}""")]
    [InlineData(402, """{"title":"CreditsDepleted"}""")]
    [InlineData(403, """{"title":"Forbidden"}""")]
    [InlineData(404, "")]
    [InlineData(429, "")]
    public async Task WhatIsNoListSaysNothingAboutWhatIsInIt(int status, string body)
    {
        await using var rig = new XRig(_ => new StubAnswer.Reply(status, body));
        var delivery = XRig.Publish("a", from: XRig.Account with { ResendsWhenAbsent = true });
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, await rig.PrepareAsync(delivery), TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public async Task ARepostIsSimplyRepeated()
    {
        await using var rig = new XRig();
        var delivery = XRig.Of(new Act.Repost(new(XPlatform.Id, "1445880548472328192")));
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delivery, await rig.PrepareAsync(delivery)));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WithoutATimeItsIdTellsWhenAPostWasMade()
    {
        // The id of 2026-11-24T08:00Z, an hour before; and of 09:00:01Z.
        static string Id(DateTimeOffset at) => ((at.ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var nine = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
        foreach (var (at, isFound) in new[] { (nine.AddHours(-1), false), (nine.AddSeconds(1), true) })
        {
            await using var rig = new XRig(_ => new StubAnswer.Reply(200, $$$"""{"data":[{"id":"{{{Id(at)}}}","text":"a"}],"meta":{"result_count":1}}"""));
            var delivery = XRig.Publish("a");
            Assert.Equal(isFound, await rig.FindAsync(delivery, await rig.PrepareAsync(delivery)) is Sighting.Found);
        }
    }
}
