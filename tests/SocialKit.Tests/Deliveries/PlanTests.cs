using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>What scheduling makes, for an invented campaign.</summary>
public sealed class PlanTests
{
    private static readonly DateTimeOffset Now = Instant("2026-11-24T09:00Z");
    private static readonly TimeZoneInfo Almaty = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");
    private static readonly Campaign Case = new() { Slug = "invented-case", Title = "An invented case", Deadline = new(2026, 12, 31), TimeZone = "Asia/Almaty" };

    private readonly Ids _ids = new(TimeProvider.System, new Random(1));

    private static DateTimeOffset Instant(string written) => DateTimeOffset.Parse(written, CultureInfo.InvariantCulture);

    private static PlanItem Item(Account from, params string[] texts) => new(from, "call", "en", [.. texts.Select(text => new Post(from.Platform, text))]);

    private static PlanRequest Request(params PlanItem[] items) => new(items, Now) { Campaign = Case, At = new(2026, 12, 1, 9, 0, 0), Zone = Almaty };

    private Plan Made(PlanRequest request) => Plan.Of(request, _ids);

    private static Delivery[] Deliveries(Plan plan) => [.. Assert.IsType<AddRequest>(plan.Request).Deliveries.Select(added => added.Delivery)];

    private void Refused(PlanRequest request, string code)
    {
        var plan = Made(request);
        Assert.Null(plan.Request);
        Assert.Equal((code, Severity.Error), (Assert.Single(plan.Findings).Code, plan.Findings[0].Severity));
    }

    [Fact]
    public void AWallClockTimeBecomesADueTimeAndIsKept()
    {
        var delivery = Assert.Single(Deliveries(Made(Request(Item(Anna, "Free her")))));
        Assert.Equal((Instant("2026-12-01T04:00Z"), "2026-12-01T09:00", "Asia/Almaty"), (delivery.DueAt, delivery.WallClock, delivery.Zone));
        Assert.Equal("invented-case/call/en/anna/2026-12-01T09:00 Asia%2FAlmaty", delivery.Key.Value);
        Assert.Equal("invented-case", delivery.Campaign);
    }

    [Fact]
    public void TheSamePlanHasTheSameKeys() => Assert.Equal(Deliveries(Made(Request(Item(Anna, "a"), Item(Chen, "b")))).Select(delivery => delivery.Key), Deliveries(Made(Request(Item(Anna, "a"), Item(Chen, "b")))).Select(delivery => delivery.Key));

    [Fact]
    public void EachPostOfAThreadFollowsTheOneBefore()
    {
        var thread = Item(Anna, "one") with { Replies = [[new Post(Anna.Platform, "two"), new Post(Anna.Platform, "three")]] };
        var deliveries = Deliveries(Made(Request(thread, Item(Chen, "alone"))));
        Assert.Equal(["one", "two", "three", "alone"], deliveries.Select(delivery => ((Act.Publish)delivery.Act).Post.Text));
        Assert.Equal([null, deliveries[0].Key, deliveries[1].Key, null], deliveries.Select(delivery => delivery.After));
        Assert.Equal("invented-case/call+3/en/anna/2026-12-01T09:00 Asia%2FAlmaty", deliveries[2].Key.Value);
        Assert.All(deliveries, delivery => Assert.Equal(deliveries[0].DueAt, delivery.DueAt));
    }

    [Fact]
    public void AThreadIsNoSeries() =>
        Refused(Request(Item(Anna, "one") with { Replies = [[new Post(Anna.Platform, "two")]] }) with { Every = "0 9 * * 1" }, PlanCodes.Contradiction);

    [Fact]
    public void ADeliberateSecondTimeIsAnotherKey()
    {
        var now = Request(Item(Anna, "a")) with { At = null };
        Assert.Equal("invented-case/call/en/anna/now", Deliveries(Made(now))[0].Key.Value);
        Assert.Equal("invented-case/call/en/anna/now again 2", Deliveries(Made(now with { Again = "2" }))[0].Key.Value);
        Assert.Equal(Now, Deliveries(Made(now))[0].DueAt);
    }

    [Fact]
    public void TheDeadlineEndsEveryDelivery()
    {
        Assert.Equal(Instant("2026-12-31T19:00Z"), Deliveries(Made(Request(Item(Anna, "a"))))[0].NotAfter);
        Assert.Equal(Instant("2026-12-31T19:00Z"), Deliveries(Made(Request(Item(Anna, "a")) with { NotAfter = Instant("2027-02-01T00:00Z") }))[0].NotAfter);
        Assert.Equal(Instant("2026-12-02T00:00Z"), Deliveries(Made(Request(Item(Anna, "a")) with { NotAfter = Instant("2026-12-02T00:00Z") }))[0].NotAfter);
    }

    [Fact]
    public void AfterTheDeadlineNothingIsScheduledWithoutAReasonThatIsKept()
    {
        var late = Request(Item(Anna, "a")) with { At = new(2027, 1, 1, 0, 0, 0) };
        Refused(late, FindingCodes.DeadlinePassed);
        var plan = Made(late with { AfterDeadline = "the family asked for it" });
        Assert.Equal(PlanCodes.AfterDeadline, Assert.Single(plan.Findings).Code);
        Assert.Equal(("the family asked for it", null), (Deliveries(plan)[0].AfterDeadline, Deliveries(plan)[0].NotAfter));
    }

    [Fact]
    public void TheLastMomentBeforeTheDeadlineIsStillGood() => Assert.NotNull(Made(Request(Item(Anna, "a")) with { At = new(2026, 12, 31, 23, 59, 0) }).Request);

    [Fact]
    public void AnEmbargoHasNoWayRound()
    {
        var embargoed = Request(Item(Anna, "a")) with { Campaign = Case with { Embargo = Instant("2026-12-02T00:00Z") }, AfterDeadline = "no" };
        Refused(embargoed, FindingCodes.Embargoed);
        Assert.Equal(Instant("2026-12-02T00:00Z"), Deliveries(Made(embargoed with { At = new(2026, 12, 2, 5, 0, 0) }))[0].NotBefore);
    }

    [Fact]
    public void WhatHasPassedIsNotScheduled() => Refused(Request(Item(Anna, "a")) with { At = new(2026, 11, 24, 13, 59, 0) }, PlanCodes.TimePassed);

    [Fact]
    public void WhatWouldBeAfterItsEndIsNotScheduled() => Refused(Request(Item(Anna, "a")) with { NotAfter = Instant("2026-12-01T04:00Z") }, PlanCodes.AfterNotAfter);

    [Fact]
    public void NothingIsNoPlan() => Refused(Request(), PlanCodes.NothingToSchedule);

    [Fact]
    public void ASpreadSeriesIsAContradiction() => Refused(Request(Item(Anna, "a")) with { Spread = TimeSpan.FromHours(1), Every = "0 9 * * 1" }, PlanCodes.Contradiction);

    [Fact]
    public void ASkippedTimeIsMovedAndSaid()
    {
        var plan = Made(Request(Item(Anna, "a")) with { Campaign = null, At = new(2027, 3, 28, 1, 30, 0), Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London") });
        Assert.Equal((PlanCodes.TimeSkipped, Severity.Warning), (Assert.Single(plan.Findings).Code, plan.Findings[0].Severity));
        Assert.Equal((Instant("2027-03-28T01:00Z"), "2027-03-28T02:00"), (Deliveries(plan)[0].DueAt, Deliveries(plan)[0].WallClock));
    }

    [Fact]
    public void ADoubledTimeIsTheFirstAndSaid()
    {
        var plan = Made(Request(Item(Anna, "a")) with { Campaign = null, At = new(2027, 10, 31, 1, 30, 0), Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London") });
        Assert.Equal(PlanCodes.TimeTwice, Assert.Single(plan.Findings).Code);
        Assert.Equal(Instant("2027-10-31T00:30Z"), Deliveries(plan)[0].DueAt);
    }

    [Fact]
    public void ASpreadIsEven()
    {
        var items = Enumerable.Range(0, 4).Select(i => Item(Anna, $"text {i}") with { Message = $"m{i}" }).ToArray();
        Assert.Equal(["2026-12-01T09:00", "2026-12-01T09:45", "2026-12-01T10:30", "2026-12-01T11:15"], Deliveries(Made(Request(items) with { Spread = TimeSpan.FromHours(3) })).Select(delivery => delivery.WallClock));
    }

    [Fact]
    public void ASpreadThatRunsOverTheDeadlineIsRefusedWhole() =>
        Refused(Request(Item(Anna, "a"), Item(Chen, "b")) with { At = new(2026, 12, 31, 23, 0, 0), Spread = TimeSpan.FromHours(3) }, FindingCodes.DeadlinePassed);

    [Fact]
    public void AccountsOfOnePlatformTakeVariantsInTurn()
    {
        var plan = Made(Request(Item(Anna, "one", "two"), Item(Boris, "one", "two"), Item(Chen, "one", "two")) with { Rotate = true });
        Assert.Equal(["one", "two", "one"], Deliveries(plan).Select(delivery => ((Act.Publish)delivery.Act).Post.Text));
        Assert.All(Deliveries(Made(Request(Item(Anna, "one", "two"), Item(Chen, "one", "two")))), delivery => Assert.Equal("one", ((Act.Publish)delivery.Act).Post.Text));
    }

    [Fact]
    public void ASeriesComesWithItsOccurrencesOfTheNextTwoWeeks()
    {
        var request = Assert.IsType<AddRequest>(Made(Request(Item(Anna, "one", "two"), Item(Boris, "one", "two")) with { At = null, Every = "0 9 * * 1", Rotate = true }).Request);
        Assert.Equal(2, request.Series.Count);
        Assert.Equal([Instant("2026-11-30T04:00Z"), Instant("2026-12-07T04:00Z"), Instant("2026-11-30T04:00Z"), Instant("2026-12-07T04:00Z")], request.Deliveries.Select(added => added.Delivery.DueAt));
        // Each account has texts of its own: in turn with the others they would say the same words, which no store takes.
        Assert.Equal(["one", "one", "two", "two"], request.Deliveries.Select(added => ((Act.Publish)added.Delivery.Act).Post.Text));
        Assert.Equal((Instant("2026-12-14T04:00Z"), Instant("2026-12-31T19:00Z"), 2), (request.Series[0].NextAt, request.Series[0].EndsAt, request.Series[0].Occurrences));
        Assert.All(request.Deliveries, added => Assert.NotNull(added.Delivery.OccurrenceAt));
    }

    [Fact]
    public void ASeriesMayBeginWithTheTimeItIsAskedFor()
    {
        var request = Assert.IsType<AddRequest>(Made(Request(Item(Anna, "one")) with { Every = "0 9 * * *" }).Request);
        Assert.Equal(Instant("2026-12-01T04:00Z"), request.Deliveries[0].Delivery.DueAt);
    }

    [Fact]
    public void ARhythmThatCannotBeUnderstoodIsSaid() => Refused(Request(Item(Anna, "a")) with { Every = "every monday" }, PlanCodes.BadCron);

    [Fact]
    public void ARhythmThatNeverComesUpIsSaid() => Refused(Request(Item(Anna, "a")) with { Every = "0 9 1 2 *" }, PlanCodes.NoOccurrence);

    [Fact]
    public void WhatNeedsApprovalWaitsForIt() =>
        Assert.Equal(DeliveryState.AwaitingApproval, Made(Request(Item(Anna, "a")) with { NeedsApproval = true }).Request!.Deliveries[0].State);

    private static async Task<AddResult> StoredAsync(Plan plan)
    {
        await using var store = new MemoryOutbox(new FakeTimeProvider(Now));
        return await store.AddAsync(plan.Request!, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ARotatingSeriesOfSeveralAccountsCanBeStored()
    {
        string[] texts = ["one", "two", "three", "four", "five"];
        var plan = Made(Request(Item(Anna, texts), Item(Boris, texts), Item(Chen, texts)) with { Every = "0 9 * * *", Rotate = true });
        Assert.IsType<AddResult.Stored>(await StoredAsync(plan));
        Assert.Equal(["one three five", "two four", "one two three four five"], plan.Request!.Series.Select(series => string.Join(' ', series.Turns.Select(turn => ((Act.Publish)turn).Post.Text))));
    }

    [Fact]
    public async Task TwoSeriesThatSayTheSameAreRefusedHoweverFarOffTheyAre()
    {
        var plan = Made(Request(Item(Anna, "same"), Item(Boris, "Same")) with { At = null, Every = "0 9 25 12 *" });
        Assert.Empty(plan.Request!.Deliveries);
        Assert.IsType<AddObstacle.SameWords>(Assert.Single(Assert.IsType<AddResult.Refused>(await StoredAsync(plan)).Obstacles));
    }

    [Fact]
    public void ASpreadIsOfWholeSecondsThatItsWallClockSays()
    {
        var items = Enumerable.Range(0, 7).Select(i => Item(Anna, $"text {i}") with { Message = $"m{i}" }).ToArray();
        Assert.All(Deliveries(Made(Request(items) with { Spread = TimeSpan.FromHours(1) })), delivery =>
        {
            Assert.True(ZonedTime.TryDueAt(delivery, out var due));
            Assert.Equal(delivery.DueAt, due);
        });
    }

    [Fact]
    public void ASpreadOverADoubledHourKeepsItsInstants()
    {
        var items = Enumerable.Range(0, 4).Select(i => Item(Anna, $"text {i}") with { Message = $"m{i}" }).ToArray();
        var plan = Made(Request(items) with { Campaign = null, At = new(2027, 10, 31, 1, 0, 0), Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), Spread = TimeSpan.FromHours(2) });
        Assert.Equal([Instant("2027-10-31T00:00Z"), Instant("2027-10-31T00:30Z"), Instant("2027-10-31T01:00Z"), Instant("2027-10-31T01:30Z")], Deliveries(plan).Select(delivery => delivery.DueAt));
        // The second time that the clocks show an hour has no wall clock of its own: it would be derived as the first.
        Assert.Equal(["2027-10-31T01:00", "2027-10-31T01:30", null, null], Deliveries(plan).Select(delivery => delivery.WallClock));
        Assert.Equal(4, Deliveries(plan).Select(delivery => delivery.Key).Distinct().Count());
    }
}
