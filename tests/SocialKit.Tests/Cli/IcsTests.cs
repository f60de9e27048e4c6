using System.Text;
using CsCheck;
using SocialKit.Cli;
using SocialKit.Cli.Queue;
using SocialKit.Deliveries;
using Calendar = Ical.Net.Calendar;

namespace SocialKit.Tests.Cli;

/// <summary>The calendar file is read back with another program's reader.</summary>
public sealed class IcsTests : IDisposable
{
    // Letters of one to four bytes, what the format escapes, and what it may not hold.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf("\\", ";", ",", "\n", "\r\n", ":", "\"", "\t", "\u0007", " ", "بیانات", "Бостандық", "字", "👩‍👩‍👧", "é", "\ud800"),
        Gen.Char.Array[0, 40].Select(letters => new string(letters))).Array[0, 12].Select(parts => string.Concat(parts));

    private readonly QueueRun _run = new();

    [Fact]
    public async Task WhatIsWrittenIsReadBack()
    {
        var entry = await _run.AddAsync(QueueRun.Sky, "2027-03-28T01:30:15Z", "Free her; now, \\ \"please\"\nبیانات бостандық 👩‍👩‍👧 " + new string('x', 200), "2026-invented");
        await _run.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z", state: DeliveryState.AwaitingApproval);
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "--ics", "-"));
        var events = Calendar.Load(_run.Out)!.Events.OrderBy(one => one.DtStart).ToList();
        Assert.Equal(["TENTATIVE", "CONFIRMED"], events.Select(one => one.Status));
        var written = events[1];
        Assert.Equal(entry.Id.ToString(), written.Uid);
        Assert.Equal(QueueRun.At("2027-03-28T01:30:15Z").UtcDateTime, written.DtStart!.AsUtc);
        Assert.Equal(CliRun.Now.UtcDateTime, written.DtStamp!.AsUtc);
        Assert.StartsWith(EntryWords.Said(entry.Delivery.Act) + "\n\nscheduled; Bluesky @invented.example; id ", written.Description, StringComparison.Ordinal);
        Assert.StartsWith("Bluesky @invented.example: Free her; now, \\ \"please\" بیانات", written.Summary, StringComparison.Ordinal);
        Assert.Equal(["2026-invented"], written.Categories);
    }

    [Fact]
    public void AnyTextIsFoldedAt75BytesInsideNoCharacterAndReadBack() => Gen.Select(AnyText, AnyText).Sample((summary, description) =>
    {
        var writer = new IcsWriter("queue", CliRun.Now);
        writer.Add(new("1", CliRun.Now, summary, description));
        var file = writer.File();
        var bytes = Encoding.UTF8.GetBytes(file);
        Assert.Equal(file, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        foreach (var line in file.Split("\r\n"))
        {
            Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
        }
        var unfolded = file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal(Cleaned(summary), Read(unfolded, "SUMMARY:"));
        Assert.Equal(Cleaned(description), Read(unfolded, "DESCRIPTION:"));
    });

    [Fact]
    public async Task TheFileIsWrittenWhereItIsAskedFor()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "--ics", "queue.ics"));
        Assert.Equal(("", "Written to queue.ics.\n"), (_run.Out, _run.Error));
        var bytes = File.ReadAllBytes(Path.Combine(_run.Cli.Folder, "queue.ics"));
        Assert.True(bytes.AsSpan().StartsWith("BEGIN:VCALENDAR\r\n"u8));
        Assert.True(bytes.AsSpan().EndsWith("END:VCALENDAR\r\n"u8));
    }

    [Fact]
    public async Task ATextCannotAddAPropertyOfItsOwn()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", "a\r\nATTACH:https://evil.example/\nEND:VEVENT\rX:1", "c\r\nX:2");
        _run.Run("queue", "--ics", "-");
        var only = Assert.Single(Calendar.Load(_run.Out)!.Events);
        Assert.Empty(only.Attachments);
        Assert.DoesNotContain(_run.Out.Split("\r\n"), line => line.StartsWith("X:", StringComparison.Ordinal) || line.StartsWith("ATTACH", StringComparison.Ordinal));
    }

    private static string Cleaned(string text) => SocialKit.Cli.Terminal.TerminalText.CleanLines(text.ReplaceLineEndings("\n"));

    private static string Read(string[] lines, string name)
    {
        var value = Assert.Single(lines, line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
            text.Append(value[i] != '\\' ? value[i] : value[++i] == 'n' ? '\n' : value[i]);
        return text.ToString();
    }

    public void Dispose() => _run.Dispose();
}
