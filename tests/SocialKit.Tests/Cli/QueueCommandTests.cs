using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Tests.Cli;

public sealed class QueueCommandTests : IDisposable
{
    private readonly QueueRun _run = new();

    [Fact]
    public async Task WhatIsNotDoneIsShownByDaysInTheReadersTime()
    {
        await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", "Free the invented prisoner! #Invented");
        await _run.AddAsync(QueueRun.Sky, "2026-11-24T10:30Z", "Бостандық! بیانات", state: DeliveryState.AwaitingApproval);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue"));
        Assert.Equal("", _run.Error);
        Assert.Matches("""
            ^1 awaiting approval, 1 scheduled\. Times of Europe/London\.

            ── Tue 24 Nov 2026  today ─+ UTC\+00:00 ─
              10:30  awaiting approval  Bluesky @invented\.example  [0-9a-f]{6}
                Бостандық! بیانات

            ── Tue 1 Dec 2026 ─+ UTC\+00:00 ─
              09:00  scheduled          X @invented_org  [0-9a-f]{6}
                Free the invented prisoner! #Invented
            $
            """.ReplaceLineEndings("\n"), _run.Out);
    }

    [Fact]
    public async Task WhatIsDoneIsShownWhenItIsAskedFor()
    {
        await _run.AddInAsync(DeliveryState.Sent);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue"));
        Assert.Equal(("", "Nothing waits that is like this.\n"), (_run.Out, _run.Error));
        _run.Run("queue", "--all");
        Assert.Contains("https://x.example/1", _run.Out, StringComparison.Ordinal);
        _run.Run("queue", "--state", "sent,held");
        Assert.Contains("1 sent", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheListIsNarrowedDown()
    {
        await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", campaign: "one");
        await _run.AddAsync(QueueRun.OtherOrganisation, "2026-12-01T09:00Z", campaign: "one");
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "two");
        Assert.Equal(["org-x", "other-x"], Accounts("--campaign", "one"));
        Assert.Equal(["org-sky"], Accounts("-p", "bluesky"));
        Assert.Equal(["org-sky", "org-x", "other-x"], Accounts("-p", "x,bluesky"));
        Assert.Equal(["other-x"], Accounts("--from", "other-x"));
        Assert.Empty(Accounts("--state", "held"));
    }

    [Fact]
    public async Task TheSettingForPostsToComeHidesNothingThatWaits()
    {
        _run.Cli.Environment["SOCIALKIT_PLATFORMS"] = "x";
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z");
        Assert.Equal(["org-sky"], Accounts());
    }

    [Fact]
    public async Task ALimitIsSaid()
    {
        for (var i = 0; i < 3; i++)
            await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        _run.Run("queue", "--limit", "2");
        Assert.StartsWith("The first 2 entries.", _run.Out, StringComparison.Ordinal);
        Assert.Contains("--limit shows more", _run.Error, StringComparison.Ordinal);
        _run.Run("queue", "--limit", "2", "--json");
        using var json = JsonDocument.Parse(_run.Out);
        Assert.True(json.RootElement.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task SeveralPlatformsAreOneListInTheOrderOfTheirTimes()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-12-03T09:00Z");
        await _run.AddAsync(QueueRun.Organisation, "2026-12-02T09:00Z");
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "-p", "x,bluesky", "--limit", "2", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(["org-sky", "org-x"], json.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("account").GetString()));
        Assert.True(json.RootElement.GetProperty("hasMore").GetBoolean());
    }

    [Theory]
    [InlineData("hold", "Did you mean \"held\"?")]
    [InlineData("nonsense", "It is one of draft,")]
    public void AnUnknownStateIsAnError(string state, string expected)
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("queue", "--state", state));
        Assert.Contains(expected, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LookingMakesNoQueue()
    {
        _run.Cli.Environment["SOCIALKIT_DATABASE"] = "none.db";
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "--json"));
        Assert.Contains("There is no queue at none.db yet", _run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Cli.Folder, "none.db")));
    }

    [Fact]
    public async Task ControlCharactersAndHiddenOnesAreSpelledOut()
    {
        await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", "a\u001b[31mb\u202ec");
        _run.Run("queue");
        Assert.Contains("a<U+001B>[31mb<U+202E>c", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public async Task NoLineIsWiderThanTheTerminal(int width)
    {
        _run.Cli.Terminal = new TerminalFacts(width, IsTerminal: true, Colour: false);
        await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", string.Concat(Enumerable.Repeat("words upon words ", 12)));
        await _run.AddAsync(QueueRun.Sky, "2026-11-24T08:00Z", new string('字', 90));
        _run.Run("queue");
        Assert.All(_run.Out.Split('\n'), line => Assert.True(line.GetCellWidth() <= width, line));
    }

    [Fact]
    public async Task TheHourThatComesTwiceHasItsOffset()
    {
        await _run.AddAsync(QueueRun.Organisation, "2027-10-31T00:30Z");
        await _run.AddAsync(QueueRun.Organisation, "2027-10-31T01:30Z");
        _run.Run("queue");
        Assert.Contains("25 hours: the clocks go back", _run.Out, StringComparison.Ordinal);
        Assert.Contains("  01:30+01:00  scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Contains("  01:30+00:00  scheduled", _run.Out, StringComparison.Ordinal);
    }

    private List<string> Accounts(params string[] options)
    {
        Assert.Equal(ExitCodes.Fine, _run.Run(["queue", "--json", .. options]));
        using var json = JsonDocument.Parse(_run.Out);
        return [.. json.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("account").GetString()!).Order(StringComparer.Ordinal)];
    }

    public void Dispose() => _run.Dispose();
}
