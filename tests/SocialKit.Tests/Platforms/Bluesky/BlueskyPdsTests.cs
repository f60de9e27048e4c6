using System.Text;
using System.Text.Json;
using SocialKit.Access;
using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The adapter on a real PDS.</summary>
public sealed class BlueskyPdsTests(PdsFixture pds) : IClassFixture<PdsFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Texts { get; } =
    [
        "Свободу выдуманному заключённому! Қазақша мәтін: ң ғ ү ұ қ ө һ",
        "الحرية للسجين المخترع — ‏نص من اليمين إلى اليسار‏",
        "自由を、架空の囚人に。繁體與简体",
        "क्षत्रिय हिन्दी और ক্ষমতা",
        "👩🏽‍⚖️🏴󠁧󠁢󠁳󠁣󠁴󠁿🇰🇿 and ❤️‍🔥",
        "e\u0301 is not \u00e9, and \u1112\u1161\u11ab is not \ud55c",
        "zero\u200bwidth\u200djoiner\u00adsoft\u2060word\ufeffmark",
        "tab\tand\nlines\n\n\nand  two spaces ",
        " leading and trailing \r\n",
        "\u0001\u0007\u001f\u007f\u0085 controls, \u2028 and \u2029, \ufffd, \uffff, \U000f0000 and \U0010fffd",
        "\"quoted\\ and </script> <b> & \u003c",
        "ﷺ Ǆ ﬁ Å Ω \u0345 ᾀ",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task EveryKindOfCharacterComesBackByteForByte(string text)
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var post = await rig.SentAsync(rig.Deliver(account, text));
        var record = Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post"));
        Assert.Equal(post.Id, record.GetProperty("uri").GetString());
        Assert.Equal(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(record.GetProperty("value").GetProperty("text").GetString()!));
        Assert.Equal("en", record.GetProperty("value").GetProperty("langs")[0].GetString());
    }

    [Fact]
    public async Task WhoSignsInIsPinnedByServerAndDid()
    {
        using var rig = new PdsRig(pds.Server);
        var person = await rig.Server.NewAccountAsync();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.EnterAsync(new() { Handle = "@" + person.Handle, Server = rig.Server.Address }, person.AppPassword));
        Assert.Equal((person.Did, person.Handle, rig.Server.Address, person.Handle.Split('.')[0]), (signedIn.Account.UserId, signedIn.Account.Handle, signedIn.Account.Server, signedIn.Account.Id["bluesky-".Length..]));
        Assert.Empty(signedIn.Notes);
        Assert.InRange(signedIn.Credentials.ExpiresAt!.Value - signedIn.Credentials.IssuedAt, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.1));
        Assert.Equal(["com.atproto.appPass"], signedIn.Credentials.Scopes);
        Assert.Equal(signedIn.Account, Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(signedIn.Account, signedIn.Credentials, Token)).Account);
    }

    [Fact]
    public async Task WithoutAServerTheAccountsOwnIsFound()
    {
        using var rig = new PdsRig(pds.Server);
        var person = await rig.Server.NewAccountAsync();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.EnterAsync(new() { Handle = person.Handle }, person.AppPassword));
        // The PDS calls itself by another name of the loopback.
        Assert.Equal(new Uri(rig.Server.Address).Port, new Uri(signedIn.Account.Server!).Port);
        Assert.Equal(person.Did, signedIn.Account.UserId);
    }

    [Fact]
    public async Task AWrongPasswordAndTheAccountsOwnAreRefusedInWords()
    {
        using var rig = new PdsRig(pds.Server);
        var person = await rig.Server.NewAccountAsync();
        var wrong = Assert.IsType<SignInResult.Refused>(await rig.EnterAsync(new() { Handle = person.Handle, Server = rig.Server.Address }, "abcd-abcd-abcd-abcd"));
        Assert.Contains("does not take this handle and password", wrong.Reason, StringComparison.Ordinal);
        var own = Assert.IsType<SignInResult.Refused>(await rig.EnterAsync(new() { Handle = person.Handle, Server = rig.Server.Address }, person.Password));
        Assert.Contains("own password", own.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Password, own.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASessionIsRenewedAndTheOldOneOfNoUse()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var first = (await rig.Tokens.ReadAsync(account.Id, Token))!;
        var second = Assert.IsType<Renewal.Renewed>(await rig.SignIn.RenewAsync(account, first, Token)).Credentials;
        Assert.NotEqual(first["refresh"], second["refresh"]);
        Assert.Equal(first["password"], second["password"]);
        Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(account, second, Token));
    }

    [Fact]
    public async Task ASessionThatHasEndedIsBegunAgainByTheAppPassword()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var kept = (await rig.Tokens.ReadAsync(account.Id, Token))!;
        Assert.Contains("app password still works", await rig.SignIn.RevokeAsync(account, kept, Token), StringComparison.Ordinal);
        var renewed = Assert.IsType<Renewal.Renewed>(await rig.SignIn.RenewAsync(account, kept, Token)).Credentials;
        Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(account, renewed, Token));
    }

    [Fact]
    public async Task AnAppPasswordThatWasTakenBackIsDead()
    {
        using var rig = new PdsRig(pds.Server);
        var person = await rig.Server.NewAccountAsync();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.EnterAsync(new() { Handle = person.Handle, Server = rig.Server.Address, Id = "taken-back" }, person.AppPassword));
        await rig.Tokens.SaveAsync("taken-back", signedIn.Credentials with { ExpiresAt = rig.Clock.GetUtcNow() }, Token);
        using var _ = await rig.Server.CallAsync("com.atproto.server.revokeAppPassword", person.Access, """{"name":"tests"}""");
        var delivery = rig.Deliver(signedIn.Account, "It does not go out.");
        var wire = await rig.PreparedAsync(delivery);
        var stopped = Assert.IsType<Outcome.AccountStopped>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Contains("not taken any more", stopped.Reason, StringComparison.Ordinal);
        Assert.NotNull((await rig.Tokens.ReadAsync("taken-back", Token))!.DeadBecause);
    }

    [Fact]
    public async Task ATokenThatIsNotTakenIsRenewedOnceAndThePostGoesOut()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var kept = (await rig.Tokens.ReadAsync(account.Id, Token))!;
        var broken = kept["access"].Reveal()[..^4] + "AAAA";
        await rig.Tokens.SaveAsync(account.Id, kept with { Secrets = [new("access", new(broken)), new("refresh", kept["refresh"]), new("password", kept["password"])] }, Token);
        var delivery = rig.Deliver(account, "After a renewal");
        var wire = await rig.PreparedAsync(delivery);
        var notSent = Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Equal((400, 1), (notSent.HttpStatus, rig.Tokens.Renewals));
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post"));
    }

    [Fact]
    public async Task RepeatingIsOneEffectAndWritesNothing()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var delivery = rig.Deliver(account, "Once");
        var wire = await rig.PreparedAsync(delivery);
        var first = Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
        var revision = await rig.Server.RevisionAsync(account.UserId!);
        for (var i = 0; i < 5; i++)
            Assert.Equal(first.Post, Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token)).Post);
        Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post"));
        Assert.Equal(revision, await rig.Server.RevisionAsync(account.UserId!));
        Assert.Equal(first.Post, Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire)).Post);
    }

    [Fact]
    public async Task EightAtOnceAreOneEffect()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        for (var round = 0; round < 5; round++)
        {
            var delivery = rig.Deliver(account, $"Raced {round}");
            var wire = await rig.PreparedAsync(delivery);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rig.Sender.SendAsync(delivery, wire, Token)));
            Assert.Single(outcomes.Select(outcome => Assert.IsType<Outcome.Done>(outcome).Post).Distinct());
        }
        Assert.Equal(5, (await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post")).Count);
    }

    [Fact]
    public async Task APostWhoseAnswerWasCutIsFoundAndNotDoubled()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        await using var proxy = new CuttingProxy(rig.Server.Address);
        var behind = account with { Server = proxy.Address };
        var delivery = rig.Deliver(behind, "Whose answer was cut");
        var wire = await rig.PreparedAsync(delivery);
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delivery, wire));
        proxy.Cuts = 1;
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, Token));
        proxy.Cuts = 0;
        Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire));
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post"));
    }

    [Fact]
    public async Task TheSameDeliveryMadeReadyAnewIsStillOne()
    {
        // As after a queue was restored from a backup: another time of creation, the same key.
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var delivery = rig.Deliver(account, "Once, whatever the queue remembers");
        var first = await rig.SentAsync(delivery);
        await Task.Delay(5, Token);
        var again = Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, await rig.PreparedAsync(delivery), Token));
        Assert.Equal((first, Confirmation.Duplicate, 400), (again.Post, again.ConfirmedBy, again.HttpStatus));
        Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post"));
    }

    [Fact]
    public async Task SomethingElseUnderTheSameKeyIsRefusedAndStays()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var delivery = rig.Deliver(account, "The first");
        await rig.SentAsync(delivery);
        var other = delivery with { Act = new Act.Publish(new Post(BlueskyPlatform.Id, "The second")) };
        var wire = await rig.PreparedAsync(other);
        Assert.Equal("InvalidSwap", Assert.IsType<Outcome.Refused>(await rig.Sender.SendAsync(other, wire, Token)).Code);
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(other, wire));
        Assert.Equal("The first", Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post")).GetProperty("value").GetProperty("text").GetString());
    }

    [Fact]
    public async Task MentionsTagsAndShortenedLinksAreFacetsAtTheirBytes()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var other = await rig.Server.NewAccountAsync();
        const string shown = "example.org/a-rather-long...";
        var text = $"Здравствуйте, @{other.Handle}! 🇰🇿 #Свобода {shown}";
        var at = text.IndexOf(shown, StringComparison.Ordinal);
        var post = new Post(BlueskyPlatform.Id, text) { Links = [new(new TextSpan(at, at + shown.Length), "https://example.org/a-rather-long-path?a=ё")] };
        await rig.SentAsync(rig.Deliver(account, new Act.Publish(post)));
        var record = Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post")).GetProperty("value");
        var bytes = Encoding.UTF8.GetBytes(record.GetProperty("text").GetString()!);
        var facets = record.GetProperty("facets").EnumerateArray().Select(facet => (
            Encoding.UTF8.GetString(bytes[facet.GetProperty("index").GetProperty("byteStart").GetInt32()..facet.GetProperty("index").GetProperty("byteEnd").GetInt32()]),
            facet.GetProperty("features")[0].EnumerateObject().Single(member => !member.NameEquals("$type")).Value.GetString()));
        Assert.Equal([("@" + other.Handle, other.Did), ("#Свобода", "Свобода"), (shown, "https://example.org/a-rather-long-path?a=ё")], facets);
    }

    [Fact]
    public async Task AMentionOfNobodyIsRefusedUnlessItMayStayPlain()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var post = new Post(BlueskyPlatform.Id, "Write to @nobody-at-all.test");
        var refused = Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(await rig.Sender.PrepareAsync(rig.Deliver(account, new Act.Publish(post)), rig, Token)).Outcome);
        Assert.Equal("unknown-handle", refused.Code);
        await rig.SentAsync(rig.Deliver(account, new Act.Publish(post with { Options = [new("unknown-mentions", "plain-text")] })));
        Assert.False(Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post")).GetProperty("value").TryGetProperty("facets", out _));
    }

    [Fact]
    public async Task APictureGoesOutWithItsAlternativeTextAndShape()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var hash = rig.Keep(TestPictures.Png);
        var post = new Post(BlueskyPlatform.Id, "A picture") { Media = [new MediaFile("a.png", "Ein erfundenes Bild: ein Punkt 🟥") { Sha256 = hash }] };
        var delivery = rig.Deliver(account, new Act.Publish(post));
        await rig.SentAsync(delivery);
        // Uploaded again, it is the same blob and the same record.
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, await rig.PreparedAsync(delivery), Token));
        var image = Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post")).GetProperty("value").GetProperty("embed").GetProperty("images")[0];
        Assert.Equal("Ein erfundenes Bild: ein Punkt 🟥", image.GetProperty("alt").GetString());
        Assert.Equal((3, 2), (image.GetProperty("aspectRatio").GetProperty("width").GetInt32(), image.GetProperty("aspectRatio").GetProperty("height").GetInt32()));
        Assert.Equal(("image/png", TestPictures.Png.Length), (image.GetProperty("image").GetProperty("mimeType").GetString(), image.GetProperty("image").GetProperty("size").GetInt32()));
    }

    [Fact]
    public async Task AThreadRefersToItsFirstAndItsLastPost()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var first = await rig.SentAsync(rig.Deliver(account, "1/3"));
        var second = await rig.SentAsync(rig.Deliver(account, "2/3", first));
        var third = await rig.SentAsync(rig.Deliver(account, "3/3", second));
        var reply = (await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post")).Single(record => record.GetProperty("uri").GetString() == third.Id).GetProperty("value").GetProperty("reply");
        Assert.Equal((first.Id, second.Id), (reply.GetProperty("root").GetProperty("uri").GetString(), reply.GetProperty("parent").GetProperty("uri").GetString()));
        Assert.Equal(await CidAsync(rig, account, first), reply.GetProperty("root").GetProperty("cid").GetString());
    }

    [Fact]
    public async Task ARepostIsOneHoweverOftenItIsAskedFor()
    {
        using var rig = new PdsRig(pds.Server);
        var (account, author) = (await rig.SignedInAsync(), await rig.SignedInAsync());
        var original = await rig.SentAsync(rig.Deliver(author, "Worth passing on"));
        var first = await rig.SentAsync(rig.Deliver(account, new Act.Repost(original)));
        // Another delivery, at another time, by the author's handle.
        var second = await rig.SentAsync(rig.Deliver(account, new Act.Repost(original with { Id = original.Id.Replace(author.UserId!, author.Handle, StringComparison.Ordinal) })));
        Assert.Equal(first, second);
        var repost = Assert.Single(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.repost")).GetProperty("value");
        Assert.Equal((original.Id, await CidAsync(rig, author, original)), (repost.GetProperty("subject").GetProperty("uri").GetString(), repost.GetProperty("subject").GetProperty("cid").GetString()));
    }

    [Fact]
    public async Task WhatIsGoneIsNotReposted()
    {
        using var rig = new PdsRig(pds.Server);
        var (account, author) = (await rig.SignedInAsync(), await rig.SignedInAsync());
        var original = await rig.SentAsync(rig.Deliver(author, "Soon gone"));
        await rig.SentAsync(rig.Deliver(author, new Act.Delete(original)));
        Assert.Equal("original-gone", Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(await rig.Sender.PrepareAsync(rig.Deliver(account, new Act.Repost(original)), rig, Token)).Outcome).Code);
        Assert.Empty(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.repost"));
    }

    [Fact]
    public async Task DeletingTwiceIsDeletingOnce()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var post = await rig.SentAsync(rig.Deliver(account, "Taken back"));
        var delivery = rig.Deliver(account, new Act.Delete(post));
        var wire = await rig.PreparedAsync(delivery);
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delivery, wire));
        Assert.Equal(post, Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token)).Post);
        Assert.Equal(post, Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token)).Post);
        Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire));
        Assert.Empty(await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post"));
    }

    [Fact]
    public async Task WhatThePdsRefusesIsRefusedInItsWords()
    {
        using var rig = new PdsRig(pds.Server);
        var account = await rig.SignedInAsync();
        var delivery = rig.Deliver(account, new string('a', 301));
        var refused = Assert.IsType<Outcome.Refused>(await rig.Sender.SendAsync(delivery, await rig.PreparedAsync(delivery), Token));
        Assert.Equal(("InvalidRequest", 400), (refused.Code, refused.HttpStatus));
        Assert.Contains("grapheme too big", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABotsLabelIsAddedAndTheRestOfTheProfileStays()
    {
        using var rig = new PdsRig(pds.Server);
        var person = await rig.Server.NewAccountAsync();
        const string profile = """{"$type":"app.bsky.actor.profile","displayName":"Erfundene Person ü","description":"Two\nlines","labels":{"$type":"com.atproto.label.defs#selfLabels","values":[{"val":"!no-unauthenticated"}]},"pinnedPost":{"uri":"at://did:plc:abc/app.bsky.feed.post/3k","cid":"bafyreigq4zsipbk5w3uqkbmh2w2633c5tcwudryuuqkqg4fhhrhgdhlsnm"}}""";
        using var _ = await rig.Server.CallAsync("com.atproto.repo.putRecord", person.Access, $$"""{"repo":"{{person.Did}}","collection":"app.bsky.actor.profile","rkey":"self","record":{{profile}}}""");
        for (var round = 0; round < 2; round++)
        {
            var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.EnterAsync(new() { Handle = person.Handle, Server = rig.Server.Address, IsAutomated = true }, person.AppPassword));
            Assert.Equal((0, "Erfundene Person ü", true), (signedIn.Notes.Count, signedIn.Account.Name, signedIn.Account.IsAutomated));
            var value = Assert.Single(await rig.Server.RecordsAsync(person.Did, "app.bsky.actor.profile")).GetProperty("value");
            using var expected = JsonDocument.Parse(profile.Replace("""{"val":"!no-unauthenticated"}""", """{"val":"!no-unauthenticated"},{"val":"bot"}""", StringComparison.Ordinal));
            Assert.True(JsonElement.DeepEquals(expected.RootElement, value), value.GetRawText());
        }
    }

    [Fact]
    public async Task ABotWithoutAProfileGetsOneWithTheLabel()
    {
        using var rig = new PdsRig(pds.Server);
        var person = await rig.Server.NewAccountAsync();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.EnterAsync(new() { Handle = person.Handle, Server = rig.Server.Address, IsAutomated = true }, person.AppPassword));
        Assert.Empty(signedIn.Notes);
        Assert.True(Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(signedIn.Account with { IsAutomated = false }, signedIn.Credentials, Token)).Account.IsAutomated);
    }

    private static async Task<string> CidAsync(PdsRig rig, Account account, PostRef post) =>
        (await rig.Server.RecordsAsync(account.UserId!, "app.bsky.feed.post")).Single(record => record.GetProperty("uri").GetString() == post.Id).GetProperty("cid").GetString()!;
}
