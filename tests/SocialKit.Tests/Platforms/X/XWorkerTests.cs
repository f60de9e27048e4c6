using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Tests.Deliveries;

namespace SocialKit.Tests.Platforms.X;

/// <summary>The whole line: a worker, a store in memory, this sender, and an invented X where things go wrong in any order.</summary>
public sealed class XWorkerTests
{
    private static readonly XFault[] Writes =
    [
        XFault.None, XFault.None, XFault.DropBefore, XFault.DropAfter, XFault.HalfAfter, XFault.FailsBefore, XFault.FailsAfter, XFault.HtmlBefore, XFault.HtmlAfter, XFault.EmptyAfter, XFault.ErrorsAfter, XFault.TooMany, XFault.NotTaken,
    ];

    private static readonly XFault[] Reads = [XFault.None, XFault.None, XFault.None, XFault.DropBefore, XFault.FailsBefore, XFault.HtmlBefore, XFault.HtmlAfter, XFault.TooMany, XFault.NotTaken];

    [Fact]
    public async Task WhateverGoesWrongNothingIsThereTwiceAndEverythingIsSentOrHeld()
    {
        await Gen.Select(One(Writes).Array[0, 8], One(Reads).Array[0, 8], One([0, 8, 25, 200, 900]), Gen.Bool, Gen.Int[1, 3]).SampleAsync(async sample =>
        {
            var (writes, reads, lag, resends, posts) = sample;
            await using var line = new Line(writes, reads, TimeSpan.FromSeconds(lag), resends);
            var ids = await line.AddAsync(posts);
            var entries = await line.RunAsync(ids);
            Assert.All(line.Stub.Effects.GroupBy(effect => effect.Sent), said => Assert.Single(said));
            foreach (var entry in entries)
            {
                Assert.True(entry.State is DeliveryState.Sent or DeliveryState.Held || entry.PredecessorState == DeliveryState.Held, $"{entry.State}: {entry.Because}");
                if (entry is { State: DeliveryState.Sent, Delivery.Act: Act.Publish { Post: var post } })
                    Assert.Equal(Assert.Single(line.Stub.Effects, effect => effect.Sent == post.Text).Id, entry.Receipt!.Id);
                if (entry is { State: DeliveryState.Sent, Delivery.Act: Act.Repost { Original: var original } })
                    Assert.Contains((XRig.Me, original.Id), line.Stub.Reposts);
            }
            // A reply goes out behind its predecessor and nowhere else.
            Assert.All(line.Stub.Effects.Where(effect => effect.ReplyTo is not null), effect => Assert.Equal("the first of a thread", line.Stub.Effects.Single(other => other.Id == effect.ReplyTo).Sent));
        }, iter: 120, threads: 1);
    }

    [Fact]
    public async Task WhatWasDroppedAfterItWasDoneIsThereOnce()
    {
        await using var line = new Line([XFault.DropAfter], [], TimeSpan.FromSeconds(25), resends: false);
        var entry = (await line.RunAsync(await line.AddAsync(1)))[0];
        Assert.Equal((DeliveryState.Sent, Confirmation.ReadBack, 1), (entry.State, entry.ConfirmedBy, line.Stub.Effects.Count(effect => effect.Sent == "post 0 of an invented campaign: https://example.org/0")));
    }

    [Fact]
    public async Task WithoutCreditsTheAccountWaitsForAPerson()
    {
        await using var line = new Line([XFault.NoCredits], [], TimeSpan.Zero, resends: false);
        var entry = (await line.RunAsync(await line.AddAsync(1)))[0];
        Assert.Equal(DeliveryState.Scheduled, entry.State);
        Assert.Contains("credits", line.Paused, StringComparison.Ordinal);
        Assert.Empty(line.Stub.Effects);
    }

    // What replies to a held post waits with it for a person.
    private static bool IsAtAnEnd(Entry entry) => entry.State is DeliveryState.Sent or DeliveryState.Held or DeliveryState.Failed or DeliveryState.Expired || entry.PredecessorState == DeliveryState.Held;

    private static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private sealed class Line : IAsyncDisposable, INotify, IWorkerWatch
    {
        private readonly JumpingClock _clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        private readonly HttpCaller _http = new(TimeProvider.System);
        private readonly MemoryTokenStore _tokens = new();
        private readonly MemoryOutbox _memory;
        private readonly Waiting _outbox;
        private readonly Ids _ids;
        private readonly Account _account;

        public Line(XFault[] writes, XFault[] reads, TimeSpan lag, bool resends)
        {
            _memory = new(_clock);
            _outbox = new(_memory);
            _ids = new(_clock, new Random(1));
            _account = XRig.Account with { ResendsWhenAbsent = resends };
            var (write, read) = (0, 0);
            Stub = new(_clock)
            {
                Lag = lag,
                Fault = request => request.Route == "/2/oauth2/token" ? XFault.None : request.Method == "GET" ? Next(reads, ref read) : Next(writes, ref write),
            };
            Services = new(_http, _tokens, new Hasty(_clock), name => name is "x:api" or "x:site" ? Stub.Address : null);
            _tokens.SaveAsync(_account.Id, new("oauth2", [new("access", new("a-token")), new("refresh", new("a-refresh-token")), new("client-id", new("a-client"))])
            {
                UserId = XRig.Me,
                IssuedAt = _clock.GetUtcNow(),
                ExpiresAt = _clock.GetUtcNow() + TimeSpan.FromHours(2),
            }, default).Wait();
        }

        public XStub Stub { get; }

        public PlatformServices Services { get; }

        public string? Paused { get; private set; }

        public async Task<IReadOnlyList<Guid>> AddAsync(int posts)
        {
            List<NewDelivery> added = [];
            for (var i = 0; i < posts; i++)
                added.Add(Make($"post {i}", new Act.Publish(new Post(XPlatform.Id, $"post {i} of an invented campaign: https://example.org/{i}"))));
            var first = Make("thread", new Act.Publish(new Post(XPlatform.Id, "the first of a thread")));
            added.Add(first);
            added.Add(Make("reply", new Act.Publish(new Post(XPlatform.Id, "the second of a thread & more"))) is var reply ? reply with { Delivery = reply.Delivery with { After = first.Delivery.Key } } : reply);
            added.Add(Make("repost", new Act.Repost(new(XPlatform.Id, "1445880548472328192"))));
            Assert.IsType<AddResult.Stored>(await _memory.AddAsync(new(added), default));
            return [.. added.Select(one => one.Id)];
        }

        public async Task<IReadOnlyList<Entry>> RunAsync(IReadOnlyList<Guid> ids)
        {
            using var stop = new CancellationTokenSource();
            var worker = new Worker(_outbox, new(XPlatform.Connect(XPlatform.Create(), Services)), new() { Owner = "w", Beat = TimeSpan.FromMinutes(5) }, _clock, new Random(3), this, this);
            var running = Task.Run(() => worker.RunAsync(stop.Token, stop.Token), XRig.Token);
            var begun = TimeProvider.System.GetTimestamp();
            (Task Task, TimeSpan AtMost)? last = null;
            while (true)
            {
                var entries = new List<Entry>();
                foreach (var id in ids)
                    entries.Add((await _memory.ReadAsync(id, default))!);
                // The wait is looked at before the lanes: what is taken between the two ends that wait.
                var wait = _outbox.Wait;
                var lanes = await _memory.ReadLanesAsync(default);
                Paused = lanes.Select(lane => lane.PausedBecause).FirstOrDefault(reason => reason is not null);
                if (Paused is not null || entries.TrueForAll(IsAtAnEnd))
                {
                    await stop.CancelAsync();
                    await Task.WhenAny(running);
                    return entries;
                }
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), $"It does not end: {string.Join("; ", entries.Select(entry => $"{entry.State} {entry.Because}"))}");
                Assert.False(running.IsFaulted, running.Exception?.ToString());
                // The clock moves only while the worker waits with nothing in its hand: how loaded this machine is changes nothing.
                if (wait is { Task.IsCompleted: false } && wait.Value.Task != last?.Task && !lanes.Any(lane => lane.LeaseUntil > _clock.GetUtcNow()))
                    _clock.Advance((last = wait).Value.AtMost);
                await Task.Delay(1);
            }
        }

        public void Tell(Notice notice)
        {
        }

        public void Saw(WorkerEvent happened)
        {
        }

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            _tokens.Dispose();
            await Stub.DisposeAsync();
        }

        private NewDelivery Make(string name, Act act) => new(_ids.Next(), new Delivery(DeliveryKey.Of("c", name, "en", _account.Id, "once"), _account, _clock.GetUtcNow(), act));

        private static XFault Next(XFault[] faults, ref int at) => at < faults.Length ? faults[at++] : XFault.None;
    }

    private sealed class Waiting(IOutbox inner) : OutboxAround(inner)
    {
        private volatile Tuple<Task, TimeSpan>? _wait;

        public (Task Task, TimeSpan AtMost)? Wait => _wait is { } wait ? (wait.Item1, wait.Item2) : null;

        public override Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken)
        {
            var waiting = base.WaitAsync(seen, atMost, cancellationToken);
            _wait = new(waiting, atMost);
            return waiting;
        }
    }

    /// <summary>The time of another clock; what waits by it waits a thousandth of that.</summary>
    private sealed class Hasty(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime / 1000, period);
    }
}
