using System.Globalization;
using System.Text;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Queue;

/// <summary>Writes an iCalendar file (RFC 5545) of events in UTC, which need no VTIMEZONE and mean the same instant in every calendar.</summary>
internal sealed class IcsWriter
{
    private const int LongestLine = 75; // octets without the line end (RFC 5545, 3.1)

    private readonly StringBuilder _lines = new();
    private readonly DateTimeOffset _now;

    /// <param name="name">What the calendar is called.</param>
    /// <param name="now">When it is written.</param>
    public IcsWriter(string name, DateTimeOffset now)
    {
        _now = now;
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//SocialKit//socialkit//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Text("NAME", name); // RFC 7986
    }

    /// <summary>Adds an event.</summary>
    public void Add(IcsEvent added)
    {
        Line("BEGIN:VEVENT");
        Line("UID:" + added.Uid);
        Line("DTSTAMP:" + Utc(_now));
        Line("DTSTART:" + Utc(added.At));
        Line($"SEQUENCE:{added.Sequence.ToString(CultureInfo.InvariantCulture)}");
        Line("STATUS:" + added.Status);
        Line("TRANSP:TRANSPARENT");
        Text("SUMMARY", added.Summary);
        Text("DESCRIPTION", added.Description);
        if (added.Category is { } category)
            Text("CATEGORIES", category);
        if (added.Url is { } url)
            Line("URL:" + url);
        Line("END:VEVENT");
    }

    /// <summary>The whole file.</summary>
    public string File() => $"{_lines}END:VCALENDAR\r\n";

    private static string Utc(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // Control characters, which a value may not hold, are spelled out.
    private void Text(string name, string value) => Line($"{name}:{TerminalText.CleanLines(value.ReplaceLineEndings("\n")).Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}");

    private void Line(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                _lines.Append("\r\n ");
                octets = 1;
            }
            _lines.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        _lines.Append("\r\n");
    }
}

/// <summary>An event of an <see cref="IcsWriter"/>: an instant without a length.</summary>
/// <param name="Uid">What tells it from every other, in every edition of the file.</param>
/// <param name="At">When it is.</param>
/// <param name="Summary">One line.</param>
/// <param name="Description">Any number of lines.</param>
internal sealed record IcsEvent(string Uid, DateTimeOffset At, string Summary, string Description)
{
    /// <summary>Counts the event's editions, from 0.</summary>
    public int Sequence { get; init; }

    /// <summary><c>CONFIRMED</c>, <c>TENTATIVE</c> or <c>CANCELLED</c>.</summary>
    public string Status { get; init; } = "CONFIRMED";

    /// <summary>A word to sort it by; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>An absolute address; null for none.</summary>
    public string? Url { get; init; }
}
