using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Tests.Cli;

public sealed class CalendarCommandTests : IDisposable
{
    private readonly QueueRun _run = new();

    [Fact]
    public async Task AMonthHasItsMarksItsLegendTheDeadlineAndTheNextEntries()
    {
        SmallCampaign.WriteTo(_run.Cli, "# release\nRelease her! #InventedCase\n");
        for (var i = 0; i < 12; i++)
            await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", "Free them!", state: DeliveryState.AwaitingApproval);
        Assert.Equal(ExitCodes.Fine, _run.Run("calendar", "2026-12"));
        Assert.StartsWith("""
            December 2026, days of Europe/London

             Mon        Tue        Wed        Thu        Fri        Sat        Sun
                        1          2          3          4          5          6
                        X12 B1?
            ────────────────────────────────────────────────────────────────────────────
             7          8          9          10▼        11         12         13
            ────────────────────────────────────────────────────────────────────────────
             14         15         16         17         18         19         20
            ────────────────────────────────────────────────────────────────────────────
             21         22         23         24         25         26         27
            ────────────────────────────────────────────────────────────────────────────
             28         29         30         31

            X X · B Bluesky · ? waits for approval · ▼ deadline
            ▼ Thu 10 Dec 2026 18:59: deadline of 2026-invented-case, 16 days from now

            ── Tue 1 Dec 2026 ───
            """.ReplaceLineEndings("\n"), _run.Out, StringComparison.Ordinal);
        Assert.Contains("These are the next 12", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TodayStandsInBrackets()
    {
        await _run.AddInAsync(DeliveryState.Held);
        Assert.Equal(ExitCodes.Fine, _run.Run("calendar"));
        Assert.Contains("\n 23        [24]        25 ", _run.Out, StringComparison.Ordinal);
        Assert.Contains("X1!", _run.Out, StringComparison.Ordinal);
        Assert.Contains("! a person has to look · [24] today", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    public async Task NoLineIsWiderThanTheTerminal(int width)
    {
        _run.Cli.Terminal = new TerminalFacts(width, IsTerminal: true, Colour: false);
        foreach (var account in (Account[])[QueueRun.Organisation, QueueRun.Sky])
            await _run.AddAsync(account, "2026-12-01T09:00Z", string.Concat(Enumerable.Repeat("words upon words ", 12)));
        Assert.Equal(ExitCodes.Fine, _run.Run("calendar", "2026-12"));
        Assert.All(_run.Out.Split('\n'), line => Assert.True(line.GetCellWidth() <= width, line));
        Assert.Contains("X1", _run.Out, StringComparison.Ordinal);
        Assert.Contains("B1", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/London", "2026-10-25", "2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z", "25 hours: the clocks go back")]
    [InlineData("Europe/London", "2027-03-28", "2027-03-28T00:00:00Z", "2027-03-28T23:00:00Z", "23 hours: the clocks go forward")]
    [InlineData("Africa/Cairo", "2027-04-30", "2027-04-29T22:00:00Z", "2027-04-30T21:00:00Z", "23 hours: the clocks go forward")] // begins at 01:00: the clocks skip midnight
    [InlineData("Africa/Cairo", "2026-10-29", "2026-10-28T21:00:00Z", "2026-10-29T22:00:00Z", "25 hours: the clocks go back")] // its last hour comes twice
    [InlineData("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z", "23.5 hours: the clocks go forward")]
    [InlineData("Asia/Almaty", "2026-10-25", "2026-10-24T19:00:00Z", "2026-10-25T19:00:00Z", null)]
    public void ADayIsAsLongAsItsClocksMakeIt(string zone, string day, string start, string end, string? oddity)
    {
        var local = LocalDay.Of(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal((start, end, oddity), (Stamp.Utc(local.Start), Stamp.Utc(local.End), local.Oddity));
    }

    [Theory]
    [InlineData("Europe/London", "2026-10", "2026-10-25", "2026-10-24T23:00Z", "2026-10-25T23:59Z", "Sun 25 Oct 2026 has 25 hours: the clocks go back.")]
    [InlineData("Africa/Cairo", "2027-04", "2027-04-30", "2027-04-29T22:00Z", "2027-04-30T20:59Z", "Fri 30 Apr 2027 has 23 hours: the clocks go forward.")]
    public async Task WhatIsDueInTheFirstAndTheLastMinuteOfAnOddDayIsCountedOnIt(string zone, string month, string day, string first, string last, string said)
    {
        _run.Cli.Environment["SOCIALKIT_TIME_ZONE"] = zone;
        foreach (var due in (DateTimeOffset[])[QueueRun.At(first).AddMinutes(-1), QueueRun.At(first), QueueRun.At(last), QueueRun.At(last).AddMinutes(1)])
            await _run.AddAsync(QueueRun.Organisation, due.ToString("O"));
        _run.Run("calendar", month);
        Assert.Contains(said, _run.Out, StringComparison.Ordinal);
        _run.Run("calendar", month, "--json");
        using var json = JsonDocument.Parse(_run.Out);
        var counts = json.RootElement.GetProperty("days").EnumerateArray()
            .Where(one => one.GetProperty("counts").GetArrayLength() > 0)
            .ToDictionary(one => one.GetProperty("day").GetString()!, one => one.GetProperty("counts")[0].GetProperty("count").GetInt32());
        Assert.Equal(2, counts[day]);
        Assert.Equal(json.RootElement.GetProperty("days").GetArrayLength() == 30 ? 3 : 4, counts.Values.Sum());
        _run.Run("calendar", "--day", day, "--json");
        using var only = JsonDocument.Parse(_run.Out);
        Assert.Equal(2, only.RootElement.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task ADayIsShownWhole()
    {
        await _run.AddAsync(QueueRun.Organisation, "2026-12-01T23:59Z", "The last.");
        await _run.AddAsync(QueueRun.Sky, "2026-12-02T00:00Z", "The next day.");
        await _run.ChangedAsync(await _run.AddAsync(QueueRun.Organisation, "2026-12-01T10:00Z", "Cancelled."), new Change.Cancel("anna"));
        Assert.Equal(ExitCodes.Fine, _run.Run("calendar", "--day", "2026-12-01"));
        Assert.Contains("The last.", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Cancelled.", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("The next day.", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Not shown: 1 cancelled.", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneCampaignHasItsOwnMonthAndADeadlineThatTheQueueRemembers()
    {
        var delivery = await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", campaign: "invented");
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "another");
        await _run.Store.AddAsync(new([]) { Snapshots = new Dictionary<string, string> { ["invented"] = """{"title":"An invented case","deadline":"2026-12-10","timeZone":"Asia/Almaty"}""" } }, QueueRun.Cancellation);
        _run.Run("calendar", "2026-12", "--campaign", "invented");
        Assert.Contains("deadline of invented", _run.Out, StringComparison.Ordinal);
        Assert.Contains("X1", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("B1", _run.Out, StringComparison.Ordinal);
        Assert.NotNull(delivery.Delivery.Campaign);
    }

    [Theory]
    [InlineData("december", "2026-12")]
    [InlineData("Nov", "2026-11")]
    [InlineData("jan", "2027-01")]
    [InlineData("next", "2026-12")]
    [InlineData("2031-02", "2031-02")]
    public void MonthsHaveNames(string written, string expected)
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("calendar", written, "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(expected, json.RootElement.GetProperty("month").GetString());
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("novembre")]
    [InlineData("2026-12", "--day", "2026-12-01")]
    public void WhatIsNoMonthIsAnErrorOfTheCommandLine(params string[] line) => Assert.Equal(ExitCodes.Usage, _run.Run(["calendar", .. line]));

    public void Dispose() => _run.Dispose();
}
