using SocialKit.Deliveries;
using SocialKit.Platforms.Mastodon;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;

namespace SocialKit.Tests.Platforms.Mastodon;

/// <summary>The whole line, from the queue to the server: whatever the network does, no post has two effects, and each is sent or held.</summary>
public sealed class MastodonLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly MastodonStubFault[] Faults =
    [
        MastodonStubFault.None, MastodonStubFault.NoConnection, MastodonStubFault.DroppedBefore, MastodonStubFault.DroppedAfter, MastodonStubFault.DroppedAndDoneLater,
        MastodonStubFault.BadGatewayBefore, MastodonStubFault.GatewayTimeoutAfter, MastodonStubFault.EmptyAfter, MastodonStubFault.TooMany, MastodonStubFault.ProxyUnauthorized,
    ];

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task WhateverHappensTwiceInARowNothingIsOutTwice(bool isOriginal, bool repeatsFail)
    {
        var seed = 0;
        foreach (var first in Faults)
        {
            foreach (var second in Faults)
                await RunAsync(isOriginal, repeatsFail, [first, second], ++seed);
        }
    }

    [Theory]
    [InlineData(true, MastodonStubFault.DroppedAndDoneLater)]
    [InlineData(false, MastodonStubFault.DroppedAfter)]
    public async Task ASenderThatRepeatsWhatDidNotAnswerIsFoundOut(bool isOriginal, MastodonStubFault fault) =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => RunAsync(isOriginal, false, [fault], 1, sender => new NaiveSender(sender)));

    [Theory]
    [InlineData(30, 1)]
    [InlineData(55, 1)]
    [InlineData(61, 2)]
    public async Task WhenAPersonSaysSendAgainTheKeyStillProtectsWhileItIsKept(int minutes, int effects)
    {
        // The person is wrong: it is out. Its frozen form goes out again with its key: while the server keeps that, nothing happens; later it is what the person asked for.
        using var rig = new MastodonRig();
        await using var line = new Line(rig);
        rig.Stub.Fault = request => request.Method == "POST" ? MastodonStubFault.DroppedAfter : request.Path.Contains("/accounts/", StringComparison.Ordinal) ? MastodonStubFault.BadGatewayBefore : MastodonStubFault.None;
        var added = await line.AddAsync("Free them");
        await line.RunAsync(() => line.StateOf(added) == DeliveryState.Unclear && rig.Stub.Posts.Count == 1);
        var sentAt = rig.Stub.Posts[0].CreatedAt;
        rig.Clock.Advance(sentAt + TimeSpan.FromMinutes(minutes) - rig.Clock.GetUtcNow());
        rig.Stub.Fault = _ => MastodonStubFault.None;
        var entry = (await line.Outbox.ReadAsync(added.Id, Token))!;
        Assert.IsType<ChangeResult.Changed>(await line.Outbox.ChangeAsync(entry.Id, entry.Version, new Change.ResolveSendAgain("anna"), Token));
        await line.RunAsync(() => line.StateOf(added) == DeliveryState.Sent);
        Assert.Equal(effects, rig.Stub.Posts.Count);
        Assert.All(rig.Stub.Posts, post => Assert.Equal(rig.Stub.Posts[0].Key, post.Key));
    }

    private static async Task RunAsync(bool isOriginal, bool repeatsFail, MastodonStubFault[] faults, int seed, Func<ISender, ISender>? wrap = null)
    {
        using var rig = new MastodonRig(isOriginal);
        rig.Stub.RepeatsFail = repeatsFail;
        var random = new Random(seed);
        var left = new Queue<MastodonStubFault>(faults);
        var pending = (MastodonStubFault?)null;
        rig.Stub.Fault = request =>
        {
            if (request.Method == "GET")
                return random.Next(5) == 0 ? Faults[random.Next(Faults.Length)] is var fault && fault is MastodonStubFault.NoConnection or MastodonStubFault.BadGatewayBefore or MastodonStubFault.TooMany ? fault : MastodonStubFault.None : MastodonStubFault.None;
            // The handler asks whether the server is there, then the server asks what to do: one fault for both.
            if (pending is { } known)
            {
                pending = null;
                return known;
            }
            var next = left.TryDequeue(out var one) ? one : MastodonStubFault.None;
            pending = next == MastodonStubFault.NoConnection ? null : next;
            return next;
        };
        await using var line = new Line(rig, wrap);
        var posts = new[] { await line.AddAsync("Free them"), await line.AddAsync("Free them all") };
        await line.RunAsync(() => posts.All(post => line.StateOf(post) is DeliveryState.Sent or DeliveryState.Held));
        // What is on its way comes out.
        rig.Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var post in posts)
        {
            var entry = (await line.Outbox.ReadAsync(post.Id, Token))!;
            var text = ((Act.Publish)post.Delivery.Act).Post.Text;
            var effects = rig.Stub.Posts.Where(there => there.Text == text).ToList();
            var said = $"{string.Join(", ", faults)}: {entry.State} {entry.Because}, {effects.Count} effects";
            Assert.True(entry.State == DeliveryState.Sent ? effects.Count == 1 && effects[0].Id == entry.Receipt!.Id : effects.Count <= 1, said);
        }
    }

    /// <summary>A worker on a store in memory; the clock moves only while it waits.</summary>
    private sealed class Line : INotify, IAsyncDisposable
    {
        private readonly MastodonRig _rig;
        private readonly TestDeliveries _make;
        private readonly PlatformSet _platforms;
        private readonly Waiting _outbox;

        public Line(MastodonRig rig, Func<ISender, ISender>? wrap = null)
        {
            _rig = rig;
            Outbox = new(rig.Clock);
            _outbox = new(Outbox);
            _make = new(new Ids(rig.Clock, new Random(1)));
            _platforms = new(MastodonPlatform.Create() with { Sender = wrap is null ? rig.Sender : wrap(rig.Sender) });
        }

        public MemoryOutbox Outbox { get; }

        public async Task<NewDelivery> AddAsync(string text)
        {
            var added = _make.Post(_rig.Account, _rig.Clock.GetUtcNow(), text);
            Assert.IsType<AddResult.Stored>(await Outbox.AddAsync(new([added]), Token));
            return added;
        }

        public DeliveryState StateOf(NewDelivery added) => Outbox.ReadAsync(added.Id, Token).Result!.State;

        public async Task RunAsync(Func<bool> isSo)
        {
            using var stop = new CancellationTokenSource();
            using var abort = new CancellationTokenSource();
            var running = Task.Run(() => new Worker(_outbox, _platforms, new() { Owner = "worker" }, _rig.Clock, new Random(3), this).RunAsync(stop.Token, abort.Token), TestContext.Current.CancellationToken);
            var begun = TimeProvider.System.GetTimestamp();
            Waited? last = null;
            for (var idle = 0; !isSo();)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(20), $"It did not come to that by {_rig.Clock.GetUtcNow():HH:mm:ss}.");
                Assert.False(running.IsFaulted, running.Exception?.ToString());
                await Task.Delay(1, TestContext.Current.CancellationToken);
                // The wait is looked at before the lanes: what is taken between the two ends that wait.
                if (_outbox.Wait is { Task.IsCompleted: false } wait && wait != last && !Outbox.ReadLanesAsync(default).Result.Any(lane => lane.LeaseUntil > _rig.Clock.GetUtcNow()))
                {
                    last = wait;
                    _rig.Clock.Advance(wait.AtMost);
                }
                // A read that is tried again waits with the lane in its hand.
                else if (++idle % 5 == 0)
                    _rig.Clock.Advance(TimeSpan.FromMilliseconds(250));
            }
            await abort.CancelAsync();
            await stop.CancelAsync();
            await Task.WhenAny(running);
        }

        public void Tell(Notice notice)
        {
        }

        public ValueTask DisposeAsync() => _outbox.DisposeAsync();

        private sealed record Waited(Task Task, TimeSpan AtMost);

        private sealed class Waiting(IOutbox inner) : OutboxAround(inner)
        {
            private volatile Waited? _wait;

            public Waited? Wait => _wait;

            public override Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken)
            {
                var waiting = base.WaitAsync(seen, atMost, cancellationToken);
                _wait = new(waiting, atMost);
                return waiting;
            }
        }
    }
}
