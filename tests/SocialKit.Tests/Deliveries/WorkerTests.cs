using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>The worker's loop on a store in memory and two invented networks; the test moves the clock.</summary>
// Alone: one of them listens to the meters of the whole process.
[Collection(nameof(WorkerTests))]
public sealed class WorkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsDueGoesOutOnceAndInOrder()
    {
        await using var rig = new Rig();
        var posts = await rig.AddAsync(Anna, 5);
        var others = await rig.AddAsync(Chen, 5);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 5 && rig.Beta.Effects.Count == 5);
        Assert.Equal(posts.Select(added => added.Delivery.Key), rig.Alpha.Effects.Select(effect => effect.Key));
        Assert.Equal(others.Select(added => added.Delivery.Key), rig.Beta.Effects.Select(effect => effect.Key));
        await rig.StopAsync();
        Assert.All(await rig.ReadAsync(posts), entry => Assert.Equal((DeliveryState.Sent, Confirmation.Response), (entry.State, entry.ConfirmedBy)));
    }

    [Fact]
    public async Task WhatIsAddedWhileItWaitsGoesOutAtOnce()
    {
        await using var rig = new Rig();
        rig.Start();
        await rig.UntilAsync(() => rig.Calls.GetValueOrDefault("WaitAsync") > 0, step: TimeSpan.Zero);
        await rig.AddAsync(Anna, 1);
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 1, step: TimeSpan.Zero);
    }

    [Fact]
    public async Task WhatIsDueLaterWaitsForItsTime()
    {
        await using var rig = new Rig();
        var added = rig.Make.Post(Anna, rig.Clock.GetUtcNow() + TimeSpan.FromSeconds(90));
        await rig.AddAsync(added);
        rig.Start();
        await rig.WaitedOutAsync(() => rig.Alpha.Effects.Count == 1);
        Assert.Equal(added.Delivery.DueAt, rig.Seen.Single(seen => seen.Kind == WorkerEventKind.Begun).At);
    }

    [Fact]
    public async Task APlatformThatHangsDelaysNoOther()
    {
        await using var rig = new Rig();
        rig.Alpha.Fault = _ => NetworkFault.Hangs;
        for (var i = 0; i < 50; i++)
            await rig.AddAsync(new Account($"hung-{i}", new("alpha"), $"invented_{i}"), 3);
        await rig.AddAsync(Chen, 20);
        rig.Start();
        // The clock stands still: nobody waited for a time-out.
        await rig.UntilAsync(() => rig.Beta.Effects.Count == 20, step: TimeSpan.Zero);
    }

    [Fact]
    public async Task WhatComesDueBesideAPlatformThatHangsGoesOutInTheInstantItIsDue()
    {
        await using var rig = new Rig();
        rig.Alpha.Fault = _ => NetworkFault.Hangs;
        for (var i = 0; i < 50; i++)
            await rig.AddAsync(new Account($"hung-{i}", new("alpha"), $"invented_{i}"), 3);
        await rig.Outbox.AddAsync(new([rig.Make.Post(Chen, rig.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(300))]), Token);
        rig.Start();
        // The clock stands still: the worker means to wait for just that instant, not for the next look round.
        await rig.UntilAsync(() => rig.Waits.Contains(TimeSpan.FromMilliseconds(300)), step: TimeSpan.Zero);
        await rig.UntilAsync(() => rig.Alpha.Sends == 16, step: TimeSpan.Zero);
    }

    [Fact]
    public async Task ASendThatHangsIsGivenUpAndLookedFor()
    {
        await using var rig = new Rig(NetworkKind.Idempotent);
        var faults = new ConcurrentQueue<NetworkFault>([NetworkFault.Hangs]);
        rig.Alpha.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        var posts = await rig.AddAsync(Anna, 2);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 2, step: TimeSpan.FromSeconds(1));
        Assert.Equal(posts.Select(added => added.Delivery.Key), rig.Alpha.Effects.Select(effect => effect.Key));
        Assert.Contains(rig.Seen, seen => seen.Kind == WorkerEventKind.Unclear);
    }

    [Fact]
    public async Task WhatWasNotSentIsTriedAgainAndTheOthersOfTheAccountWait()
    {
        await using var rig = new Rig();
        var faults = new ConcurrentQueue<NetworkFault>([NetworkFault.NoConnection, NetworkFault.NoConnection]);
        rig.Alpha.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        var posts = await rig.AddAsync(Anna, 3);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 3);
        Assert.Equal(posts.Select(added => added.Delivery.Key), rig.Alpha.Effects.Select(effect => effect.Key));
        Assert.Equal(2, rig.Seen.Count(seen => seen.Kind == WorkerEventKind.NotSent));
    }

    [Fact]
    public async Task AnAccountThatIsAskedToWaitWaitsThatLong()
    {
        await using var rig = new Rig();
        var faults = new ConcurrentQueue<NetworkFault>([NetworkFault.RateLimited]);
        rig.Alpha.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        await rig.AddAsync(Anna, 1);
        var asked = rig.Clock.GetUtcNow();
        rig.Start();
        await rig.WaitedOutAsync(() => rig.Alpha.Effects.Count == 1);
        Assert.InRange(rig.Clock.GetUtcNow() - asked, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
    }

    [Fact]
    public async Task ABudgetIsKept()
    {
        await using var rig = new Rig();
        rig.Alpha.Budget = new(2, TimeSpan.FromMinutes(10));
        await rig.AddAsync(Anna, 4);
        var began = rig.Clock.GetUtcNow();
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 2, step: TimeSpan.Zero);
        await rig.WaitedOutAsync(() => rig.Alpha.Effects.Count == 4);
        Assert.InRange(rig.Clock.GetUtcNow() - began, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task ARefusalIsToldAndTheLaneGoesOn()
    {
        await using var rig = new Rig();
        var posts = await rig.AddAsync(Anna, 2);
        rig.Alpha.Fault = delivery => delivery.Key == posts[0].Delivery.Key ? NetworkFault.Refused : NetworkFault.None;
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 1);
        var failed = (await rig.ReadAsync(posts))[0];
        Assert.Equal((DeliveryState.Failed, "Refused (forbidden): The invented network does not like it."), (failed.State, failed.Because));
        Assert.Equal(("failed", posts[0].Id), (rig.Told.Single().Code, rig.Told.Single().Entry));
    }

    [Fact]
    public async Task ASuspendedAccountWaitsForAPersonWhoIsTold()
    {
        await using var rig = new Rig();
        rig.Alpha.Fault = _ => NetworkFault.Suspended;
        var posts = await rig.AddAsync(Anna, 2);
        rig.Start();
        await rig.UntilAsync(() => rig.Told.Any(notice => notice.Code == "account-stopped"));
        await rig.UntilAsync(() => rig.Lane("anna").PausedBecause is not null);
        rig.Alpha.Fault = _ => NetworkFault.None;
        await rig.Outbox.PauseLaneAsync("anna", new("alpha"), null, Token);
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 2);
        Assert.Equal(posts.Select(added => added.Delivery.Key), rig.Alpha.Effects.Select(effect => effect.Key));
    }

    [Fact]
    public async Task WhereNothingCanTellAPersonIsAskedAndTheLaneGoesOn()
    {
        await using var rig = new Rig(NetworkKind.Blind);
        var faults = new ConcurrentQueue<NetworkFault>([NetworkFault.EmptyAnswer]);
        rig.Alpha.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        var posts = await rig.AddAsync(Anna, 2);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 2 && !rig.Told.IsEmpty);
        await rig.StopAsync();
        var entries = await rig.ReadAsync(posts);
        Assert.Equal((DeliveryState.Held, true, DeliveryState.Sent), (entries[0].State, entries[0].MayBeOut, entries[1].State));
    }

    [Fact]
    public async Task AnEmptyAnswerIsLookedForAndFound()
    {
        await using var rig = new Rig(NetworkKind.Readable);
        var faults = new ConcurrentQueue<NetworkFault>([NetworkFault.EmptyAnswer]);
        rig.Alpha.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        var posts = await rig.AddAsync(Anna, 1);
        rig.Start();
        await rig.UntilAsync(() => rig.Seen.Any(seen => seen.Kind == WorkerEventKind.Sent));
        Assert.Equal(Confirmation.ReadBack, (await rig.ReadAsync(posts))[0].ConfirmedBy);
        Assert.Single(rig.Alpha.Effects);
    }

    [Fact]
    public async Task AStopFinishesWhatIsBeingSentAndBeginsNothing()
    {
        await using var rig = new Rig();
        var gate = new TaskCompletionSource();
        rig.Wrap = sender => new GatedSender(sender, gate.Task);
        var posts = await rig.AddAsync(Anna, 3);
        rig.Start();
        await rig.UntilAsync(() => rig.Lane("anna").BlockedBy is not null, step: TimeSpan.Zero);
        var stopping = rig.StopAsync();
        await rig.UntilAsync(() => rig.StopWasAsked, step: TimeSpan.Zero);
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;
        Assert.Equal([DeliveryState.Sent, DeliveryState.Scheduled, DeliveryState.Scheduled], (await rig.ReadAsync(posts)).Select(entry => entry.State));
        Assert.Null(rig.Lane("anna").Owner);
        Assert.Empty((await rig.Outbox.ReadHealthAsync(Token)).Workers);
    }

    [Fact]
    public async Task AnAbortLeavesWhatIsBeingSentForTheNextWorkerToLookFor()
    {
        await using var rig = new Rig(NetworkKind.Idempotent);
        rig.Alpha.Fault = _ => NetworkFault.Hangs;
        var posts = await rig.AddAsync(Anna, 2);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Sends == 1, step: TimeSpan.Zero);
        await rig.AbortAsync();
        rig.Alpha.Fault = _ => NetworkFault.None;
        var died = rig.Clock.GetUtcNow();
        rig.Start("second");
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 2);
        Assert.True(rig.Clock.GetUtcNow() - died >= TimeSpan.FromSeconds(59), "The lane of a worker that was sending waits until its lease has ended.");
        Assert.Equal(posts.Select(added => added.Delivery.Key), rig.Alpha.Effects.Select(effect => effect.Key));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task AJumpOfTheClockPausesSendingAndSaysSo(int minutes)
    {
        await using var rig = new Rig();
        rig.Start();
        await rig.UntilAsync(() => rig.Calls.GetValueOrDefault("WaitAsync") > 0, step: TimeSpan.Zero);
        rig.Clock.Jump(TimeSpan.FromMinutes(minutes));
        await rig.AddAsync(Anna, 1);
        await rig.WaitedOutAsync(() => rig.Told.Any(notice => notice.Code == "clock-jumped"));
        await rig.WaitedOutAsync(() => rig.Calls.GetValueOrDefault("BeatAsync") > 3);
        Assert.Empty(rig.Alpha.Effects);
        Assert.StartsWith("The clock jumped", (await rig.Outbox.ReadHealthAsync(Token)).Workers.Single().PausedBecause, StringComparison.Ordinal);
        await rig.WaitedOutAsync(() => rig.Alpha.Effects.Count == 1);
        Assert.Contains(rig.Told, notice => notice.Code == "clock-settled");
    }

    [Fact]
    public async Task WhatIsLateGoesOutOrIsSkippedAsItsRuleSaysAndNeverSilently()
    {
        await using var rig = new Rig();
        var due = rig.Clock.GetUtcNow() - TimeSpan.FromHours(2);
        var sent = rig.Make.Post(Anna, due);
        var skipped = rig.Make.Post(Anna, due, with: delivery => delivery with { Late = LateRule.Skip });
        await rig.AddAsync(sent);
        await rig.AddAsync(skipped);
        rig.Start();
        await rig.WaitedOutAsync(() => rig.Told.Count == 2);
        await rig.StopAsync();
        var entries = await rig.ReadAsync([sent, skipped]);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Expired], entries.Select(entry => entry.State));
        Assert.Equal("It was 2 hours late, and is skipped when it is late.", entries[1].Because);
        Assert.Equal(["expired", "late"], rig.Told.Select(notice => notice.Code).Order());
        Assert.Equal("It is 2 hours late, and goes out all the same.", rig.Told.Single(notice => notice.Code == "late").Reason);
    }

    [Fact]
    public async Task WhatTheRulesRefuseAtTheMomentOfSendingIsHeldWithItsReason()
    {
        await using var rig = new Rig();
        var placeholder = rig.Make.Post(Anna, rig.Clock.GetUtcNow(), "Write to [NAME OF YOUR MINISTER]");
        var tooLong = rig.Make.Post(Anna, rig.Clock.GetUtcNow(), new string('a', 101));
        var good = rig.Make.Post(Anna, rig.Clock.GetUtcNow());
        foreach (var added in new[] { placeholder, tooLong, good })
            await rig.AddAsync(added);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 1);
        var entries = await rig.ReadAsync([placeholder, tooLong]);
        Assert.All(entries, entry => Assert.Equal(DeliveryState.Held, entry.State));
        Assert.StartsWith(FindingCodes.Placeholder, entries[0].Because, StringComparison.Ordinal);
        Assert.StartsWith(FindingCodes.TooLong, entries[1].Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReplyGoesOutUnderItsPredecessor()
    {
        await using var rig = new Rig();
        Delivery? seen = null;
        var first = rig.Make.Post(Anna, rig.Clock.GetUtcNow());
        var reply = rig.Make.Post(Anna, rig.Clock.GetUtcNow(), with: delivery => delivery with { After = first.Delivery.Key });
        rig.Alpha.Fault = delivery =>
        {
            if (delivery.Key == reply.Delivery.Key)
                seen = delivery;
            return NetworkFault.None;
        };
        await rig.AddAsync(reply);
        await rig.AddAsync(first);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 2);
        Assert.Equal("post-1", seen!.ReplyTo!.Id);
    }

    [Fact]
    public async Task AReplyToWhatNeverWentOutIsHeld()
    {
        await using var rig = new Rig();
        var first = rig.Make.Post(Anna, rig.Clock.GetUtcNow());
        var reply = rig.Make.Post(Anna, rig.Clock.GetUtcNow(), with: delivery => delivery with { After = first.Delivery.Key });
        rig.Alpha.Fault = _ => NetworkFault.Refused;
        await rig.AddAsync(first);
        await rig.AddAsync(reply);
        rig.Start();
        await rig.UntilAsync(() => rig.Told.Count == 2);
        Assert.Equal((DeliveryState.Held, "What it replies to never went out (failed)."), ((await rig.ReadAsync([reply]))[0].State, (await rig.ReadAsync([reply]))[0].Because));
    }

    [Fact]
    public async Task ManyLanesShareCommits()
    {
        await using var rig = new Rig();
        for (var i = 0; i < 30; i++)
            await rig.AddAsync(new Account($"account-{i}", new(i % 2 == 0 ? "alpha" : "beta"), $"invented{i}.example"), 10);
        rig.CommitDelay = TimeSpan.FromMilliseconds(2);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count + rig.Beta.Effects.Count == 300, step: TimeSpan.Zero);
        Assert.True(rig.Calls["CommitAsync"] < 200, $"300 posts took {rig.Calls["CommitAsync"]} commits");
    }

    [Fact]
    public async Task AnIdleWorkerHardlyAsks()
    {
        await using var rig = new Rig();
        await rig.AddAsync(rig.Make.Post(Anna, rig.Clock.GetUtcNow() + TimeSpan.FromDays(2)));
        rig.Start();
        await rig.UntilAsync(() => rig.Calls.GetValueOrDefault("WaitAsync") > 1);
        var before = rig.Calls.Values.Sum();
        var until = rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await rig.UntilAsync(() => rig.Clock.GetUtcNow() >= until, step: TimeSpan.FromSeconds(1));
        // Every 15 seconds: a beat, the series, a claim, when the next is due, a wait.
        Assert.InRange(rig.Calls.Values.Sum() - before, 1, 5 * 45);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AStoreThatFailsForAWhileCostsNothingButTime(bool afterTheCommit)
    {
        await using var rig = new Rig(NetworkKind.Blind);
        rig.CommitFaults = 5;
        rig.FaultIsAfterTheCommit = afterTheCommit;
        var posts = await rig.AddAsync(Anna, 3);
        rig.Start();
        await rig.UntilAsync(() => rig.Seen.Count(seen => seen.Kind == WorkerEventKind.Sent) == 3, step: TimeSpan.FromMilliseconds(50));
        Assert.Equal(posts.Select(added => added.Delivery.Key), rig.Alpha.Effects.Select(effect => effect.Key));
        Assert.Contains(rig.Told, notice => notice.Code == "store-unreachable");
    }

    [Fact]
    public async Task AStopIsSeenBeforeTheNextPost()
    {
        await using var rig = new Rig();
        var gate = new TaskCompletionSource();
        rig.Wrap = sender => new GatedSender(sender, gate.Task);
        var posts = await rig.AddAsync(Anna, 3, campaign: "c");
        rig.Start();
        await rig.UntilAsync(() => rig.Lane("anna").BlockedBy is not null, step: TimeSpan.Zero);
        Assert.Equal(2, await rig.Outbox.StopAsync("c", "Invented Person", Token));
        gate.SetResult();
        await rig.UntilAsync(() => rig.Lane("anna").Owner is null);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Stopped, DeliveryState.Stopped], (await rig.ReadAsync(posts)).Select(entry => entry.State));
    }

    [Fact]
    public async Task APersonIsToldOfWhatAStopHoldsInTheMiddleOfALook()
    {
        await using var rig = new Rig(NetworkKind.Idempotent);
        var faults = new ConcurrentQueue<NetworkFault>([NetworkFault.LostAnswer]);
        rig.Alpha.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        var gate = new TaskCompletionSource();
        rig.Wrap = sender => new GatedLook(sender, gate.Task);
        var posts = await rig.AddAsync(Anna, 1, campaign: "c");
        rig.Start();
        await rig.UntilAsync(() => rig.Seen.Any(seen => seen.Kind == WorkerEventKind.Unclear), step: TimeSpan.Zero);
        await rig.Outbox.StopAsync("c", "Invented Person", Token);
        gate.SetResult();
        await rig.UntilAsync(() => !rig.Told.IsEmpty, step: TimeSpan.Zero);
        var told = rig.Told.Single();
        Assert.Equal(("held", posts[0].Id), (told.Code, told.Entry));
        Assert.Contains("may have been sent", told.Reason, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Held, (await rig.ReadAsync(posts))[0].State);
    }

    /// <summary>Says that a repeat does no harm, and only when the gate is open.</summary>
    private sealed class GatedLook(ISender inner, Task gate) : ISender
    {
        public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => inner.PrepareAsync(delivery, media, cancellationToken);

        public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => inner.SendAsync(delivery, wire, cancellationToken);

        public async Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken)
        {
            await gate;
            return new Sighting.SurelyAbsent("A repeat has no second effect.");
        }
    }

    [Fact]
    public async Task AWithdrawnPostThatWasOnItsWayIsTakenBack()
    {
        await using var rig = new Rig();
        var gate = new TaskCompletionSource();
        rig.Wrap = sender => new GatedSender(sender, gate.Task);
        await rig.AddAsync(Anna, 1, campaign: "c");
        rig.Start();
        await rig.UntilAsync(() => rig.Lane("anna").BlockedBy is not null, step: TimeSpan.Zero);
        await rig.Outbox.WithdrawAsync("c", "Invented Person", [], Token);
        gate.SetResult();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 2);
        Assert.Equal("post-1", Assert.IsType<Act.Delete>(rig.Alpha.Effects[1].Act).Post.Id);
    }

    [Fact]
    public async Task AnUploadThatTakesLongerThanTheLeaseIsMadeOnce()
    {
        await using var rig = new Rig();
        var preparing = new SlowlyPreparing(rig.Alpha, rig.Clock, TimeSpan.FromSeconds(150));
        rig.Wrap = sender => ReferenceEquals(sender, rig.Alpha) ? preparing : sender;
        await rig.AddAsync(Anna, 1);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 1, step: TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, preparing.Count);
    }

    private sealed class SlowlyPreparing(ISender inner, TimeProvider clock, TimeSpan time) : ISender
    {
        private int _count;

        public int Count => _count;

        public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            await Task.Delay(time, clock, cancellationToken);
            return await inner.PrepareAsync(delivery, media, cancellationToken);
        }

        public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => inner.SendAsync(delivery, wire, cancellationToken);

        public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => inner.FindAsync(delivery, wire, attempt, cancellationToken);
    }

    [Fact]
    public async Task ASeriesGoesOnByItself()
    {
        await using var rig = new Rig(sender: new() { Owner = "first", SeriesLead = TimeSpan.FromHours(1) });
        var start = rig.Clock.GetUtcNow();
        var series = new Series(rig.Make.Ids.Next(), DeliveryKey.Of("", "hourly", "en", "anna", "0 * * * *"), Anna, "0 * * * *", "Asia/Almaty",
            [new Act.Publish(new Post(new("alpha"), "The first turn")), new Act.Publish(new Post(new("alpha"), "The second turn"))])
        { NextAt = start + TimeSpan.FromHours(1) };
        await rig.Outbox.AddAsync(new([]) { Series = [series] }, Token);
        rig.Start();
        await rig.WaitedOutAsync(() => rig.Alpha.Effects.Count == 3);
        Assert.InRange(rig.Clock.GetUtcNow() - start, TimeSpan.FromHours(3), TimeSpan.FromHours(3.1));
        Assert.Equal(["The first turn", "The second turn", "The first turn"], rig.Alpha.Effects.Select(effect => ((Act.Publish)effect.Act).Post.Text));
    }

    [Fact]
    public async Task ASeriesThatCannotBeUnderstoodIsPausedAndTold()
    {
        await using var rig = new Rig();
        await rig.Outbox.AddAsync(new([]) { Series = [new(rig.Make.Ids.Next(), new("/x/en/anna/?"), Anna, "99 * * * *", "Asia/Almaty", [new Act.Publish(new Post(new("alpha"), "text"))]) { NextAt = rig.Clock.GetUtcNow() }] }, Token);
        rig.Start();
        await rig.UntilAsync(() => rig.Told.Any(notice => notice.Code == "series-stopped"));
        Assert.NotNull((await rig.Outbox.ReadSeriesAsync(Token))[0].PausedBecause);
    }

    [Fact]
    public async Task WhoListensIsToldHowLateAndWhatWasPrevented()
    {
        await using var rig = new Rig(NetworkKind.Readable);
        var measured = new ConcurrentBag<(string Name, double Value, string? Event)>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == DeliveryTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Tag(tags, "event") ?? Tag(tags, "state"))));
        meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.Add((instrument.Name, value, null)));
        meters.Start();
        var traces = new ConcurrentBag<Activity>();
        using var tracing = new ActivityListener { ShouldListenTo = source => source.Name == DeliveryTelemetry.Name, Sample = (ref _) => ActivitySamplingResult.AllData, ActivityStopped = traces.Add };
        ActivitySource.AddActivityListener(tracing);

        var faults = new ConcurrentQueue<NetworkFault>([NetworkFault.LostAnswer]);
        rig.Alpha.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        await rig.AddAsync(rig.Make.Post(Anna, rig.Clock.GetUtcNow() - TimeSpan.FromSeconds(90)));
        rig.Start();
        await rig.WaitedOutAsync(() => rig.Seen.Any(seen => seen.Kind == WorkerEventKind.Sent));
        await rig.StopAsync();

        Assert.Equal(90, measured.Single(one => one.Name == "socialkit.delivery.lateness").Value);
        Assert.Equal(1, measured.Where(one => one.Name == "socialkit.delivery.duplicates_prevented").Sum(one => one.Value));
        Assert.Equal(["begun", "sent", "unclear"], measured.Where(one => one.Name == "socialkit.delivery.events").Select(one => one.Event).Order());
        Assert.Contains(measured, one => one is { Name: "socialkit.delivery.depth", Event: "scheduled" });
        var trace = Assert.Single(traces);
        Assert.Equal(("send", "unclear", "alpha"), (trace.OperationName, trace.GetTagItem("outcome"), trace.GetTagItem("platform")));
    }

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
                return tag.Value as string;
        }
        return null;
    }

    // ---- whatever happens, what is due goes out ----

    [Theory]
    [InlineData(70)]
    [InlineData(11)]
    public async Task AProcessThatWasFrozenBetweenIntentAndSendSendsNothing(int seconds)
    {
        await using var rig = new Rig(NetworkKind.Idempotent);
        var posts = await rig.AddAsync(Anna, 1);
        // SIGSTOP and SIGCONT after the decision to send: the watch is the last to be called before the sender.
        var freezes = 1;
        rig.OnSaw = seen =>
        {
            if (seen.Kind == WorkerEventKind.Begun && freezes-- > 0)
                rig.Clock.Advance(TimeSpan.FromSeconds(seconds));
        };
        rig.Start();
        await rig.WaitedOutAsync(() => rig.Seen.Any(seen => seen.Kind == WorkerEventKind.Sent));
        await rig.StopAsync();
        // Past its lease it is a zombie, whose word that it did not send may come too late: then the next one looks.
        var attempts = await rig.Outbox.ReadAttemptsAsync(posts[0].Id, Token);
        Assert.Contains(attempts[0].Outcome, seconds > 60 ? ["not_sent", "unclear"] : new[] { "not_sent" });
        Assert.Equal((2, "done"), (attempts.Count, attempts[1].Outcome));
        Assert.Equal(1, rig.Alpha.Sends);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task AWorkerWhoseClockIsFarFromTheStoresSendsNothingAndSaysSo(int minutes)
    {
        await using var rig = new Rig();
        rig.StoreIsAheadBy = TimeSpan.FromMinutes(minutes);
        var posts = await rig.AddAsync(Anna, 1);
        rig.Start();
        await rig.UntilAsync(() => rig.Calls.GetValueOrDefault("BeatAsync") > 4, step: TimeSpan.FromSeconds(5));
        Assert.Empty(rig.Alpha.Effects);
        Assert.Contains(minutes > 0 ? "behind the store's" : "ahead of the store's", rig.Told.Single().Reason, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Scheduled, (await rig.ReadAsync(posts))[0].State);
        rig.StoreIsAheadBy = TimeSpan.Zero;
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 1, step: TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task WhatIsOverIsOverByTheStoresClock()
    {
        await using var rig = new Rig();
        rig.StoreIsAheadBy = TimeSpan.FromMinutes(-5);
        // Over by this machine's clock, and not by the store's.
        var added = rig.Make.Post(Anna, rig.Clock.GetUtcNow() - TimeSpan.FromMinutes(10), with: delivery => delivery with { NotAfter = rig.Clock.GetUtcNow() - TimeSpan.FromMinutes(1) });
        await rig.AddAsync(added);
        rig.Start();
        await rig.WaitedOutAsync(() => rig.Seen.Any(seen => seen.Kind is WorkerEventKind.Sent or WorkerEventKind.Expired));
        Assert.Equal(WorkerEventKind.Sent, rig.Seen.Last().Kind);
    }

    [Fact]
    public async Task WhoWatchesAndThrowsStopsNothing()
    {
        await using var rig = new Rig();
        rig.OnSaw = _ => throw new InvalidOperationException("the terminal is gone");
        rig.CommitFaults = 2;
        await rig.AddAsync(Anna, 3);
        rig.Start();
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 3);
        await rig.StopAsync();
    }

    [Fact]
    public async Task WhatTheStoreCannotTakeHoldsUpItsOwnLaneAlone()
    {
        await using var rig = new Rig();
        await rig.AddAsync(Anna, 3);
        await rig.AddAsync(Chen, 40);
        rig.Poison = work => work is Work.Record { Lane.Account: "anna" };
        rig.Start();
        await rig.UntilAsync(() => rig.Beta.Effects.Count == 40);
        Assert.Single(rig.Alpha.Effects);
        // And when the store takes it again, the lane goes on without sending anything twice.
        rig.Poison = _ => false;
        await rig.UntilAsync(() => rig.Alpha.Effects.Count == 3);
    }

    [Fact]
    public async Task ASeriesThatTheStoreCannotTakeKeepsNothingElseBack()
    {
        await using var rig = new Rig();
        rig.SeriesFault = true;
        await rig.Outbox.AddAsync(new([]) { Series = [new(rig.Make.Ids.Next(), new("/x/en/anna/?"), Anna, "0 9 * * *", "Asia/Almaty", [new Act.Publish(new Post(new("alpha"), "text"))]) { NextAt = rig.Clock.GetUtcNow() }] }, Token);
        await rig.AddAsync(Chen, 3);
        rig.Start();
        await rig.UntilAsync(() => rig.Beta.Effects.Count == 3);
        await rig.UntilAsync(() => rig.Told.Any(notice => notice.Code == "store-unreachable"));
    }

    [Fact]
    public async Task AStopDoesNotWaitForAnUpload()
    {
        await using var rig = new Rig();
        rig.Wrap = sender => new SlowlyPreparing(sender, rig.Clock, TimeSpan.FromMinutes(2));
        var posts = await rig.AddAsync(Anna, 1);
        rig.Start();
        await rig.UntilAsync(() => rig.Lane("anna").Owner is not null, step: TimeSpan.Zero);
        // The clock stands still.
        await rig.StopAsync();
        Assert.Equal((DeliveryState.Scheduled, 0, 1), ((await rig.ReadAsync(posts))[0].State, (await rig.ReadAsync(posts))[0].Looks, (await rig.ReadAsync(posts))[0].Version));
        Assert.Null(rig.Lane("anna").Owner);
    }

    [Fact]
    public async Task AWorkerWithNothingThatItCanServeHardlyAsks()
    {
        await using var rig = new Rig();
        await rig.AddAsync(rig.Make.Post(new Account("gus", new("gamma"), "gus_invented"), rig.Clock.GetUtcNow()));
        rig.Start();
        await rig.UntilAsync(() => rig.Calls.GetValueOrDefault("WaitAsync") > 1);
        var before = rig.Calls.Values.Sum();
        var until = rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        await rig.UntilAsync(() => rig.Clock.GetUtcNow() >= until, step: TimeSpan.FromSeconds(1));
        // Somebody else may serve it: so once a second, and not more.
        Assert.InRange(rig.Calls.Values.Sum() - before, 1, 4 * 330);
    }

    [Fact]
    public async Task AWorkerPutsRightWhatTheOldTimeZoneDataMeantAndSaysSo()
    {
        await using var rig = new Rig();
        // Six in the evening in Almaty is 13:00 UTC and no longer 12:00.
        var added = rig.Make.Post(Anna, new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero), with: delivery => delivery with { WallClock = "2026-11-25T18:00", Zone = "Asia/Almaty" });
        await rig.AddAsync(added);
        rig.Start();
        await rig.UntilAsync(() => rig.Told.Any(notice => notice.Code == "time-moved"), step: TimeSpan.Zero);
        Assert.Equal("The clocks of Asia/Almaty have changed: it goes out at 2026-11-25 13:00:00Z.", rig.Told.Single().Reason);
        Assert.Equal(new(2026, 11, 25, 13, 0, 0, TimeSpan.Zero), (await rig.ReadAsync([added]))[0].Delivery.DueAt);
    }

    [Fact]
    public void ALeaseMustOutlastASend() => Assert.Throws<ArgumentException>(() =>
        new Worker(new MemoryOutbox(TimeProvider.System), FakePlatform.Set, new() { Owner = "w", Lease = TimeSpan.FromSeconds(40) }, TimeProvider.System, new Random(1), new NoNotify()));

    /// <summary>Sends only when the gate is open.</summary>
    private sealed class GatedSender(ISender inner, Task gate) : ISender
    {
        public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => inner.PrepareAsync(delivery, media, cancellationToken);

        public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
        {
            await gate;
            return await inner.SendAsync(delivery, wire, cancellationToken);
        }

        public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => inner.FindAsync(delivery, wire, attempt, cancellationToken);
    }

    private sealed class Rig : IAsyncDisposable, INotify, IWorkerWatch
    {
        private readonly MemoryOutbox _memory;
        private readonly WorkerOptions _options;
        private CancellationTokenSource _stop = new();
        private CancellationTokenSource _abort = new();
        private Task _running = Task.CompletedTask;

        public Rig(NetworkKind kind = NetworkKind.Readable, WorkerOptions? sender = null)
        {
            Clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
            _memory = new(new SkewedClock(Clock, () => StoreIsAheadBy));
            _options = sender ?? new() { Owner = "first" };
            Outbox = new Faulty(_memory, this) { OnCall = name => Calls.AddOrUpdate(name, 1, (_, count) => count + 1) };
            Alpha = new(kind);
            Beta = new(kind);
            Make = new(new Ids(Clock, new Random(1)));
        }

        public JumpingClock Clock { get; }

        public IOutbox Outbox { get; }

        public FakeNetwork Alpha { get; }

        public FakeNetwork Beta { get; }

        public TestDeliveries Make { get; }

        public Func<ISender, ISender> Wrap { get; set; } = sender => sender;

        public ConcurrentDictionary<string, int> Calls { get; } = [];

        public ConcurrentBag<Notice> Told { get; } = [];

        public ConcurrentQueue<WorkerEvent> Seen { get; } = [];

        private volatile Wait? _wait;

        /// <summary>How long the worker meant to wait, each time.</summary>
        public ConcurrentQueue<TimeSpan> Waits { get; } = [];

        public TimeSpan CommitDelay { get; set; }

        public int CommitFaults { get; set; }

        public bool FaultIsAfterTheCommit { get; set; }

        public bool SeriesFault { get; set; }

        /// <summary>How far the store's clock is ahead of the worker's.</summary>
        public TimeSpan StoreIsAheadBy { get; set; }

        /// <summary>What the store cannot take.</summary>
        public Func<Work, bool> Poison { get; set; } = _ => false;

        public Action<WorkerEvent>? OnSaw { get; set; }

        public bool StopWasAsked => _stop.IsCancellationRequested;

        public void Start(string? owner = null)
        {
            _stop = new();
            _abort = new();
            var platforms = new PlatformSet(FakePlatform.Alpha with { Sender = Wrap(Alpha) }, FakePlatform.Beta with { Sender = Wrap(Beta) });
            var worker = new Worker(Outbox, platforms, _options with { Owner = owner ?? _options.Owner }, Clock, new Random(3), this, this);
            _running = Task.Run(() => worker.RunAsync(_stop.Token, _abort.Token));
        }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await UntilAsync(() => _running.IsCompleted, step: TimeSpan.Zero);
            await _running;
        }

        public async Task AbortAsync()
        {
            await _abort.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        }

        public async Task AddAsync(NewDelivery added) => Assert.IsType<AddResult.Stored>(await _memory.AddAsync(new([added]), default));

        public async Task<IReadOnlyList<NewDelivery>> AddAsync(Account from, int count, string? campaign = null)
        {
            var added = Enumerable.Range(0, count).Select(_ => Make.Post(from, Clock.GetUtcNow(), campaign: campaign)).ToList();
            Assert.IsType<AddResult.Stored>(await _memory.AddAsync(new(added), default));
            return added;
        }

        public async Task<IReadOnlyList<Entry>> ReadAsync(IReadOnlyList<NewDelivery> added)
        {
            List<Entry> entries = [];
            foreach (var one in added)
                entries.Add((await _memory.ReadAsync(one.Id, default))!);
            return entries;
        }

        public Lane Lane(string account) => _memory.ReadLanesAsync(default).Result.Single(lane => lane.Account == account);

        /// <summary>Moves the clock step by step until something is so; fails if it does not become so in twenty real seconds.</summary>
        public async Task UntilAsync(Func<bool> isSo, TimeSpan? step = null)
        {
            var begun = TimeProvider.System.GetTimestamp();
            while (!isSo())
            {
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(20), $"It did not come to that by {Clock.GetUtcNow():HH:mm:ss.fff}. Waits: {string.Join(" ", Waits.TakeLast(5))}. Seen: {string.Join(", ", Seen.Select(seen => $"{seen.Kind} {seen.Reason}"))}. Lanes: {string.Join(", ", _memory.ReadLanesAsync(default).Result)}");
                Assert.False(_running.IsFaulted, _running.Exception?.ToString());
                if (step != TimeSpan.Zero)
                    Clock.Advance(step ?? TimeSpan.FromMilliseconds(200));
                await Task.Delay(1);
            }
        }

        /// <summary>Moves the clock only while the worker waits with no lane in its hand, and then by as much as it means to wait: how loaded this machine is changes nothing.</summary>
        public async Task WaitedOutAsync(Func<bool> isSo)
        {
            Wait? last = null;
            await UntilAsync(() =>
            {
                if (isSo())
                    return true;
                if (_wait is { Task.IsCompleted: false } wait && wait != last && !_memory.ReadLanesAsync(default).Result.Any(lane => lane.LeaseUntil > Clock.GetUtcNow()))
                    Clock.Advance((last = wait).AtMost);
                return false;
            }, step: TimeSpan.Zero);
        }

        public void Tell(Notice notice) => Told.Add(notice);

        public void Saw(WorkerEvent happened)
        {
            Seen.Enqueue(happened);
            OnSaw?.Invoke(happened);
        }

        public async ValueTask DisposeAsync()
        {
            await _abort.CancelAsync();
            await _stop.CancelAsync();
            await Task.WhenAny(_running);
        }

        private sealed record Wait(Task Task, TimeSpan AtMost);

        private sealed class Faulty(IOutbox inner, Rig rig) : OutboxAround(inner)
        {
            public override async Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken)
            {
                if (rig.CommitDelay > TimeSpan.Zero)
                    await Task.Delay(rig.CommitDelay, cancellationToken);
                if (works.Any(rig.Poison))
                    throw new IOException("invalid byte sequence");
                var fails = rig.CommitFaults-- > 0;
                if (fails && !rig.FaultIsAfterTheCommit)
                    throw new IOException("the disk is full");
                var results = await base.CommitAsync(works, cancellationToken);
                return fails ? throw new IOException("the connection was lost") : results;
            }

            public override Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken)
            {
                rig.Waits.Enqueue(atMost);
                var waiting = base.WaitAsync(seen, atMost, cancellationToken);
                rig._wait = new(waiting, atMost);
                return waiting;
            }

            public override Task<bool> AdvanceSeriesAsync(Series advanced, DateTimeOffset seenNextAt, IReadOnlyList<NewDelivery> occurrences, CancellationToken cancellationToken) =>
                rig.SeriesFault ? throw new IOException("the series is too much") : base.AdvanceSeriesAsync(advanced, seenNextAt, occurrences, cancellationToken);
        }
    }
}

[CollectionDefinition(nameof(WorkerTests), DisableParallelization = true)]
public sealed class WorkerTestsRunAlone;
