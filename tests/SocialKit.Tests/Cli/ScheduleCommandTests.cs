using SocialKit.Deliveries;
using SocialKit.Pictures;
using SocialKit.Storage;
using SocialKit.Tests.Skia;
using System.Text.Json;

namespace SocialKit.Tests.Cli;

public sealed class ScheduleCommandTests : IDisposable
{
    private readonly CliRun _run = SmallCampaign.WriteTo(new CliRun(), "# release\nRelease Invented Person now! Invented Office, act. #InventedCase\n");

    public ScheduleCommandTests()
    {
        _run.Environment["SOCIALKIT_DATABASE"] = "queue.db";
        _run.Environment["SOCIALKIT_FOLDER"] = "posts";
    }

    public void Dispose() => _run.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APostIsStoredWithItsTextAndTime()
    {
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--tz", "Asia/Almaty"));
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(DeliveryState.Scheduled, entry.State);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 4, 0, 0, TimeSpan.Zero), entry.Delivery.DueAt);
        Assert.Equal(("2026-12-01T09:00", "Asia/Almaty"), (entry.Delivery.WallClock, entry.Delivery.Zone));
        Assert.Equal("Release Invented Person now! Invented Office, act. #InventedCase", ((Act.Publish)entry.Delivery.Act).Post.Text);
        // The deadline is a day in Almaty, and nothing goes out behind it.
        Assert.Equal(new DateTimeOffset(2026, 12, 10, 19, 0, 0, TimeSpan.Zero), entry.Delivery.NotAfter);
    }

    [Fact]
    public async Task AThreadIsScheduledWholeAndEachPostWaitsForTheOneBefore()
    {
        SmallCampaign.WriteTo(_run, "# release\nThe first #InventedCase\n\n# release+2\nThe second #InventedCase\n\n# release+3\nThe third #InventedCase\n");
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--tz", "Asia/Almaty"));
        var entries = (await EntriesAsync()).OrderBy(entry => entry.Id).ToList();
        Assert.Equal(["The first #InventedCase", "The second #InventedCase", "The third #InventedCase"], entries.Select(entry => ((Act.Publish)entry.Delivery.Act).Post.Text));
        Assert.Equal([null, entries[0].Delivery.Key, entries[1].Delivery.Key], entries.Select(entry => entry.Delivery.After));
    }

    [Fact]
    public void AThreadIsAnErrorWhereNoPostAnswersAnother()
    {
        SmallCampaign.WriteTo(_run, "# release\nThe first #InventedCase\n\n# release+2\nThe second #InventedCase\n");
        Assert.Equal(3, _run.Run("check", SmallCampaign.Folder, "-p", "facebook"));
        Assert.Contains("\"release\" is a thread, and on Facebook no post answers another.", _run.Out, StringComparison.Ordinal);
        SmallCampaign.WriteTo(_run, "# release\nThe first #InventedCase\n\n# release+2\nThe second #InventedCase\n\n# release (facebook)\nBoth in one #InventedCase\n");
        Assert.NotEqual(3, _run.Run("check", SmallCampaign.Folder, "-p", "facebook"));
    }

    [Fact]
    public async Task AThreadWithAPostThatIsNotTranslatedIsNotScheduled()
    {
        SmallCampaign.WriteTo(_run, "# release\nThe first #InventedCase\n\n# release+2\n\n# release+3\nThe third #InventedCase\n");
        Assert.NotEqual(0, Schedule("--at", "2026-12-01 09:00", "--tz", "Asia/Almaty"));
        Assert.Contains("\"release+2\" has no text in en yet, so its thread is not published in that language.", _run.Error, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task APictureIsKeptWithoutWhatItTells()
    {
        var campaign = File.ReadAllText(Path.Combine(_run.Folder, SmallCampaign.Folder, "campaign.md"));
        var telling = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples", "baseline.jpg"));
        _run.Write($"{SmallCampaign.Folder}/campaign.md", campaign + "\n# Media\n- photo.jpg | release | A wall.\n").Write($"{SmallCampaign.Folder}/media/photo.jpg", telling);
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--tz", "Asia/Almaty"));
        var post = ((Act.Publish)Assert.Single(await EntriesAsync()).Delivery.Act).Post;
        await using var store = await Stores.OpenAsync(new StoreAddress.File(Path.Combine(_run.Folder, "queue.db")), _run.Time, Token);
        var kept = Assert.IsType<ReadOnlyMemory<byte>>(await store.ReadMediaAsync(post.Media[0].Sha256!, Token)).ToArray();
        Assert.Equal(SocialKit.Pictures.CleanPicture.Of(telling)!.Bytes.ToArray(), kept);
        Assert.DoesNotContain("anary", System.Text.Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APictureThatIsTooLargeIsKeptAsTheNetworkTakesItAndThatIsSaid()
    {
        Directory.CreateDirectory(_run.UserFolder);
        File.WriteAllText(Path.Combine(_run.UserFolder, "accounts.json"), """[{ "id": "our-sky", "platform": "bluesky", "handle": "invented.example", "userId": "did:plc:invented" }]""");
        var campaign = File.ReadAllText(Path.Combine(_run.Folder, SmallCampaign.Folder, "campaign.md"));
        _run.Write($"{SmallCampaign.Folder}/campaign.md", campaign + "\n# Media\n- photo.png | release | A wall.\n").Write($"{SmallCampaign.Folder}/media/photo.png", SamplePictures.Noise(PictureType.Png, 1800, 1200));
        Assert.Equal(0, Run("--from", "our-sky", "--at", "2026-12-01 09:00", "--tz", "Asia/Almaty"));
        Assert.Contains("picture-resized", _run.Error, StringComparison.Ordinal);
        var post = ((Act.Publish)Assert.Single(await EntriesAsync()).Delivery.Act).Post;
        await using var store = await Stores.OpenAsync(new StoreAddress.File(Path.Combine(_run.Folder, "queue.db")), _run.Time, Token);
        var kept = CleanPicture.Of(Assert.IsType<ReadOnlyMemory<byte>>(await store.ReadMediaAsync(post.Media[0].Sha256!, Token)))!;
        Assert.True(kept.Bytes.Length <= 2_000_000 && kept.Facts is { Type: PictureType.Png, Width: < 1800 and > 800 }, $"{kept.Facts} {kept.Bytes.Length}");
    }

    [Fact]
    public async Task PicturesThatNoProgramCanSendAreSaidBeforeAnythingIsScheduled()
    {
        Directory.CreateDirectory(_run.UserFolder);
        File.WriteAllText(Path.Combine(_run.UserFolder, "accounts.json"), """[{ "id": "our-threads", "platform": "threads", "handle": "invented.person" }]""");
        var campaign = File.ReadAllText(Path.Combine(_run.Folder, SmallCampaign.Folder, "campaign.md"));
        var picture = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples", "still.png"));
        _run.Write($"{SmallCampaign.Folder}/campaign.md", campaign + "\n# Media\n- photo.png | release | A wall.\n").Write($"{SmallCampaign.Folder}/media/photo.png", picture);
        Assert.Equal(3, _run.Run("schedule", SmallCampaign.Folder, "--from", "our-threads", "--at", "2026-12-01 09:00"));
        Assert.Contains("pictures-by-hand", _run.Error, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
        Assert.Equal(0, _run.Run("check", SmallCampaign.Folder, "-p", "threads"));
    }

    [Fact]
    public void TheTimeIsSaidByThreeClocks()
    {
        Schedule("--at", "2026-12-01 09:00", "--tz", "Asia/Almaty");
        Assert.Contains("Tue 1 Dec 2026 09:00  Asia/Almaty, the campaign's", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Tue 1 Dec 2026 04:00  Europe/London, yours", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Tue 1 Dec 2026 04:00  UTC", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATimeWithoutAZoneIsOnTheReadersOwnClock()
    {
        Schedule("--at", "tomorrow 9:00");
        Assert.Equal("Europe/London", Assert.Single(await EntriesAsync()).Delivery.Zone);
    }

    [Fact]
    public async Task APointInTimeKeepsToItWhateverClocksDo()
    {
        Schedule("--at", "in 2 hours", "--tz", "Asia/Almaty");
        var delivery = Assert.Single(await EntriesAsync()).Delivery;
        Assert.Equal(CliRun.Now.AddHours(2), delivery.DueAt);
        Assert.Equal("UTC", delivery.Zone);
    }

    [Fact]
    public async Task TwiceIsOnce()
    {
        Schedule("--at", "2026-12-01 09:00");
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00"));
        Assert.Contains("1 post already scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task WhatWasCancelledCanBeScheduledAnew()
    {
        Schedule("--at", "2026-12-01 09:00");
        await CancelAsync();
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00"));
        Assert.Contains("scheduled anew", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00"));
        Assert.Contains("1 post already scheduled", _run.Out, StringComparison.Ordinal);
        await CancelAsync();
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00"));
        Assert.Equal([DeliveryState.Scheduled, DeliveryState.Cancelled, DeliveryState.Cancelled], (await EntriesAsync()).Select(entry => entry.State).Order());
    }

    [Fact]
    public async Task TheSameMessageAtAnotherTimeIsAnotherPostAndIsSaid()
    {
        Schedule("--at", "2026-12-01 09:00");
        Assert.Equal(0, Schedule("--at", "2026-12-02 09:00"));
        Assert.Contains("other-time", _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task ADryRunStoresNothingAndShowsTheText()
    {
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--dry-run"));
        Assert.Contains("1 post would be scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Release Invented Person now!", _run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Folder, "queue.db")));
        Schedule("--at", "2026-12-01 09:00");
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--dry-run"));
        Assert.Contains("1 post already scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public void AnErrorInOnePostStandsAgainstAll()
    {
        SmallCampaign.WriteTo(_run, "# release\nInvented Office, act now.\n\n# second\nInvented Office, [your name] asks.\n");
        Assert.Equal(3, Schedule("--at", "2026-12-01 09:00"));
        Assert.Contains("placeholder", _run.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was scheduled.", _run.Error, StringComparison.Ordinal);
        Assert.Equal("", _run.Out);
        Assert.False(File.Exists(Path.Combine(_run.Folder, "queue.db")));
    }

    [Theory]
    [InlineData(2, "has passed", "--at", "2026-11-01 09:00")]
    [InlineData(2, "November 2026 has 30 days", "--at", "2026-11-31 09:00")]
    [InlineData(2, "Did you mean Asia/Almaty?", "--at", "2026-12-01 09:00", "--tz", "Asia/Almatty")]
    [InlineData(2, "cannot be understood", "--every", "every monday")]
    [InlineData(2, "--every or --spread", "--every", "0 9 * * 1", "--spread", "3h")]
    [InlineData(2, "Say when with --at", "--tz", "Asia/Almaty")]
    [InlineData(2, "3 of what?", "--at", "2026-12-01 09:00", "--spread", "3")]
    [InlineData(2, "send or skip", "--at", "2026-12-01 09:00", "--late", "never")]
    [InlineData(2, "Nothing may go out from", "--at", "2026-12-05 09:00", "--not-after", "2026-12-01")]
    [InlineData(2, "no message \"releas\". Did you mean \"release\"?", "--at", "2026-12-01 09:00", "-m", "releas")]
    [InlineData(2, "There is no account \"hq\"", "--at", "2026-12-01 09:00", "--from", "hq")]
    [InlineData(2, "no time of day", "--at", "2026-12-01")]
    [InlineData(3, "--after-deadline", "--at", "2026-12-20 09:00")]
    public void WhatCannotBeIsSaidAndStoresNothing(int code, string reason, params string[] options)
    {
        Assert.Equal(code, Schedule(options));
        Assert.Contains(reason, _run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Folder, "queue.db")));
    }

    [Fact]
    public async Task BehindTheDeadlineItNeedsAReasonThatIsKept()
    {
        Assert.Equal(0, Schedule("--at", "2026-12-20 09:00", "--after-deadline", "the family asks for it"));
        Assert.Equal("the family asks for it", Assert.Single(await EntriesAsync()).Delivery.AfterDeadline);
    }

    [Fact]
    public void AnEmptyReasonIsNone()
    {
        Assert.Equal(2, Schedule("--at", "2026-12-20 09:00", "--after-deadline", " "));
        Assert.Contains("needs a reason", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATimeThatTheClocksSkipIsSaid()
    {
        Assert.Equal(0, Schedule("--at", "2027-03-28 01:30", "--tz", "Europe/London", "--after-deadline", "a test"));
        Assert.Contains("time-skipped", _run.Error, StringComparison.Ordinal);
        Assert.Contains("Sun 28 Mar 2027 02:00", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessagesAreSpreadOverAStretch()
    {
        SmallCampaign.WriteTo(_run, "# release\nInvented Office, act.\n\n# two\nInvented Office, act now.\n\n# three\nInvented Office, act today.\n");
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--spread", "3h"));
        Assert.Equal(["09:00", "10:00", "11:00"], (await EntriesAsync()).Select(entry => entry.Delivery.WallClock![^5..]));
    }

    [Fact]
    public async Task ASeriesPutsItsNextTimesIntoTheQueueAndTwiceIsOnce()
    {
        Assert.Equal(0, Schedule("--every", "0 9 * * *", "--tz", "Asia/Almaty", "--not-after", "2026-11-27"));
        var count = (await EntriesAsync()).Count;
        Assert.Equal(3, count); // 25, 26 and 27 November: on the 24th it is past nine there
        Assert.Contains("series     \"0 9 * * *\" Asia/Almaty", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, Schedule("--every", "0 9 * * *", "--tz", "Asia/Almaty", "--not-after", "2026-11-27"));
        Assert.Contains("a series already scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Equal(count, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task UpdateOfASeriesChangesItsTextsRhythmAndWhatWaitsOfIt()
    {
        Assert.Equal(0, Schedule("--every", "0 9 * * *", "--tz", "Asia/Almaty", "--not-after", "2026-11-27"));
        SmallCampaign.WriteTo(_run, "# release\nOther words for the Invented Office.\n");
        Assert.Equal(3, Schedule("--every", "0 9 * * *", "--tz", "Asia/Almaty", "--not-after", "2026-11-27"));
        Assert.Contains("Add --update to change it", _run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);

        string[] wanted = ["--every", "0 9,18 * * *", "--tz", "Asia/Almaty", "--not-after", "2026-11-27", "--update"];
        Assert.Equal(0, Schedule([.. wanted, "--dry-run"]));
        Assert.Contains("1 series would be changed", _run.Out, StringComparison.Ordinal);
        Assert.Contains("the text, the rhythm changed: 3 occurrences changed, 4 occurrences added", string.Join(' ', _run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(3, (await EntriesAsync()).Count);

        Assert.Equal(0, Schedule(wanted));
        Assert.Contains("1 series changed", _run.Out, StringComparison.Ordinal);
        var entries = await EntriesAsync();
        // On the 24th it is past nine in Almaty, and not yet six in the evening.
        Assert.Equal(["24T18", "25T09", "25T18", "26T09", "26T18", "27T09", "27T18"], entries.Select(entry => entry.Delivery.WallClock![8..13]));
        Assert.All(entries, entry => Assert.Equal("Other words for the Invented Office.", ((Act.Publish)entry.Delivery.Act).Post.Text));
        // It is that series now: the same again is the same.
        Assert.Equal(0, Schedule(wanted));
        Assert.Contains("a series already scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, Schedule(wanted[..^1]));
        Assert.Equal(7, (await EntriesAsync()).Count);
    }

    [Fact]
    public void UpdateOfASeriesThatIsStoppedSaysSo()
    {
        Assert.Equal(0, Schedule("--every", "0 9 * * *"));
        using var queue = JsonDocument.Parse(Ran("queue", "--json"));
        var id = queue.RootElement.GetProperty("series")[0].GetProperty("id").GetString()!;
        Ran("stop", "--series", id);
        Assert.Equal(3, Schedule("--every", "0 10 * * *", "--update"));
        Assert.Contains("socialkit resume --series", _run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private string Ran(params string[] arguments)
    {
        Assert.Equal(0, _run.Run(arguments));
        return _run.Out;
    }

    [Fact]
    public async Task WhatNeedsApprovalWaitsForIt()
    {
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--needs-approval"));
        Assert.Equal(DeliveryState.AwaitingApproval, Assert.Single(await EntriesAsync()).State);
        Assert.Contains("waits for approval", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangedTextNeedsUpdate()
    {
        Schedule("--at", "2026-12-01 09:00");
        SmallCampaign.WriteTo(_run, "# release\nOther words for the Invented Office.\n");
        Assert.Equal(3, Schedule("--at", "2026-12-01 09:00"));
        Assert.Contains("scheduled-otherwise", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--update", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--update"));
        Assert.Contains("the text changed", _run.Out, StringComparison.Ordinal);
        Assert.Equal("Other words for the Invented Office.", ((Act.Publish)Assert.Single(await EntriesAsync()).Delivery.Act).Post.Text);
    }

    [Fact]
    public async Task UpdateMovesTheOneThatWaits()
    {
        Schedule("--at", "2026-12-01 09:00");
        Assert.Equal(0, Schedule("--at", "2026-12-02 10:00", "--update"));
        Assert.Contains("the time changed", _run.Out, StringComparison.Ordinal);
        Assert.Equal("2026-12-02T10:00", Assert.Single(await EntriesAsync()).Delivery.WallClock);
        // The same again is the same.
        Assert.Equal(0, Schedule("--at", "2026-12-02 10:00"));
        Assert.Contains("1 post already scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task UpdateOfWhatWasApprovedSaysThatTheApprovalIsLost()
    {
        Schedule("--at", "2026-12-01 09:00", "--needs-approval");
        await using (var store = await OpenAsync())
        {
            var entry = Assert.Single((await store.PageAsync(new(), Token)).Entries);
            Assert.IsType<ChangeResult.Changed>(await store.ChangeAsync(entry.Id, entry.Version, new Change.Approve(entry.Hash, "anna"), Token));
        }
        SmallCampaign.WriteTo(_run, "# release\nOther words for the Invented Office.\n");
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--needs-approval", "--update"));
        Assert.Contains("approved anew", _run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.NotEqual(DeliveryState.Scheduled, Assert.Single(await EntriesAsync()).State);
    }

    [Fact]
    public async Task WhenSeveralWaitUpdateAsksWhichOne()
    {
        Schedule("--at", "2026-12-01 09:00");
        Schedule("--at", "2026-12-02 09:00");
        Assert.Equal(3, Schedule("--at", "2026-12-03 09:00", "--update"));
        Assert.Contains("which-one", _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task PicturesAreKeptWithTheirHash()
    {
        var campaign = File.ReadAllText(Path.Combine(_run.Folder, SmallCampaign.Folder, "campaign.md"));
        _run.Write($"{SmallCampaign.Folder}/campaign.md", campaign + "\n# Media\n- photo.png | release | Invented Person smiles.\n").Write($"{SmallCampaign.Folder}/media/photo.png", [1, 2, 3]);
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00"));
        var picture = Assert.Single(((Act.Publish)Assert.Single(await EntriesAsync()).Delivery.Act).Post.Media);
        await using var store = await OpenAsync();
        Assert.Equal([1, 2, 3], (await store.ReadMediaAsync(picture.Sha256!, Token))!.Value.ToArray());
    }

    [Fact]
    public void APictureThatIsEmptyStandsAgainstAll()
    {
        var campaign = File.ReadAllText(Path.Combine(_run.Folder, SmallCampaign.Folder, "campaign.md"));
        _run.Write($"{SmallCampaign.Folder}/campaign.md", campaign + "\n# Media\n- photo.png | release | Invented Person smiles.\n").Write($"{SmallCampaign.Folder}/media/photo.png", []);
        Assert.Equal(3, Schedule("--at", "2026-12-01 09:00"));
        Assert.Contains("campaign.md:", _run.Error, StringComparison.Ordinal);
        Assert.Contains("is empty", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoppedCampaignTakesNothing()
    {
        await using (var store = await OpenAsync())
            await store.StopAsync("2026-invented-case", "anna", Token);
        Assert.Equal(3, Schedule("--at", "2026-12-01 09:00"));
        Assert.Contains("socialkit resume 2026-invented-case", _run.Error, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public void TheSameWordsFromTwoAccountsOfAPlatformAreRefused()
    {
        TwoAccounts();
        Assert.Equal(3, Run("-p", "x", "--from", "one,two", "--at", "2026-12-01 09:00"));
        Assert.Contains("same-words", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--rotate", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InTurnTwoAccountsSayDifferentWords()
    {
        TwoAccounts();
        SmallCampaign.WriteTo(_run, "# release\nThe first text for the Invented Office.\n\n# release/2\nThe second text for the Invented Office.\n");
        Assert.Equal(0, Run("-p", "x", "--from", "one,two", "--at", "2026-12-01 09:00", "--rotate"));
        Assert.Equal(["The first text for the Invented Office.", "The second text for the Invented Office."], (await EntriesAsync()).Select(entry => ((Act.Publish)entry.Delivery.Act).Post.Text));
    }

    [Fact]
    public void SeveralAccountsOfAPlatformAreListed()
    {
        TwoAccounts();
        Assert.Equal(2, Run("-p", "x", "--at", "2026-12-01 09:00"));
        Assert.Contains("one is @invented_one, two is @invented_two", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void APlatformWithoutAnAccountSaysHowToGetOne()
    {
        Assert.Equal(2, Run("-p", "bluesky", "--at", "2026-12-01 09:00"));
        Assert.Contains("\"socialkit login bluesky\" signs one in", _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("-p", "linkedin", "--at", "2026-12-01 09:00"));
        Assert.Contains("\"platform\": \"linkedin\"", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APlatformThatNobodyCanSendToYetMayBeScheduledAndIsSaid()
    {
        AnAccountThatNothingCanSendFor();
        Assert.Equal(0, Run("-p", "linkedin", "--at", "2026-12-01 09:00"));
        Assert.Contains("no-sender", _run.Error, StringComparison.Ordinal);
        Assert.Equal("three", Assert.Single(await EntriesAsync()).Delivery.From.Id);
    }

    [Fact]
    public void JsonSaysWhatBecameOfEachPost()
    {
        Assert.Equal(0, Schedule("--at", "2026-12-01 09:00", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean());
        var post = json.RootElement.GetProperty("posts")[0];
        Assert.Equal("scheduled", post.GetProperty("result").GetString());
        Assert.Equal("2026-12-01T09:00:00Z", post.GetProperty("due").GetString());
        Assert.Equal(3, Schedule("--at", "2026-12-20 09:00", "--json"));
        using var refused = JsonDocument.Parse(_run.Out);
        Assert.False(refused.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("deadline-passed", refused.RootElement.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void PublishingNeedsSomebodyToAskOrAYes()
    {
        Assert.Equal(2, _run.Run("publish", SmallCampaign.Folder, "-p", "folder"));
        Assert.Contains("--yes", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoSaysNoPublishesNothing()
    {
        _run.Terminal = _run.Terminal with { CanAsk = true };
        Assert.Equal(1, _run.RunWith("n\n", "publish", SmallCampaign.Folder, "-p", "folder"));
        Assert.Contains("Release Invented Person now!", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Publish 1 post now? [y/N]", _run.Error, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task WhatIsScheduledIsNotPublishedAsASecondPostUnlessAgainSaysSo()
    {
        Schedule("--at", "2026-12-01 09:00");
        Assert.Equal(3, _run.Run("publish", SmallCampaign.Folder, "-p", "folder", "--yes"));
        Assert.Contains("has the same text for the same account, and is scheduled", _run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Single(await EntriesAsync());
        _run.Run("publish", SmallCampaign.Folder, "-p", "folder", "--again", "--dry-run", "--json");
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(1, json.RootElement.GetProperty("posts").GetArrayLength());
    }

    [Fact]
    public async Task WhatWasScheduledAndIsOutIsNotPublishedASecondTime()
    {
        Schedule("--at", "2026-12-01 09:00");
        await using (var store = await OpenAsync())
        {
            var entry = Assert.Single((await store.PageAsync(new(), Token)).Entries);
            entry = Assert.IsType<ChangeResult.Changed>(await store.ChangeAsync(entry.Id, entry.Version, new Change.Hold("a person looks"), Token)).Entry;
            await store.ChangeAsync(entry.Id, entry.Version, new Change.ResolveSent(new(new("folder"), "post-1"), "anna"), Token);
        }
        Assert.Equal(1, _run.Run("publish", SmallCampaign.Folder, "-p", "folder", "--yes"));
        Assert.Contains("It was published before", _run.Error, StringComparison.Ordinal);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public void WhereNothingCanBeSentNothingIsPublished()
    {
        AnAccountThatNothingCanSendFor();
        Assert.Equal(2, _run.Run("publish", SmallCampaign.Folder, "-p", "linkedin", "--yes"));
        Assert.Contains("cannot send to LinkedIn yet", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatXWillChargeIsSaid()
    {
        TwoAccounts();
        Assert.Equal(0, Run("-p", "x", "--from", "one", "--at", "2026-12-01 09:00", "--dry-run"));
        Assert.Contains("for a post on X (prices of 22 August 2026)", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, Run("-p", "x", "--from", "one", "--at", "2026-12-01 09:00", "--dry-run", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(1, json.RootElement.GetProperty("cost")[0].GetProperty("posts").GetInt32());
    }

    [Fact]
    public void OnXAMentionWantsAPersonsApproval()
    {
        TwoAccounts();
        var file = Path.Combine(_run.Folder, "mention.txt");
        File.WriteAllText(file, "Free her, @invented_minister!");
        Assert.Equal(3, _run.Run("schedule", file, "-p", "x", "--from", "one", "--at", "2026-12-01 09:00"));
        Assert.Contains("unsolicited-mention", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, _run.Run("schedule", file, "-p", "x", "--from", "one", "--at", "2026-12-01 09:00", "--needs-approval"));
    }

    private void AnAccountThatNothingCanSendFor()
    {
        Directory.CreateDirectory(_run.UserFolder);
        File.WriteAllText(Path.Combine(_run.UserFolder, "accounts.json"), """[{ "id": "three", "platform": "linkedin", "handle": "invented-three" }]""");
    }

    private int Schedule(params string[] options) => Run(["-p", "folder", .. options]);

    private int Run(params string[] options) => _run.Run(["schedule", SmallCampaign.Folder, .. options]);

    private void TwoAccounts()
    {
        Directory.CreateDirectory(_run.UserFolder);
        File.WriteAllText(Path.Combine(_run.UserFolder, "accounts.json"), """
            [{ "id": "one", "platform": "x", "handle": "invented_one" }, { "id": "two", "platform": "x", "handle": "invented_two" }]
            """);
    }

    private async Task CancelAsync()
    {
        await using var store = await OpenAsync();
        var entry = (await store.PageAsync(new() { States = [DeliveryState.Scheduled] }, Token)).Entries.Single();
        Assert.IsType<ChangeResult.Changed>(await store.ChangeAsync(entry.Id, entry.Version, new Change.Cancel("anna"), Token));
    }

    private Task<IStore> OpenAsync() => Stores.OpenAsync(new StoreAddress.File(Path.Combine(_run.Folder, "queue.db")), _run.Time, Token);

    private async Task<IReadOnlyList<Entry>> EntriesAsync()
    {
        await using var store = await OpenAsync();
        return (await store.PageAsync(new(), Token)).Entries;
    }
}
