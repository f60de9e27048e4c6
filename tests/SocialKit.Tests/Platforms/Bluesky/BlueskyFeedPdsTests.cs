using System.Globalization;
using System.Text;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>Accounts are read, and passed on, on a real PDS.</summary>
public sealed class BlueskyFeedPdsTests(PdsFixture pds) : IClassFixture<PdsFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheFirstReadingGivesNoPostsAndTheNextOneWhatCameSince()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        await PostAsync(rig, author, "Before the beginning");
        var first = await ReadAsync(rig, reader, author, null);
        Assert.Equal((0, false), (first.Posts.Count, first.HasMore));
        Assert.Empty((await ReadAsync(rig, reader, author, first.Mark)).Posts);
        var uri = await PostAsync(rig, author, "Since then");
        var post = Assert.Single((await ReadAsync(rig, reader, author, first.Mark)).Posts);
        Assert.Equal((uri, $"https://bsky.app/profile/{author.Handle}/post/{uri.Split('/')[^1]}", author.Did, author.Handle, "Since then", "en"), (post.Ref.Id, post.Ref.Url, post.AuthorId, post.Author.Name, post.Text, post.Language));
        Assert.InRange(post.At, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(5), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task WhatIsReadIsPassedOnAndTakenBack()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        await PostAsync(rig, author, "Worth passing on");
        var seen = Assert.Single((await ReadAsync(rig, reader, author, mark)).Posts);
        var receipt = await rig.SentAsync(rig.Deliver(reader, new Act.Repost(seen.Ref) { Seen = seen }));
        var record = Assert.Single(await rig.Server.RecordsAsync(reader.UserId!, RecordName.Reposts)).GetProperty("value").GetProperty("subject");
        Assert.Equal((seen.Ref.Id, seen.Version), (record.GetProperty("uri").GetString(), record.GetProperty("cid").GetString()));
        await rig.SentAsync(rig.Deliver(reader, new Act.Delete(receipt)));
        Assert.Empty(await rig.Server.RecordsAsync(reader.UserId!, RecordName.Reposts));
        Assert.Single(await rig.Server.RecordsAsync(author.Did, RecordName.Posts));
    }

    [Fact]
    public async Task WhatWasEditedOrDeletedSinceItWasSeenIsNotPassedOn()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        var uri = await PostAsync(rig, author, "As it was");
        var seen = Assert.Single((await ReadAsync(rig, reader, author, mark)).Posts);
        var delivery = rig.Deliver(reader, new Act.Repost(seen.Ref) { Seen = seen });
        await PostAsync(rig, author, "As it is now", uri.Split('/')[^1]);
        Assert.Equal("original-edited", await RefusalAsync(rig, delivery));
        Assert.NotEqual(seen.Version, Assert.IsType<PostLook.There>(await rig.Feed.LookAtAsync(reader, seen.Ref, Token)).Post.Version);
        await DeleteAsync(rig, author, uri);
        Assert.Equal("original-gone", await RefusalAsync(rig, delivery));
        Assert.IsType<PostLook.Gone>(await rig.Feed.LookAtAsync(reader, seen.Ref, Token));
        Assert.Empty((await ReadAsync(rig, reader, author, mark)).Posts);
    }

    [Fact]
    public async Task RepliesAndRepostsAreLeftOutAndCountForNothing()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        var first = await PostAsync(rig, author, "1");
        var cid = Assert.Single((await ReadAsync(rig, reader, author, mark)).Posts).Version;
        for (var i = 0; i < 3; i++)
            await CreateAsync(rig, author, RecordName.Posts, $$$"""{"$type":"app.bsky.feed.post","text":"an answer","createdAt":"{{{Now}}}","reply":{"root":{"uri":"{{{first}}}","cid":"{{{cid}}}"},"parent":{"uri":"{{{first}}}","cid":"{{{cid}}}"} } }""");
        await CreateAsync(rig, author, RecordName.Reposts, $$$"""{"$type":"app.bsky.feed.repost","createdAt":"{{{Now}}}","subject":{"uri":"{{{first}}}","cid":"{{{cid}}}"} }""");
        var last = await PostAsync(rig, author, "2");
        var one = await ReadAsync(rig, reader, author, mark, atMost: 1);
        Assert.Equal((first, true), (Assert.Single(one.Posts).Ref.Id, one.HasMore));
        var two = await ReadAsync(rig, reader, author, one.Mark, atMost: 1);
        Assert.Equal((last, false), (Assert.Single(two.Posts).Ref.Id, two.HasMore));
    }

    [Fact]
    public async Task NothingIsLostOrGivenTwiceHoweverItIsRead()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        var random = new Random(11);
        List<string> written = [], given = [], deleted = [];
        for (var step = 0; step < 80; step++)
        {
            switch (random.Next(6))
            {
                case < 3:
                    // Some get a key of their own: of up to an hour ago, as a scheduled post that goes out late.
                    var key = random.Next(3) == 0 ? RecordKeys.LowestOf(DateTimeOffset.UtcNow - TimeSpan.FromSeconds(random.Next(3600)))[..^2] + "ab" : null;
                    written.Add(await PostAsync(rig, author, string.Create(CultureInfo.InvariantCulture, $"{step}"), key));
                    break;
                case 3 when written.Count > 0:
                    var uri = written[random.Next(written.Count)];
                    await DeleteAsync(rig, author, uri);
                    deleted.Add(uri);
                    break;
                default:
                    mark = await TakeAsync(random.Next(1, 5), mark);
                    break;
            }
        }
        for (var left = 100; left > 0; left--)
        {
            var reading = await ReadAsync(rig, reader, author, mark, 3);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            mark = reading.Mark;
            if (!reading.HasMore)
                break;
        }
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.Empty(given.Except(written));
        Assert.Empty(written.Except(given).Except(deleted));

        async Task<string> TakeAsync(int atMost, string from)
        {
            var reading = await ReadAsync(rig, reader, author, from, atMost);
            Assert.InRange(reading.Posts.Count, 0, atMost);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            return reading.Mark;
        }
    }

    [Fact]
    public async Task APostWhoseKeyIsOfTheFutureHidesNothing()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        await PostAsync(rig, author, "Of the day after tomorrow", RecordKeys.LowestOf(DateTimeOffset.UtcNow + TimeSpan.FromDays(2)));
        var uri = await PostAsync(rig, author, "Of today");
        var reading = await ReadAsync(rig, reader, author, mark);
        Assert.Equal((uri, false), (Assert.Single(reading.Posts).Ref.Id, reading.HasMore));
        var next = await PostAsync(rig, author, "Of today, too");
        Assert.Equal(next, Assert.Single((await ReadAsync(rig, reader, author, reading.Mark)).Posts).Ref.Id);
    }

    [Fact]
    public async Task AnAccountIsKnownByItsIdWhateverItIsCalled()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var before = new Handle(BlueskyPlatform.Id, author.Handle.ToUpperInvariant());
        Assert.Equal(new AccountLook.There(author.Did, before), await rig.Feed.LookUpAsync(reader, before, Token));
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        using var _ = await rig.Server.CallAsync("com.atproto.identity.updateHandle", author.Access, $$"""{"handle":"renamed-{{author.Handle}}"}""");
        Assert.Equal(new AccountLook.There(author.Did, new(BlueskyPlatform.Id, "renamed-" + author.Handle)), await rig.Feed.LookUpAsync(reader, author.Did, Token));
        Assert.IsType<AccountLook.Gone>(await rig.Feed.LookUpAsync(reader, before, Token));
        await PostAsync(rig, author, "Under another name");
        Assert.Equal("renamed-" + author.Handle, Assert.Single((await ReadAsync(rig, reader, author, mark)).Posts).Author.Name);
    }

    [Fact]
    public async Task AnAccountThatWasClosedIsGoneAndComesBack()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        var uri = await PostAsync(rig, author, "Before it was closed");
        using (await rig.Server.CallAsync("com.atproto.server.deactivateAccount", author.Access, "{}"))
        {
            Assert.Contains("deactivated", Assert.IsType<FeedReading.Gone>(await rig.Feed.ReadAsync(new(reader, author.Did, mark, 10), Token)).Reason, StringComparison.Ordinal);
            Assert.IsType<AccountLook.Gone>(await rig.Feed.LookUpAsync(reader, author.Did, Token));
            Assert.IsType<PostLook.Gone>(await rig.Feed.LookAtAsync(reader, new(BlueskyPlatform.Id, uri), Token));
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{rig.Server.Address}/xrpc/com.atproto.server.activateAccount") { Headers = { { "Authorization", "Bearer " + author.Access } } };
        using var http = new HttpClient();
        using var activated = await http.SendAsync(request, Token);
        Assert.True(activated.IsSuccessStatusCode);
        Assert.Equal(uri, Assert.Single((await ReadAsync(rig, reader, author, mark)).Posts).Ref.Id);
    }

    [Fact]
    public async Task NobodyIsGone()
    {
        using var rig = new PdsRig(pds.Server);
        var reader = await rig.SignedInAsync();
        Assert.IsType<AccountLook.Gone>(await rig.Feed.LookUpAsync(reader, new Handle(BlueskyPlatform.Id, "nobody-at-all.test"), Token));
        Assert.IsType<AccountLook.Gone>(await rig.Feed.LookUpAsync(reader, "did:plc:abcdefghijklmnopqrstuvwx", Token));
        Assert.IsType<FeedReading.Gone>(await rig.Feed.ReadAsync(new(reader, "did:plc:abcdefghijklmnopqrstuvwx", null, 10), Token));
        Assert.IsType<PostLook.Gone>(await rig.Feed.LookAtAsync(reader, new(BlueskyPlatform.Id, "at://nobody-at-all.test/app.bsky.feed.post/3kaaaaaaaaaab"), Token));
    }

    [Fact]
    public async Task TheAddressThatReadersHaveLeadsToThePost()
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var uri = await PostAsync(rig, author, "By its address");
        var written = rig.Feed.PostAt($"https://bsky.app/profile/{author.Handle}/post/{uri.Split('/')[^1]}?ref=a");
        var post = Assert.IsType<PostLook.There>(await rig.Feed.LookAtAsync(reader, written!, Token)).Post;
        Assert.Equal((uri, author.Did), (post.Ref.Id, post.AuthorId));
        // What a person copies is known by its address, and by its id where the address holds that.
        Assert.Equal(post.Ref.Url, written!.Url);
        Assert.Equal(uri, rig.Feed.PostAt($"https://bsky.app/profile/{author.Did}/post/{uri.Split('/')[^1]}")!.Id);
    }

    [Theory]
    [MemberData(nameof(BlueskyPdsTests.Texts), MemberType = typeof(BlueskyPdsTests))]
    public async Task EveryKindOfTextIsReadLiterally(string text)
    {
        using var rig = new PdsRig(pds.Server);
        var (reader, author) = (await rig.SignedInAsync(), await rig.Server.NewAccountAsync());
        var mark = (await ReadAsync(rig, reader, author, null)).Mark;
        await PostAsync(rig, author, text);
        Assert.Equal(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Assert.Single((await ReadAsync(rig, reader, author, mark)).Posts).Text));
    }

    private static string Now => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static async Task<FeedReading.Read> ReadAsync(PdsRig rig, Account reader, PdsAccount author, string? mark, int atMost = 50) =>
        Assert.IsType<FeedReading.Read>(await rig.Feed.ReadAsync(new(reader, author.Did, mark, atMost), Token));

    private static Task<string> PostAsync(PdsRig rig, PdsAccount author, string text, string? key = null) =>
        CreateAsync(rig, author, RecordName.Posts, $$"""{"$type":"app.bsky.feed.post","text":"{{JsonEncodedText.Encode(text)}}","langs":["en"],"createdAt":"{{Now}}"}""", key);

    private static async Task<string> CreateAsync(PdsRig rig, PdsAccount author, string collection, string record, string? key = null)
    {
        using var made = await rig.Server.CallAsync(key is null ? "com.atproto.repo.createRecord" : "com.atproto.repo.putRecord", author.Access, $$"""{"repo":"{{author.Did}}","collection":"{{collection}}",{{(key is null ? "" : $"\"rkey\":\"{key}\",")}}"record":{{record}}}""");
        return made.RootElement.GetProperty("uri").GetString()!;
    }

    private static async Task DeleteAsync(PdsRig rig, PdsAccount author, string uri)
    {
        using var _ = await rig.Server.CallAsync("com.atproto.repo.deleteRecord", author.Access, $$"""{"repo":"{{author.Did}}","collection":"{{RecordName.Posts}}","rkey":"{{uri.Split('/')[^1]}}"}""");
    }

    private static async Task<string> RefusalAsync(PdsRig rig, Delivery delivery) =>
        Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(await rig.Sender.PrepareAsync(delivery, rig, Token)).Outcome).Code;
}
