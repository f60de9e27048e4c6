using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Cli.Queue;
using SocialKit.Deliveries;

namespace SocialKit.Tests.Cli;

/// <summary>queue show, approve, hold, retry, cancel, resolve and edit.</summary>
public sealed class EntryCommandsTests : IDisposable
{
    private readonly QueueRun _run = new();

    [Fact]
    public async Task ShowTellsTheExactTextTheClocksAndTheAttempts()
    {
        _run.Cli.Terminal = new(100, IsTerminal: false, Colour: false);
        await _run.AddAsync(QueueRun.Organisation, "2026-11-24T08:00Z", "Free her, @invented_office! https://invented.example/a\n#Invented", "invented",
            delivery => delivery with { WallClock = "2026-11-24T13:00", Zone = "Asia/Almaty", Late = LateRule.Skip, AfterDeadline = "The office asked for more." });
        var entry = await _run.SendAsync(QueueRun.Organisation, new Outcome.Unclear("No answer.") { HttpStatus = 504, Evidence = "gateway \u001b timeout" }, new(DeliveryState.Held, "No answer."));
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "show", entry.Id.ToString()));
        Assert.Contains("  Free her, @invented_office! https://invented.example/a\n  #Invented\n", _run.Out, StringComparison.Ordinal);
        foreach (var expected in (string[])[
            "Tue 24 Nov 2026 13:00  Asia/Almaty, as asked for", "Tue 24 Nov 2026 08:00  Europe/London, yours", "Tue 24 Nov 2026 08:00  UTC", "held", "No answer.", "it does not go out",
            "1. Tue 24 Nov 2026 09:00, by invented-worker: unclear (HTTP 504) after 0 s", "gateway <U+001B> timeout", "may be out", "The office asked for more.", entry.Hash.Sha256, entry.Delivery.Key.Value])
        {
            Assert.Contains(expected, _run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnEntryIsCalledByItsIdTheEndOfItOrItsKey()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        foreach (var name in (string[])[entry.Id.ToString(), entry.Id.ToString("N")[^4..].ToUpperInvariant(), entry.Delivery.Key.Value])
        {
            Assert.Equal(ExitCodes.Fine, _run.Run("queue", "show", name, "--json"));
            using var json = JsonDocument.Parse(_run.Out);
            Assert.Equal(entry.Id.ToString(), json.RootElement.GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task AnUnknownEntryChangesNoneOfTheOthers()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.Usage, _run.Run("queue", "cancel", entry.Id.ToString(), "zzzz"));
        Assert.Contains("There is no entry \"zzzz\"", _run.Error, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Scheduled, (await _run.ReadAsync(entry)).State);
    }

    [Fact]
    public async Task WhatCouldBeSeveralIsListedAndNotChanged()
    {
        var first = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        var (id, end) = (first.Id.ToString("N"), first.Id.ToString("N")[^4..]);
        var other = new Guid(string.Concat(id.AsSpan(0, 27), id[27] == '0' ? "1" : "0", end));
        var delivery = first.Delivery with { Key = new("another") };
        await _run.Store.AddAsync(new([new(other, delivery)]), QueueRun.Cancellation);
        Assert.Equal(ExitCodes.Usage, _run.Run("queue", "cancel", end));
        Assert.Contains($"\"{end}\" could be:\n", _run.Error, StringComparison.Ordinal);
        Assert.Contains(other.ToString("N")[^6..], _run.Error, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Scheduled, (await _run.ReadAsync(first)).State);
    }

    [Fact]
    public async Task ApprovingShowsTheExactTextAsksAndBindsToIt()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", "Exactly this.", state: DeliveryState.AwaitingApproval, with: delivery => delivery with { NeedsApproval = true });
        Assert.Equal(ExitCodes.Fine, _run.RunAsked("y\n", "queue", "approve", entry.Id.ToString(), "--by", "Invented Editor"));
        Assert.Contains("  Exactly this.\n", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Approve exactly this, from @invented_org on X? [y/N]", _run.Error, StringComparison.Ordinal);
        var approved = await _run.ReadAsync(entry);
        Assert.Equal((DeliveryState.Scheduled, entry.Hash, "Invented Editor"), (approved.State, approved.ApprovedHash, approved.ApprovedBy));
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("")]
    public async Task WithoutAYesNothingIsApproved(string answer)
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", state: DeliveryState.AwaitingApproval, with: delivery => delivery with { NeedsApproval = true });
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunAsked(answer, "queue", "approve", entry.Id.ToString()));
        Assert.Equal(DeliveryState.AwaitingApproval, (await _run.ReadAsync(entry)).State);
    }

    [Fact]
    public async Task WhereNobodyCanBeAskedApprovingNeedsYes()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", state: DeliveryState.AwaitingApproval, with: delivery => delivery with { NeedsApproval = true });
        Assert.Equal(ExitCodes.Usage, _run.Run("queue", "approve", entry.Id.ToString()));
        Assert.Equal(DeliveryState.AwaitingApproval, (await _run.ReadAsync(entry)).State);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "approve", entry.Id.ToString(), "--yes"));
        Assert.Equal(DeliveryState.Scheduled, (await _run.ReadAsync(entry)).State);
    }

    [Fact]
    public async Task AChangeAfterTheApprovalHoldsItAndApprovingSaysWhatChanged()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", state: DeliveryState.AwaitingApproval, with: delivery => delivery with { NeedsApproval = true });
        _run.Run("queue", "approve", entry.Id.ToString(), "--yes");
        Assert.Equal(ExitCodes.Fine, _run.Cli.RunWith("Something else.\n", "queue", "edit", entry.Id.ToString(), "--text", "-"));
        Assert.Contains("held: Changed since anna approved it: the text.", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "approve", entry.Id.ToString(), "--yes"));
        Assert.Contains("Since anna approved it, the text changed.", _run.Error, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Scheduled, (await _run.ReadAsync(entry)).State);
    }

    [Fact]
    public async Task HeldThenRetriedItIsDueNow()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-11-24T08:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "hold", entry.Id.ToString(), "--reason", "The lawyer reads it."));
        Assert.Equal("Held by anna: The lawyer reads it.", (await _run.ReadAsync(entry)).Because);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "retry", entry.Id.ToString()));
        Assert.Contains("scheduled for now", _run.Out, StringComparison.Ordinal);
        Assert.Equal(CliRun.Now, (await _run.ReadAsync(entry)).Delivery.DueAt);
    }

    [Fact]
    public async Task WhatMayBeOutIsResolvedByWhoLooked()
    {
        var entry = await _run.AddInAsync(DeliveryState.Held);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("queue", "retry", entry.Id.ToString()));
        Assert.Contains("Look on X first. If it is there: socialkit queue resolve", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "resolve", entry.Id.ToString(), "--sent", "https://x.example/invented_org/status/17"));
        var sent = await _run.ReadAsync(entry);
        Assert.Equal((DeliveryState.Sent, "17", Confirmation.Person), (sent.State, sent.Receipt!.Id, sent.ConfirmedBy));
    }

    [Theory]
    [InlineData]
    [InlineData("--send-again", "--sent", "https://x.example/1")]
    [InlineData("--sent", "17")]
    [InlineData("--sent", "https://x.example/")]
    public async Task ResolvingNeedsOneAnswer(params string[] options)
    {
        var entry = await _run.AddInAsync(DeliveryState.Held);
        Assert.Equal(ExitCodes.Usage, _run.Run(["queue", "resolve", entry.Id.ToString(), .. options]));
        Assert.Equal(DeliveryState.Held, (await _run.ReadAsync(entry)).State);
    }

    public static TheoryData<DeliveryState, string, string?> Promises { get; } = new()
    {
        // The state, the command, and what is said where it is refused; null where it is done.
        { DeliveryState.Draft, "cancel", null },
        { DeliveryState.Draft, "approve", null },
        { DeliveryState.Draft, "hold", null },
        { DeliveryState.Draft, "retry", null },
        { DeliveryState.Draft, "sent", "It is draft: only what is held or unclear is resolved." },
        { DeliveryState.Draft, "again", "It is draft: only what is held or unclear is resolved." },
        { DeliveryState.Draft, "edit", null },
        { DeliveryState.AwaitingApproval, "cancel", null },
        { DeliveryState.AwaitingApproval, "approve", null },
        { DeliveryState.AwaitingApproval, "hold", null },
        { DeliveryState.AwaitingApproval, "retry", "It waits for approval. socialkit queue approve" },
        { DeliveryState.AwaitingApproval, "sent", "It is awaiting approval: only what is held or unclear is resolved." },
        { DeliveryState.AwaitingApproval, "again", "It is awaiting approval: only what is held or unclear is resolved." },
        { DeliveryState.AwaitingApproval, "edit", null },
        { DeliveryState.Scheduled, "cancel", null },
        { DeliveryState.Scheduled, "approve", null },
        { DeliveryState.Scheduled, "hold", null },
        { DeliveryState.Scheduled, "retry", "It is scheduled already, for Tue 24 Nov 2026 08:59 Europe/London. If it should be earlier: socialkit queue edit" },
        { DeliveryState.Scheduled, "sent", "It is scheduled: only what is held or unclear is resolved." },
        { DeliveryState.Scheduled, "again", "It is scheduled: only what is held or unclear is resolved." },
        { DeliveryState.Scheduled, "edit", null },
        { DeliveryState.Sending, "cancel", "It is already being sent. Wait for the outcome: socialkit queue show" },
        { DeliveryState.Sending, "approve", "It is already being sent." },
        { DeliveryState.Sending, "hold", "It is already being sent." },
        { DeliveryState.Sending, "retry", "It is already being sent." },
        { DeliveryState.Sending, "sent", "It is already being sent." },
        { DeliveryState.Sending, "again", "It is already being sent." },
        { DeliveryState.Sending, "edit", "It is already being sent." },
        { DeliveryState.Sent, "cancel", "It is out since Tue 24 Nov 2026 09:00 Europe/London: https://x.example/1 Take it back on X itself" },
        { DeliveryState.Sent, "approve", "It is out since" },
        { DeliveryState.Sent, "hold", "It is out since" },
        { DeliveryState.Sent, "retry", "It is out since" },
        { DeliveryState.Sent, "sent", "It is out since" },
        { DeliveryState.Sent, "again", "It is out since" },
        { DeliveryState.Sent, "edit", "It is out since" },
        { DeliveryState.Unclear, "cancel", "It may be out: it is being looked for. Look on X first." },
        { DeliveryState.Unclear, "approve", "It may be out: it is being looked for. Look on X first." },
        { DeliveryState.Unclear, "hold", "It is being looked for; if it cannot be found, it is held by itself." },
        { DeliveryState.Unclear, "retry", "It may be out: it is being looked for. Look on X first." },
        { DeliveryState.Unclear, "sent", null },
        { DeliveryState.Unclear, "again", null },
        { DeliveryState.Unclear, "edit", "It may be out: it is being looked for. Look on X first." },
        { DeliveryState.Held, "cancel", "It may be out: an attempt ended without a clear answer. Look on X first." },
        { DeliveryState.Held, "approve", "It may be out: an attempt ended without a clear answer. Look on X first." },
        { DeliveryState.Held, "hold", "It is held already." },
        { DeliveryState.Held, "retry", "It may be out: an attempt ended without a clear answer. Look on X first." },
        { DeliveryState.Held, "sent", null },
        { DeliveryState.Held, "again", null },
        { DeliveryState.Held, "edit", "It may be out: an attempt ended without a clear answer." },
        { DeliveryState.Failed, "cancel", "It failed: it does not go out as it is." },
        { DeliveryState.Failed, "approve", "It failed. To send the same again: socialkit queue retry" },
        { DeliveryState.Failed, "hold", "It failed: it does not go out as it is." },
        { DeliveryState.Failed, "retry", null },
        { DeliveryState.Failed, "sent", "It failed. To send the same again: socialkit queue retry" },
        { DeliveryState.Failed, "again", "It failed." },
        { DeliveryState.Failed, "edit", "It failed. To send the same again" },
        { DeliveryState.Cancelled, "cancel", null },
        { DeliveryState.Cancelled, "approve", "It was cancelled, which is for good. Schedule it again" },
        { DeliveryState.Cancelled, "hold", "It was cancelled, which is for good." },
        { DeliveryState.Cancelled, "retry", "It was cancelled, which is for good." },
        { DeliveryState.Cancelled, "sent", "It was cancelled, which is for good." },
        { DeliveryState.Cancelled, "again", "It was cancelled, which is for good." },
        { DeliveryState.Cancelled, "edit", "It was cancelled, which is for good." },
        { DeliveryState.Expired, "cancel", "Its time has passed: it does not go out as it is." },
        { DeliveryState.Expired, "approve", "Its time has passed. To send the same now: socialkit queue retry" },
        { DeliveryState.Expired, "hold", "Its time has passed: it does not go out as it is." },
        { DeliveryState.Expired, "retry", null },
        { DeliveryState.Expired, "sent", "Its time has passed." },
        { DeliveryState.Expired, "again", "Its time has passed." },
        { DeliveryState.Expired, "edit", "Its time has passed. To send the same now" },
        { DeliveryState.Stopped, "cancel", null },
        { DeliveryState.Stopped, "approve", null },
        { DeliveryState.Stopped, "hold", null },
        { DeliveryState.Stopped, "retry", "Its campaign is stopped. If it should go on: socialkit resume invented" },
        { DeliveryState.Stopped, "sent", "It is stopped: only what is held or unclear is resolved." },
        { DeliveryState.Stopped, "again", "It is stopped: only what is held or unclear is resolved." },
        { DeliveryState.Stopped, "edit", null },
    };

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task EveryStateAnswersEveryChange(DeliveryState state, string command, string? refusal)
    {
        var entry = await _run.AddInAsync(state);
        Assert.Equal(state, entry.State);
        string[] line = command switch
        {
            "approve" => ["approve", entry.Id.ToString(), "--yes"],
            "sent" => ["resolve", entry.Id.ToString(), "--sent", "https://x.example/17"],
            "again" => ["resolve", entry.Id.ToString(), "--send-again"],
            "edit" => ["edit", entry.Id.ToString(), "--text", "-"],
            _ => [command, entry.Id.ToString()],
        };
        var code = _run.Cli.RunWith("Free them in other words.", ["queue", .. line]);
        if (refusal is null)
        {
            Assert.Equal(ExitCodes.Fine, code);
            Assert.DoesNotContain("nothing was changed", _run.Error, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(ExitCodes.ProblemsFound, code);
            Assert.Contains("nothing was changed. " + refusal, _run.Error, StringComparison.Ordinal);
            Assert.Equal(entry, await _run.ReadAsync(entry));
        }
    }

    [Fact]
    public async Task EveryReasonOfTheStoreHasASentenceAndARemedy()
    {
        var entry = await _run.AddInAsync(DeliveryState.Held, "invented");
        using var output = new StringWriter();
        var context = _run.Cli.Context(output);
        Assert.All(Enum.GetValues<Refusal>(), why =>
        {
            var (reason, remedy) = RefusalWords.Of(why, entry, new Change.Retry(), context);
            Assert.EndsWith(".", reason, StringComparison.Ordinal);
            Assert.NotEmpty(remedy);
        });
    }

    [Fact]
    public async Task WhatSomebodyChangedMeanwhileIsLeftAlone()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        await _run.ChangedAsync(entry, new Change.Hold("meanwhile"));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var changes = new EntryChanges(_run.Store, json: false, _run.Cli.Context(output, error));
        Assert.Null(await changes.ChangeAsync(entry, new Change.Cancel("anna"), QueueRun.Cancellation));
        Assert.Contains("It was changed meanwhile, and is not what you looked at any more.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.ProblemsFound, changes.Finish());
    }

    [Fact]
    public async Task TheSameWordsAsAnotherAccountAreRefused()
    {
        await _run.AddAsync(QueueRun.OtherOrganisation, "2026-12-01T09:00Z", "Free them!");
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.ProblemsFound, _run.Cli.RunWith("free  THEM!", "queue", "edit", entry.Id.ToString(), "--text", "-"));
        Assert.Contains("Another account of X says the same words.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATextThatIsTooLongIsRefusedWithItsFindings()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", "Short.");
        _run.Cli.Write("long.txt", new string('a', 281));
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("queue", "edit", entry.Id.ToString(), "--text", "long.txt"));
        Assert.Contains("error: too-long  281 of 280", _run.Error, StringComparison.Ordinal);
        Assert.Equal(entry, await _run.ReadAsync(entry));
    }

    [Fact]
    public async Task ANewTextKeepsPicturesAndLanguage()
    {
        var media = new SocialKit.Campaigns.MediaFile("a.png", "An invented picture") { Sha256 = new string('a', 64) };
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", with: delivery => delivery with { Act = new Act.Publish(((Act.Publish)delivery.Act).Post with { Media = [media] }) });
        Assert.Equal(ExitCodes.Fine, _run.Cli.RunWith("Other words.\n", "queue", "edit", entry.Id.ToString(), "--text", "-"));
        var post = ((Act.Publish)(await _run.ReadAsync(entry)).Delivery.Act).Post;
        Assert.Equal(("Other words.", "en", "An invented picture"), (post.Text, post.Language, Assert.Single(post.Media).AltText));
        _run.Cli.RunWith("Басқа сөздер.\n", "queue", "edit", entry.Id.ToString(), "--text", "-", "--lang", "kk");
        Assert.Equal("kk", ((Act.Publish)(await _run.ReadAsync(entry)).Delivery.Act).Post.Language);
    }

    [Fact]
    public async Task AnotherTimeIsToldByThreeClocks()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "edit", entry.Id.ToString(), "--at", "2026-12-02 09:00", "--tz", "Asia/Almaty"));
        Assert.Contains("Wed 2 Dec 2026 09:00 Asia/Almaty (as asked for), 04:00 Europe/London (yours), 04:00 UTC", _run.Error, StringComparison.Ordinal);
        var moved = (await _run.ReadAsync(entry)).Delivery;
        Assert.Equal((QueueRun.At("2026-12-02T04:00Z"), "2026-12-02T09:00", "Asia/Almaty"), (moved.DueAt, moved.WallClock, moved.Zone));
    }

    [Theory]
    [InlineData("--at", "2026-11-24 08:00", "time-passed")]
    [InlineData("--at", "2026-12-09 09:00", "after-not-after")]
    [InlineData("--at", "2026-11-24 12:00", "embargoed")]
    [InlineData("--not-after", "none", "deadline-passed")]
    [InlineData("--not-after", "2026-12-20 09:00", "deadline-passed")]
    [InlineData("--not-after", "2026-11-30 09:00", "after-not-after")]
    public async Task ATimeThatCannotBeIsRefused(string option, string time, string code)
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", campaign: "invented",
            with: delivery => delivery with { NotBefore = QueueRun.At("2026-11-25T00:00Z"), NotAfter = QueueRun.At("2026-12-09T00:00Z") });
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("queue", "edit", entry.Id.ToString(), option, time));
        Assert.Contains($"error: {code}  ", _run.Error, StringComparison.Ordinal);
        Assert.Equal(entry, await _run.ReadAsync(entry));
    }

    [Fact]
    public async Task AnHourThatTheClocksSkipIsSaid()
    {
        var entry = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "edit", entry.Id.ToString(), "--at", "2027-03-28 01:30", "--tz", "Europe/London"));
        Assert.Contains("warning: time-skipped  The clocks of Europe/London skip 2027-03-28 01:30", _run.Error, StringComparison.Ordinal);
        Assert.Equal(QueueRun.At("2027-03-28T01:00Z"), (await _run.ReadAsync(entry)).Delivery.DueAt);
    }

    [Fact]
    public async Task ChangesAreToldToPrograms()
    {
        var (held, sending) = (await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z"), await _run.AddInAsync(DeliveryState.Sending));
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("queue", "hold", held.Id.ToString(), sending.Id.ToString(), "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal([true, false], json.RootElement.EnumerateArray().Select(one => one.GetProperty("changed").GetBoolean()));
        Assert.Equal("It is already being sent.", json.RootElement[1].GetProperty("reason").GetString());
    }

    [Fact]
    public void NothingIsChangedWhereThereIsNoQueue()
    {
        _run.Cli.Environment["SOCIALKIT_DATABASE"] = "mistyped.db";
        Assert.Equal(ExitCodes.Usage, _run.Run("queue", "cancel", "abcd"));
        Assert.Contains("There is no queue at mistyped.db: nothing was changed.", _run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Cli.Folder, "mistyped.db")));
    }

    public void Dispose() => _run.Dispose();
}
