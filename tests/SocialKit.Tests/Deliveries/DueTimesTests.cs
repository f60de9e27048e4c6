using SocialKit.Deliveries;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>Kazakhstan went over to one time zone on 1 March 2024 (UTC+5 instead of UTC+6 in Almaty): what was scheduled by the old data is put right by the new.</summary>
public sealed class DueTimesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Right = new(2026, 12, 1, 4, 0, 0, TimeSpan.Zero);

    private readonly JumpingClock _clock = new(Simulation.Start);
    private readonly MemoryOutbox _outbox;
    private readonly TestDeliveries _make;

    public DueTimesTests()
    {
        _outbox = new(_clock);
        _make = new(new(_clock, new Random(1)));
    }

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    private static Delivery InAlmaty(Delivery delivery) => delivery with { WallClock = "2026-12-01T09:00", Zone = "Asia/Almaty" };

    private async Task<Entry> AfterAsync(NewDelivery added)
    {
        await _outbox.AddAsync(new([added]), TestContext.Current.CancellationToken);
        await DueTimes.DeriveAgainAsync(_outbox, TestContext.Current.CancellationToken);
        return (await _outbox.ReadAsync(added.Id, TestContext.Current.CancellationToken))!;
    }

    [Fact]
    public async Task AnInstantThatItsWallClockNoLongerMeansIsPutRight()
    {
        var entry = await AfterAsync(_make.Post(Anna, Right.AddHours(-1), with: InAlmaty));
        Assert.Equal((Right, 2, "2026-12-01T09:00"), (entry.Delivery.DueAt, entry.Version, entry.Delivery.WallClock));
    }

    [Fact]
    public async Task WhatIsRightOrHasNoWallClockIsLeftAlone()
    {
        Assert.Equal(1, (await AfterAsync(_make.Post(Anna, Right, with: InAlmaty))).Version);
        Assert.Equal(1, (await AfterAsync(_make.Post(Anna, Right.AddHours(-1)))).Version);
    }

    [Fact]
    public async Task AnApprovalOutlivesACorrection()
    {
        var added = _make.Post(Anna, Right.AddHours(-1), with: delivery => InAlmaty(delivery) with { NeedsApproval = true });
        await _outbox.AddAsync(new([added]), TestContext.Current.CancellationToken);
        await _outbox.ChangeAsync(added.Id, 1, new Change.Approve(AddRules.EntryOf(added).Hash, "Invented Person"), TestContext.Current.CancellationToken);
        var entry = await AfterAsync(added);
        Assert.Equal((DeliveryState.Scheduled, Right), (entry.State, entry.Delivery.DueAt));
    }

    [Fact]
    public async Task AnEmbargoStillHolds()
    {
        var entry = await AfterAsync(_make.Post(Anna, Right.AddHours(-1), with: delivery => InAlmaty(delivery) with { NotBefore = Right.AddMinutes(10) }));
        Assert.Equal((Right.AddMinutes(10), 1), (entry.Delivery.DueAt, entry.Version));
    }

    [Fact]
    public async Task ManyPagesAreGoneThroughOnce()
    {
        await _outbox.AddAsync(new([.. Enumerable.Range(0, 1203).Select(_ => _make.Post(Anna, Right.AddHours(-1), with: InAlmaty))]), TestContext.Current.CancellationToken);
        Assert.Equal(1203, (await DueTimes.DeriveAgainAsync(_outbox, TestContext.Current.CancellationToken)).Count);
        Assert.Empty(await DueTimes.DeriveAgainAsync(_outbox, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhatIsHeldIsPutRightToo()
    {
        var added = _make.Post(Anna, Right.AddHours(-1), with: InAlmaty);
        await _outbox.AddAsync(new([added]), TestContext.Current.CancellationToken);
        await _outbox.ChangeAsync(added.Id, 1, new Change.Hold("wait"), TestContext.Current.CancellationToken);
        var entry = await AfterAsync(added);
        Assert.Equal((DeliveryState.Held, Right), (entry.State, entry.Delivery.DueAt));
    }
}
