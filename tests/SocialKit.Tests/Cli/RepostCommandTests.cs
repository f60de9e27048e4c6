using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Cli;

/// <summary>Reposting from the command line, on an invented network in X's place.</summary>
public sealed class RepostCommandTests : IDisposable
{
    private const string Slug = "2026-invented-case";

    private readonly QueueRun _run = new();
    private readonly FakeFeed _feed = new(new("x")) { Price = new Cheap() };
    private readonly FakeNetwork _network = new(NetworkKind.Idempotent);

    public RepostCommandTests()
    {
        _run.Cli.AttachSenders = context => new(context.Platforms.Select(platform => platform.Id.Value == "x" ? platform with { Sender = new CheckingSender(_network, _feed), Feed = _feed, SignIn = new FakeSignIn(new("x"), _run.Cli.Time) } : platform));
        Directory.CreateDirectory(_run.Cli.UserFolder);
        File.WriteAllText(Path.Combine(_run.Cli.UserFolder, "accounts.json"), """[{ "id": "org-x", "platform": "x", "handle": "invented_org" }]""");
        _feed.Names("invented_friend", "id-friend");
        Write("- approval: no\n- quiet-hours: none\n- spacing: 1 min\n- jitter: none\n");
    }

    private sealed class Cheap : IFeedPrice
    {
        public Price OfRead => new(0.005m, "USD", "a post", new(2026, 8, 22));

        public Price OfLookUp => new(0.010m, "USD", "an account", new(2026, 8, 22));

        public Price OfRepost => new(0.015m, "USD", "a repost", new(2026, 8, 22));
    }

    public void Dispose() => _run.Dispose();

    private void Write(string rules, string follow = "- X: @invented_friend\n  consent: yes (2026-11-01, by e-mail)\n", string deadline = "2026-12-10") => _run.Cli
        .Write($"messages/{Slug}/campaign.md", $"---\nsocialkit: 1\ntitle: An invented case\ndeadline: {deadline}\ntime-zone: Asia/Almaty\n---\n\n# Follow and repost\n{follow}\n# Repost rules\n{rules}")
        .Write($"messages/{Slug}/messages.en.md", "---\nlanguage: en\n---\n\n# release\nRelease her.\n");

    // The worker's clock goes on while it works.
    private async Task<int> RunMovingAsync(params string[] arguments)
    {
        var running = Task.Run(() => _run.Run(arguments));
        while (!running.IsCompleted)
        {
            _run.Cli.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }
        return await running;
    }

    private async Task<List<Entry>> EntriesAsync() => [.. (await _run.Store.PageAsync(new(), QueueRun.Cancellation)).Entries];

    private FeedPost Publish(string? text = null) => _feed.Publish("id-friend", _run.Cli.Time.GetUtcNow(), text);

    // As far as two posts: one is out, the other waits for its turn.
    private async Task<(FeedPost Out, FeedPost Waiting)> RepostTwoAsync()
    {
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("repost", Slug, "--once"));
        var (first, second) = (Publish("Free the invented person"), Publish("Free her now"));
        _run.Cli.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("repost", Slug, "--once"));
        return (first, second);
    }

    [Fact]
    public async Task OnceMarksWhereAnAccountIsAndThenRepostsWhatIsNew()
    {
        Publish("An old one");
        var (first, _) = await RepostTwoAsync();
        Assert.Contains("2 posts taken, 1 reposted", _run.Out, StringComparison.Ordinal);
        Assert.Equal(first.Ref, Assert.IsType<Act.Repost>(Assert.Single(_network.Effects).Act).Original);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Scheduled], (await EntriesAsync()).Select(entry => entry.State));
    }

    [Fact]
    public async Task ItIsStartedAndDoneByRunAndStopped()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "start", Slug));
        Assert.Contains("about $", _run.Out, StringComparison.Ordinal);
        Assert.Contains("agreed", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("run", "--once"));
        Publish();
        Publish();
        _run.Cli.Time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("run", "--once"));
        Assert.Single(_network.Effects);
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "stop", Slug, "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal((1, 1), (json.RootElement.GetProperty("jobs").GetInt32(), json.RootElement.GetProperty("cancelled").GetInt32()));
        Publish();
        _run.Cli.Time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("run", "--once"));
        Assert.Single(_network.Effects);
        Assert.Equal(ExitCodes.Usage, _run.Run("repost", "stop", "another"));
        Assert.Contains("There is 2026-invented-case", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ByDefaultEachWaitsForAPersonWithAuthorTextAndAddress()
    {
        Write("- quiet-hours: none\n");
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("repost", Slug, "--once"));
        var post = Publish("Free \u001b[31mher\u202e now");
        _run.Cli.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("repost", Slug, "--once"));
        Assert.Empty(_network.Effects);
        Assert.Contains("waits  X org-x  @invented_friend", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _run.Out);

        Assert.Equal(ExitCodes.Fine, _run.Run("queue"));
        Assert.Contains("repost of @invented_friend: Free", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _run.Out);
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "show", entry.Id.ToString()));
        foreach (var shown in (string[])["@invented_friend", post.Ref.Url!, "10 reposts in any 24 hours", "queue approve"])
            Assert.Contains(shown, _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "--json"));
        using (var json = JsonDocument.Parse(_run.Out))
            Assert.Equal(post.Text, json.RootElement.GetProperty("entries")[0].GetProperty("original").GetProperty("text").GetString());
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "--html", "-"));
        Assert.Contains("@invented_friend", _run.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "approve", entry.Id.ToString(), "--yes"));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("run", "--once"));
        Assert.Single(_network.Effects);
    }

    [Fact]
    public void DryRunReadsNothingAndShowsWhatItWouldCost()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", Slug, "--dry-run"));
        Assert.Equal(0, _feed.Calls);
        // 5 posts a day assumed: read, looked at again and reposted, and one look-up.
        Assert.Contains("about $0.135 a day (5 posts read, 5 reposts at most; prices of 22 August 2026); $1.00 at most", string.Join(' ', _run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("reposts-unchecked", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "start", Slug, "--dry-run", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.False(json.RootElement.GetProperty("started").GetBoolean());
        Assert.Equal(0.135m, json.RootElement.GetProperty("jobs")[0].GetProperty("cost").GetProperty("aDay").GetDecimal());
        Assert.Equal("given", json.RootElement.GetProperty("jobs")[0].GetProperty("listed")[0].GetProperty("consent").GetString());
    }

    [Fact]
    public void WhoIsNotSignedInSeesWhatItWouldCostAllTheSame()
    {
        _run.Cli.Tokens = new TestTokens { EverybodyIsSignedIn = false };
        Assert.Equal(ExitCodes.SignInNeeded, _run.Run("repost", Slug, "--dry-run"));
        Assert.Contains("about $", _run.Out, StringComparison.Ordinal);
        Assert.Contains("not-signed-in", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.SignInNeeded, _run.Run("repost", "start", Slug));
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public void WhatStandsAgainstItIsSaidAllAtOnceAndNothingIsStarted()
    {
        Write("- budget: 0.01\n", deadline: "2026-11-01");
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("repost", "start", Slug));
        Assert.Contains("deadline-passed", _run.Error, StringComparison.Ordinal);
        Assert.Contains("budget-too-small", _run.Error, StringComparison.Ordinal);
        Assert.Contains($"messages/{Slug}/campaign.md:13:", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "status", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(0, json.RootElement.GetProperty("jobs").GetArrayLength());
    }

    [Fact]
    public void ABadRuleStandsWithItsPlace()
    {
        Write("- per-day: many\n- quiet: 22:00-07:00\n");
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("repost", Slug, "--dry-run"));
        Assert.Contains("campaign.md:13:12 bad-rule", _run.Error, StringComparison.Ordinal);
        Assert.Contains("campaign.md:14:3 unknown-rule", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoRefusedOrRepostsIsNotRead()
    {
        Write("", "- X: @invented_friend\n  consent: no\n- X: @invented_org\n- X: @invented_other\n");
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "start", Slug));
        foreach (var code in (string[])["consent-refused", "own-account", "consent-unknown"])
            Assert.Contains(code, _run.Error, StringComparison.Ordinal);
        Assert.Contains("refused: never reposted", _run.Out, StringComparison.Ordinal);
        Write("", "- X: @invented_friend\n  consent: no\n");
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("repost", "start", Slug));
        Assert.Contains("nobody-to-read", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedCampaignIsNotStarted()
    {
        _run.Run("stop", Slug);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("repost", "start", Slug));
        Assert.Contains("socialkit resume", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusShowsMarksNextLooksTodaysCountAndTheBudget()
    {
        await RepostTwoAsync();
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "start", Slug));
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "status"));
        foreach (var shown in (string[])["stands", "1 of 10 in the last 24 hours", "1 scheduled", "@invented_friend  read", "next ", "2 of 2 posts taken", "$0.0"])
            Assert.Contains(shown, _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "status", Slug, "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        var job = json.RootElement.GetProperty("jobs")[0];
        Assert.Equal(("stands", 1, 1), (job.GetProperty("standing").GetString(), job.GetProperty("repostedIn24Hours").GetInt32(), job.GetProperty("scheduled").GetInt32()));
        Assert.Equal(("id-friend", "2"), (job.GetProperty("listed")[0].GetProperty("userId").GetString(), job.GetProperty("listed")[0].GetProperty("mark").GetString()));
    }

    [Fact]
    public async Task ExplainSaysWhatWasDecidedAndWhatBecameOfIt()
    {
        Write("- approval: no\n- quiet-hours: none\n- words: free\n");
        var (first, _) = await RepostTwoAsync();
        var recipe = Publish("A recipe");
        _run.Cli.Time.Advance(TimeSpan.FromSeconds(1));
        await RunMovingAsync("repost", Slug, "--once");
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "explain", first.Ref.Url!));
        Assert.Contains("taken (taken). It goes into the queue.", _run.Out, StringComparison.Ordinal);
        Assert.Contains("became", _run.Out, StringComparison.Ordinal);
        Assert.Contains("sent", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "explain", recipe.Ref.Url!, "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(("skipped", "not-wanted", "It has none of \"free\"."), (Of("decision"), Of("code"), Of("reason")));
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "explain", first.Ref.Url! + "?s=20"));
        Assert.Contains("taken (taken). It goes into the queue.", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failure, _run.Run("repost", "explain", "https://x.example/p/never"));
        Assert.Contains("Nothing was decided", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("log", "--reposts"));
        Assert.Contains("3 decisions", _run.Out, StringComparison.Ordinal);
        Assert.Contains("not-wanted: It has none of", _run.Out, StringComparison.Ordinal);

        string? Of(string name) => json.RootElement.GetProperty("decisions")[0].GetProperty(name).GetString();
    }

    [Fact]
    public async Task UndoTakesBackWhatIsOutAndTakesOutWhatWaits()
    {
        var (first, _) = await RepostTwoAsync();
        Assert.Equal(ExitCodes.Usage, _run.Run("repost", "undo", "--since", "1h"));
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunAsked("n\n", "repost", "undo", first.Ref.Url!));
        Assert.DoesNotContain(await EntriesAsync(), entry => entry.Delivery.Act is Act.Delete);
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "undo", "--since", "1h", "--yes", "--json"));
        using (var json = JsonDocument.Parse(_run.Out))
            Assert.Equal((1, 1), (json.RootElement.GetProperty("deletions").GetInt32(), json.RootElement.GetProperty("cancelled").GetInt32()));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("run", "--once"));
        Assert.Equal(2, _network.Effects.Count);
        Assert.IsType<Act.Delete>(_network.Effects[1].Act);
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "undo", first.Ref.Url!, "--yes", "--json"));
        using var again = JsonDocument.Parse(_run.Out);
        Assert.Equal((0, 1), (again.RootElement.GetProperty("deletions").GetInt32(), again.RootElement.GetProperty("deletionsBefore").GetInt32()));
        Assert.Equal(ExitCodes.Usage, _run.Run("repost", "undo", "https://x.example/p/never", "--yes"));
    }

    [Fact]
    public async Task WhatWasDeletedOrEditedMeanwhileEndsQuietly()
    {
        await RunMovingAsync("repost", Slug, "--once");
        var (gone, edited) = (Publish(), Publish());
        _run.Cli.Time.Advance(TimeSpan.FromSeconds(1));
        _feed.Change(gone, null);
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("repost", Slug, "--once"));
        _feed.Change(edited, edited with { Version = "2" });
        _run.Cli.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("run", "--once"));
        Assert.Empty(_network.Effects);
        Assert.Equal([(DeliveryState.Expired, "The original was deleted."), (DeliveryState.Expired, "The original was edited since.")], (await EntriesAsync()).Select(entry => (entry.State, entry.Because)));
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "explain", gone.Ref.Url!));
        Assert.Contains("The original was deleted.", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFeedThatHangsDelaysNothingThatIsSent()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("repost", "start", Slug));
        var hanging = new TaskCompletionSource<string?>();
        _feed.Fault = _ => hanging.Task;
        await _run.AddAsync(QueueRun.Organisation, "2026-11-24T08:59Z");
        var began = _run.Cli.Time.GetUtcNow();
        var running = Task.Run(() => _run.Run("run", "--once"));
        // The feed is given up after a minute: by then the post is long out.
        while (_network.Effects.Count == 0 && _run.Cli.Time.GetUtcNow() - began < TimeSpan.FromSeconds(50))
        {
            Assert.False(running.IsCompleted);
            if (_feed.Calls > 0)
                _run.Cli.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(1, QueueRun.Cancellation);
        }
        Assert.Single(_network.Effects);
        hanging.SetResult("It is over.");
        while (!running.IsCompleted)
        {
            _run.Cli.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, QueueRun.Cancellation);
        }
        Assert.Equal(ExitCodes.Fine, await running);
    }

    [Fact]
    public async Task MaxTakesNoMoreInARun()
    {
        await RunMovingAsync("repost", Slug, "--once");
        for (var i = 0; i < 4; i++)
            Publish();
        _run.Cli.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ExitCodes.Fine, await RunMovingAsync("repost", Slug, "--once", "--max", "2", "--json"));
        Assert.Equal((2, 2), (_run.Out.Split('\n').Count(line => line.Contains("\"event\":\"taken\"", StringComparison.Ordinal)), _run.Out.Split('\n').Count(line => line.Contains("\"code\":\"over-max\"", StringComparison.Ordinal))));
        Assert.Equal(ExitCodes.Usage, _run.Run("repost", Slug, "--max", "0"));
    }
}
