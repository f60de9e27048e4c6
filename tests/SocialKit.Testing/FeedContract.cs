using CsCheck;
using SocialKit.Reposts;
using Xunit;

namespace SocialKit.Testing;

/// <summary>What every platform's feed promises. Inherited once for each.</summary>
public abstract class FeedContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Texts of every kind of character that a post may hold.</summary>
    public static TheoryData<string> Texts { get; } =
    [
        "Свободу выдуманному заключённому! Қазақша мәтін: ң ғ ү ұ қ ө һ",
        "الحرية للسجين المخترع — ‏نص من اليمين إلى اليسار‏",
        "自由を、架空の囚人に。繁體與简体",
        "क्षत्रिय हिन्दी और ক্ষমতা",
        "👩🏽‍⚖️🏴󠁧󠁢󠁳󠁣󠁴󠁿🇰🇿 and ❤️‍🔥",
        "e\u0301 is not \u00e9, and \u1112\u1161\u11ab is not \ud55c",
        "zero\u200bwidth\u200djoiner\u00adsoft\u2060word\ufeffmark",
        "tab\tand\nlines\n\nand  two spaces",
        "\u0001\u0007\u001f\u007f\u0085 controls, \u2028 and \u2029, \ufffd, \uffff, \U000f0000 and \U0010fffd",
        "\"quoted\\ and </script> <b> & \u003c &amp; &amp;lt; &#60; &nbsp;",
        "https://www.example.org/a/rather/long/path/that/is/cut/where/it/is/shown?a=1&b=%20&c=ё#d and #Тег #a_b",
        "ﷺ Ǆ ﬁ Å Ω \u0345 ᾀ",
    ];

    /// <summary>Answers that hold nothing.</summary>
    public static TheoryData<string> Faults { get; } = ["html 200", "empty 200", "list 200", "other json 200", "deep 200", "no utf-8 200", "301", "400", "401 html", "402", "403", "404 html", "410 html", "418", "429", "500", "502", "503", "504", "drop", "half", "endless", "huge"];

    /// <summary>A stage with a server of its own.</summary>
    protected abstract FeedStage Stage();

    [Fact]
    public async Task TheFirstReadingGivesNoPostsAndTheMarkOfNow()
    {
        await using var stage = Stage();
        for (var i = 0; i < 3; i++)
            stage.Post($"Before the beginning {i}");
        stage.Pass(TimeSpan.FromMinutes(1));
        var first = await ReadAsync(stage, null);
        Assert.Equal((0, false), (first.Posts.Count, first.HasMore));
        var second = await ReadAsync(stage, first.Mark);
        Assert.Equal((0, false), (second.Posts.Count, second.HasMore));
    }

    [Fact]
    public async Task AnAccountThatHasNeverPostedIsReadFromItsFirstPost()
    {
        await using var stage = Stage();
        var mark = (await ReadAsync(stage, null)).Mark;
        mark = (await ReadAsync(stage, mark)).Mark;
        stage.Pass(TimeSpan.FromDays(40));
        var id = stage.Post("The first one");
        var reading = await ReadAsync(stage, mark);
        Assert.Equal(id, Assert.Single(reading.Posts).Ref.Id);
        Assert.Empty((await ReadAsync(stage, reading.Mark)).Posts);
    }

    [Fact]
    public async Task WhatCameSinceIsGivenOldestFirstWithItsAuthor()
    {
        await using var stage = Stage();
        stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        var ids = Enumerable.Range(0, 5).Select(i => stage.Post($"Post {i}")).ToList();
        var reading = await ReadAsync(stage, mark);
        Assert.Equal(ids, reading.Posts.Select(post => post.Ref.Id));
        Assert.All(reading.Posts, post => Assert.Equal((stage.AuthorId, stage.Author, stage.Author.Platform, false, false, true), (post.AuthorId, post.Author, post.Ref.Platform, post.IsReply, post.IsRepost, post.IsPublic)));
        Assert.All(reading.Posts, post => Assert.NotNull(post.Version));
        // What is read again, because it was not kept, is the same.
        Assert.Equal(reading.Posts, (await ReadAsync(stage, mark)).Posts);
    }

    [Fact]
    public async Task AnswersAndRepostsAreLeftOut()
    {
        await using var stage = Stage();
        stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        var first = stage.Post("One");
        for (var i = 0; i < 3; i++)
        {
            stage.Reply();
            stage.Repost();
        }
        var second = stage.Post("Two");
        stage.Reply();
        var reading = await ReadAsync(stage, mark);
        Assert.Equal([first, second], reading.Posts.Select(post => post.Ref.Id));
        Assert.False(reading.HasMore);
    }

    [Fact]
    public void NothingIsLostAndNothingGivenTwiceHoweverItIsRead() => FeedPlay.Plays.Sample(play =>
    {
        var stage = Stage();
        play.RunAsync(stage, stage.Feed).GetAwaiter().GetResult();
        stage.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }, iter: 60);

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task EveryKindOfTextIsReadLiterally(string text)
    {
        await using var stage = Stage();
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.Post(text);
        var post = Assert.Single((await ReadAsync(stage, mark)).Posts);
        Assert.Equal(stage.AsShown(text), post.Text);
        Assert.Equal(stage.AsShown(text), Assert.IsType<PostLook.There>(await stage.Feed.LookAtAsync(stage.Reader, post.Ref, Token)).Post.Text);
    }

    [Fact]
    public async Task HashtagsAreSpelledAsTheyAreThere()
    {
        await using var stage = Stage();
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.Post("For #FreeSomebody and #Свобода, see #freesomebody_2");
        Assert.Equal(["FreeSomebody", "Свобода", "freesomebody_2"], Assert.Single((await ReadAsync(stage, mark)).Posts).Hashtags);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task WhateverTheServerAnswersIsAValueAndLosesNothing(string fault)
    {
        await using var stage = Stage();
        stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        var id = stage.Post("Behind the fault");
        stage.Instead = _ => AnswerOf(fault);
        var reading = await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 10), Token);
        Assert.IsNotType<FeedReading.Read>(reading);
        Assert.IsNotType<FeedReading.Gone>(reading);
        Assert.IsNotType<FeedReading.Read>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, null, 10), Token));
        Assert.IsNotType<AccountLook.There>(await stage.Feed.LookUpAsync(stage.Reader, stage.Author, Token));
        Assert.IsNotType<AccountLook.There>(await stage.Feed.LookUpAsync(stage.Reader, stage.AuthorId, Token));
        Assert.IsNotType<PostLook.There>(await stage.Feed.LookAtAsync(stage.Reader, new(stage.Author.Platform, id), Token));
        stage.Instead = null;
        if (reading is not FeedReading.ReaderStopped)
            Assert.Equal(id, Assert.Single((await ReadAsync(stage, mark)).Posts).Ref.Id);
    }

    [Fact]
    public async Task AWaitThatIsAskedForIsPassedOn()
    {
        await using var stage = Stage();
        stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.Instead = _ => new StubAnswer.Reply(429, "{}") { Headers = new Dictionary<string, string> { ["Retry-After"] = "77" } };
        Assert.Equal(TimeSpan.FromSeconds(77), Assert.IsType<FeedReading.Failed>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 10), Token)).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(77), Assert.IsType<AccountLook.Failed>(await stage.Feed.LookUpAsync(stage.Reader, stage.Author, Token)).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(77), Assert.IsType<AccountLook.Failed>(await stage.Feed.LookUpAsync(stage.Reader, stage.AuthorId, Token)).RetryAfter);
    }

    [Fact]
    public async Task NoReasonTellsASecret()
    {
        await using var stage = Stage();
        var id = stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        foreach (var status in new[] { 200, 400, 401, 402, 403, 404, 410, 422, 429, 500, 503 })
        {
            // A server that sends back whatever it got, where an error stands.
            stage.Instead = request =>
            {
                var sent = System.Text.Json.JsonEncodedText.Encode(string.Join(' ', request.Headers.Values.Append(request.Text).Append(request.Path)));
                return new StubAnswer.Reply(status, $$"""{"error":"{{sent}}","message":"{{sent}}","error_description":"{{sent}}","title":"{{sent}}","detail":"{{sent}}","errors":[{"message":"{{sent}}","detail":"{{sent}}","title":"{{sent}}"}]}""");
            };
            object[] answers =
            [
                await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 10), Token),
                await stage.Feed.LookUpAsync(stage.Reader, stage.Author, Token),
                await stage.Feed.LookUpAsync(stage.Reader, stage.AuthorId, Token),
                await stage.Feed.LookAtAsync(stage.Reader, new(stage.Author.Platform, id), Token),
            ];
            Assert.All(answers, answer => Assert.DoesNotContain(stage.Secret, answer.ToString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task ADeadTokenStopsTheReader()
    {
        await using var stage = Stage();
        var id = stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.EndToken();
        Assert.IsType<FeedReading.ReaderStopped>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 10), Token));
        Assert.IsType<AccountLook.ReaderStopped>(await stage.Feed.LookUpAsync(stage.Reader, stage.Author, Token));
        Assert.IsType<AccountLook.ReaderStopped>(await stage.Feed.LookUpAsync(stage.Reader, stage.AuthorId, Token));
        Assert.IsType<PostLook.ReaderStopped>(await stage.Feed.LookAtAsync(stage.Reader, new(stage.Author.Platform, id), Token));
    }

    [Fact]
    public async Task AReaderThatHasNotSignedInIsStopped()
    {
        await using var stage = Stage();
        foreach (var stranger in new[] { stage.Reader with { Id = "somebody-else" }, stage.Reader with { UserId = null } })
        {
            Assert.IsType<FeedReading.ReaderStopped>(await stage.Feed.ReadAsync(new(stranger, stage.AuthorId, null, 10), Token));
            Assert.IsType<AccountLook.ReaderStopped>(await stage.Feed.LookUpAsync(stranger, stage.Author, Token));
        }
    }

    [Fact]
    public async Task AnAccountIsKnownByItsIdWhateverItIsCalled()
    {
        await using var stage = Stage();
        var before = stage.Author;
        Assert.Equal(new AccountLook.There(stage.AuthorId, before), await stage.Feed.LookUpAsync(stage.Reader, before with { Name = before.Name.ToUpperInvariant() }, Token));
        stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.Rename();
        Assert.NotEqual(before, stage.Author);
        Assert.Equal(new AccountLook.There(stage.AuthorId, stage.Author), await stage.Feed.LookUpAsync(stage.Reader, stage.AuthorId, Token));
        Assert.IsType<AccountLook.Gone>(await stage.Feed.LookUpAsync(stage.Reader, before, Token));
        stage.Post("Under another name");
        Assert.Equal(stage.Author, Assert.Single((await ReadAsync(stage, mark)).Posts).Author);
    }

    [Fact]
    public async Task AnAccountThatIsClosedIsGone()
    {
        await using var stage = Stage();
        var id = stage.Post("Before");
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.Close();
        Assert.IsType<FeedReading.Gone>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 10), Token));
        Assert.IsType<AccountLook.Gone>(await stage.Feed.LookUpAsync(stage.Reader, stage.AuthorId, Token));
        Assert.IsType<AccountLook.Gone>(await stage.Feed.LookUpAsync(stage.Reader, stage.Author, Token));
        Assert.IsType<PostLook.Gone>(await stage.Feed.LookAtAsync(stage.Reader, new(stage.Author.Platform, id), Token));
    }

    [Fact]
    public async Task NobodyIsGone()
    {
        await using var stage = Stage();
        Assert.IsType<AccountLook.Gone>(await stage.Feed.LookUpAsync(stage.Reader, stage.Nobody, Token));
        Assert.IsType<AccountLook.Gone>(await stage.Feed.LookUpAsync(stage.Reader, stage.NobodysId, Token));
        Assert.IsType<FeedReading.Gone>(await stage.Feed.ReadAsync(new(stage.Reader, stage.NobodysId, null, 10), Token));
    }

    [Fact]
    public async Task APostIsThereThenEditedThenGone()
    {
        await using var stage = Stage();
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.Post("As it was");
        var read = await ReadAsync(stage, mark);
        var seen = Assert.Single(read.Posts);
        Assert.Equal(seen, Assert.IsType<PostLook.There>(await stage.Feed.LookAtAsync(stage.Reader, seen.Ref, Token)).Post);
        stage.Pass(TimeSpan.FromMinutes(1));
        stage.Edit(seen.Ref.Id, "As it is");
        var edited = Assert.IsType<PostLook.There>(await stage.Feed.LookAtAsync(stage.Reader, seen.Ref, Token)).Post;
        Assert.NotEqual(seen.Version, edited.Version);
        Assert.NotEqual(seen.Text, edited.Text);
        // An edit is no new post.
        Assert.Empty((await ReadAsync(stage, read.Mark)).Posts);
        stage.Delete(edited.Ref.Id);
        Assert.IsType<PostLook.Gone>(await stage.Feed.LookAtAsync(stage.Reader, seen.Ref, Token));
    }

    [Fact]
    public async Task TheAddressThatReadersHaveLeadsToThePost()
    {
        await using var stage = Stage();
        var mark = (await ReadAsync(stage, null)).Mark;
        stage.Post("By its address");
        var seen = Assert.Single((await ReadAsync(stage, mark)).Posts);
        var written = stage.Feed.PostAt(seen.Ref.Url!);
        Assert.Equal(seen, Assert.IsType<PostLook.There>(await stage.Feed.LookAtAsync(stage.Reader, written!, Token)).Post);
    }

    [Fact]
    public void WhatIsNoAddressOfAPostIsNone()
    {
        var feed = Stage().Feed;
        Assert.All(FeedStage.NoAddresses, address => Assert.Null(feed.PostAt(address)));
        AnyText.Texts.Sample(text => feed.PostAt(text) is null || text.Contains("://", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AMarkOfSomethingElseIsAValue()
    {
        await using var stage = Stage();
        foreach (var mark in new[] { "", " ", "a", "3", "@", "\0", "x@y z", "{}", "9999999999999999999999", "3kaaaaaaaaaab 1" })
            Assert.IsType<FeedReading.Failed>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 10), Token));
    }

    private static async Task<FeedReading.Read> ReadAsync(FeedStage stage, string? mark, int atMost = 100)
    {
        var reading = Assert.IsType<FeedReading.Read>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, atMost), Token));
        Assert.InRange(reading.Posts.Count, 0, atMost);
        return reading;
    }

    private static StubAnswer AnswerOf(string fault) => fault switch
    {
        "drop" => new StubAnswer.Drop(),
        "half" => new StubAnswer.Half("[{\"id\":"),
        "endless" => new StubAnswer.Endless(),
        "huge" => new StubAnswer.Reply(200, new string(' ', 5 * 1024 * 1024)),
        "deep 200" => new StubAnswer.Reply(200, new string('[', 100_000)),
        "list 200" => new StubAnswer.Reply(200, "[1,null,\"a\",{\"id\":{}}"),
        "other json 200" => new StubAnswer.Reply(200, "{\"data\":7,\"records\":null,\"did\":1,\"id\":[],\"meta\":\"a\"}"),
        "no utf-8 200" => new StubAnswer.Reply(200) { Bytes = [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'] },
        "empty 200" => new StubAnswer.Reply(200),
        _ when fault.Contains("html", StringComparison.Ordinal) => new StubAnswer.Reply(int.Parse(fault.Split(' ')[^1] is "200" ? "200" : fault.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), "<html><body>A machine in between</body></html>", "text/html"),
        _ => new StubAnswer.Reply(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), "<html><body>A machine in between</body></html>", "text/html"),
    };
}
