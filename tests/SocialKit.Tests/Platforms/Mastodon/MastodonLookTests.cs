using SocialKit.Deliveries;
using SocialKit.Platforms.Mastodon;
using SocialKit.Testing.Mastodon;

namespace SocialKit.Tests.Platforms.Mastodon;

/// <summary>What a look finds after an answer was lost.</summary>
public sealed class MastodonLookTests
{
    private const string Text = "@anna@far.example Free them: https://www.example.org/a/very/long/path/that/is/cut?lang=kk&x=1\n\n\"Now\" 🕊️ #Free";

    [Theory]
    [InlineData(true, MastodonStubFault.DroppedAfter)]
    [InlineData(true, MastodonStubFault.EmptyAfter)]
    [InlineData(true, MastodonStubFault.HtmlAfter)]
    [InlineData(true, MastodonStubFault.GatewayTimeoutAfter)]
    [InlineData(false, MastodonStubFault.DroppedAfter)]
    [InlineData(false, MastodonStubFault.EmptyAfter)]
    public async Task WhatIsOutIsFoundAmongTheAccountsOwnPosts(bool isOriginal, MastodonStubFault fault)
    {
        using var rig = new MastodonRig(isOriginal);
        var (post, wire, begun) = await SentAsync(rig, fault, options: [new("content-warning", "Prison")]);
        var found = Assert.IsType<Sighting.Found>(await rig.FindAsync(post, wire, begun));
        Assert.Equal(Assert.Single(rig.Stub.Posts).Id, found.Post.Id);
    }

    [Theory]
    [InlineData(-540)]
    [InlineData(540)]
    public async Task ItIsFoundThoughTheServersClockIsWrong(int seconds)
    {
        using var rig = new MastodonRig(isOriginal: false);
        rig.Stub.Ahead = TimeSpan.FromSeconds(seconds);
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedAfter);
        Assert.IsType<Sighting.Found>(await rig.FindAsync(post, wire, begun));
    }

    [Fact]
    public async Task ItIsFoundBehindManyLaterPosts()
    {
        using var rig = new MastodonRig();
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedAfter);
        for (var i = 0; i < 100; i++)
            await rig.SendAsync(rig.Publish($"another {i}"));
        Assert.IsType<Sighting.Found>(await rig.FindAsync(post, wire, begun));
        Assert.Equal(3, rig.Stub.Requests.Count(request => request.Method == "GET" && request.Route.EndsWith("/statuses", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ThePostOfLastWeekWithTheSameWordsIsNotIt()
    {
        using var rig = new MastodonRig(isOriginal: false);
        await rig.SendAsync(rig.Publish(Text));
        rig.Clock.Advance(TimeSpan.FromDays(7));
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedBefore);
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        var cannot = Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(post, wire, begun));
        Assert.Contains(rig.Stub.Posts[0].Id, cannot.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APostWithTheSameWordsThatWasStillBeingSentWhenItWasPreparedIsNotIt()
    {
        using var rig = new MastodonRig(isOriginal: false);
        var post = rig.Publish(Text);
        var wire = await rig.PreparedAsync(post);
        await rig.SendAsync(rig.Publish(Text));
        rig.Clock.Advance(TimeSpan.FromSeconds(20));
        var begun = rig.Clock.GetUtcNow();
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(post, wire, begun));
    }

    [Theory]
    [InlineData("content-warning", "Another warning")]
    [InlineData("visibility", "private")]
    public async Task APostThatSaysTheSameOtherwiseIsShownToAPerson(string option, string value)
    {
        using var rig = new MastodonRig(isOriginal: false);
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedBefore, options: [new(option, value)]);
        await rig.SendAsync(rig.Publish(Text));
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains("says the same", Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(post, wire, begun)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatIsNotThereYetIsLookedForAgain(bool isOriginal)
    {
        using var rig = new MastodonRig(isOriginal);
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedAndDoneLater);
        var again = Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(post, wire, begun));
        rig.Clock.Advance(again.Delay);
        Assert.IsType<Sighting.Found>(await rig.FindAsync(post, wire, begun));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(39, true)]
    [InlineData(41, false)]
    [InlineData(180, false)]
    public async Task OnMastodonARepeatIsTrustedWhileTheKeyIsSurelyKept(int minutes, bool isTrusted)
    {
        using var rig = new MastodonRig();
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedBefore);
        rig.Clock.Advance(TimeSpan.FromMinutes(minutes));
        var sighting = await rig.FindAsync(post, wire, begun);
        Assert.Equal(isTrusted, sighting is Sighting.SurelyAbsent);
        if (!isTrusted)
            Assert.IsType<Sighting.CannotTell>(sighting);
    }

    [Theory]
    [InlineData("gotosocial")]
    [InlineData("mastodon-like")]
    [InlineData(null)]
    public async Task ElsewhereAbsenceProvesNothing(string? software)
    {
        using var rig = new MastodonRig(isOriginal: false);
        rig.Account = rig.Account with { Software = software };
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedBefore);
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(post, wire, begun));
    }

    [Fact]
    public async Task WhereAPersonSaidSoTheAbsentIsSentAgain()
    {
        using var rig = new MastodonRig(isOriginal: false);
        rig.Account = rig.Account with { ResendsWhenAbsent = true };
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedBefore);
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(post, wire, begun));
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(post, wire, begun));
    }

    [Theory]
    [InlineData(MastodonStubFault.BadGatewayBefore)]
    [InlineData(MastodonStubFault.TooMany)]
    [InlineData(MastodonStubFault.NoConnection)]
    [InlineData(MastodonStubFault.HtmlAfter)]
    [InlineData(MastodonStubFault.ProxyUnauthorized)]
    public async Task WhereNothingCanBeReadItIsLookedForAgain(MastodonStubFault fault)
    {
        using var rig = new MastodonRig();
        var (post, wire, begun) = await SentAsync(rig, MastodonStubFault.DroppedBefore);
        rig.Clock.Advance(TimeSpan.FromMinutes(20));
        rig.Stub.Fault = _ => fault;
        Assert.InRange(Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(post, wire, begun)).Delay, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(true, MastodonStubFault.DroppedAfter, "found")]
    [InlineData(false, MastodonStubFault.DroppedAfter, "found")]
    [InlineData(true, MastodonStubFault.DroppedBefore, "absent")]
    [InlineData(false, MastodonStubFault.DroppedBefore, "held")]
    public async Task ARepostIsLookedForOnThePostItself(bool isOriginal, MastodonStubFault fault, string expected)
    {
        using var rig = new MastodonRig(isOriginal);
        var original = rig.Stub.AddForeign("somebody's words");
        var repost = rig.Do(new Act.Repost(new(MastodonPlatform.Id, original.Id)));
        var wire = await rig.PreparedAsync(repost);
        var begun = rig.Clock.GetUtcNow();
        rig.Stub.Fault = request => request.Method == "POST" ? fault : MastodonStubFault.None;
        Assert.IsType<Outcome.Unclear>(await rig.SendAsync(repost, wire));
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        var sighting = await rig.FindAsync(repost, wire, begun);
        Assert.Equal(expected, sighting switch { Sighting.Found => "found", Sighting.SurelyAbsent => "absent", Sighting.CannotTell => "held", _ => "again" });
        if (sighting is Sighting.Found found)
            Assert.Equal(rig.Stub.Posts[^1].Id, found.Post.Id);
    }

    [Fact]
    public void ALinkToAnotherServerIsNotFollowedWithTheToken()
    {
        var answer = new SocialKit.Platforms.Http.HttpResult.Answer(System.Net.HttpStatusCode.OK, Headers("<https://evil.example/api?max_id=1>; rel=\"next\", <https://social.example/api?a=1,2&min_id=9>; rel=\"prev\""), default);
        Assert.Null(MastodonLink.Next(answer, MastodonStub.Address));
        answer = answer with { Headers = Headers("<https://social.example/api?min_id=9>; rel=\"prev\", <https://social.example/api?a=1,2&max_id=7>; rel=\"next\"") };
        Assert.Equal("/api?a=1,2&max_id=7", MastodonLink.Next(answer, MastodonStub.Address));
    }

    private static SocialKit.Platforms.Http.HttpHeadersRead Headers(string link)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent([]) };
        response.Headers.TryAddWithoutValidation("Link", link);
        return new(response.Headers, response.Content.Headers);
    }

    private static async Task<(Delivery Post, WireForm Wire, DateTimeOffset Begun)> SentAsync(MastodonRig rig, MastodonStubFault fault, ValueList<SocialKit.Posts.PostOption>? options = null)
    {
        var post = rig.Publish(Text, with => with with { Options = options ?? [] });
        var wire = await rig.PreparedAsync(post);
        var begun = rig.Clock.GetUtcNow();
        rig.Stub.Fault = request => request.Method == "POST" ? fault : MastodonStubFault.None;
        Assert.IsType<Outcome.Unclear>(await rig.SendAsync(post, wire));
        rig.Stub.Fault = _ => MastodonStubFault.None;
        return (post, wire, begun);
    }
}
