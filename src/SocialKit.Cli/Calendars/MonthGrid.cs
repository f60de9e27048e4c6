using System.Globalization;
using SocialKit.Cli.Terminal;
using Spectre.Console;

namespace SocialKit.Cli.Calendars;

/// <summary>A month as a grid of letters and numbers: weeks begin on Monday, each platform has a letter, and what a colour says is also said by a sign.</summary>
internal sealed class MonthGrid
{
    private const int Narrowest = 5;
    private const int Widest = 11;
    private const char DeadlineSign = '▼';

    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(decoration: Decoration.Dim);
    private static readonly Style Deadline = new(Color.Red, decoration: Decoration.Bold);

    private readonly MonthView _month;
    private readonly DateOnly _today;
    private readonly int _width;

    /// <param name="month">The month.</param>
    /// <param name="today">The day that is marked.</param>
    /// <param name="columns">How wide the terminal is.</param>
    /// <param name="known">The platforms in their order, for their letters.</param>
    public MonthGrid(MonthView month, DateOnly today, int columns, PlatformSet known)
    {
        (_month, _today) = (month, today);
        _width = Math.Min((columns - 1) / 7, Widest);
        Letters = LettersOf([.. month.Days.SelectMany(day => day.Marks).Select(mark => mark.Platform).Distinct()], known);
    }

    /// <summary>True if seven days fit beside each other.</summary>
    public bool Fits => _width >= Narrowest;

    /// <summary>The letter of each platform that the month has, in the platforms' order.</summary>
    public IReadOnlyList<(PlatformId Platform, char Letter)> Letters { get; }

    /// <summary>The lines of the grid.</summary>
    public IEnumerable<WrappedText> Lines()
    {
        yield return new WrappedText(string.Concat(Weekdays.Select(name => (" " + name).PadRight(_width))).TrimEnd(), Quiet);
        var before = ((int)_month.First.DayOfWeek + 6) % 7;
        for (var week = -before; week < _month.Days.Count; week += 7)
        {
            MonthDay?[] days = [.. Enumerable.Range(week, 7).Select(index => index < 0 || index >= _month.Days.Count ? null : _month.Days[index])];
            yield return Numbers(days);
            List<string>[] cells = [.. days.Select(MarksOf)];
            for (var line = 0; line < cells.Max(cell => cell.Count); line++)
                yield return new WrappedText(string.Concat(cells.Select(cell => (line < cell.Count ? " " + cell[line] : "").PadRight(_width))).TrimEnd(), Style.Plain);
            if (week + 7 < _month.Days.Count)
                yield return new WrappedText(new string('─', (7 * _width) - 1), Quiet);
        }
    }

    /// <summary>The days that have anything, a line each: for terminals too narrow for a grid.</summary>
    public IEnumerable<WrappedText> DayLines() => _month.Days
        .Where(day => day.Marks.Any() || IsDeadline(day.Local.Day) || day.Local.Day == _today)
        .Select(day => new WrappedText($"{Number(day.Local.Day)} {string.Join(' ', Marks(day))}".TrimEnd(), Style.Plain));

    private WrappedText Numbers(MonthDay?[] days)
    {
        var line = new WrappedText();
        var blanks = 0;
        foreach (var day in days)
        {
            var number = day is null ? "" : Number(day.Local.Day);
            if (number.Length > 0)
                line.Append(new string(' ', blanks), Style.Plain).Append(number, IsDeadline(day!.Local.Day) ? Deadline : day.Local.Day == _today ? Bold : Quiet);
            blanks = (number.Length > 0 ? 0 : blanks) + _width - number.Length;
        }
        return line;
    }

    private string Number(DateOnly day)
    {
        var number = day.Day.ToString(CultureInfo.InvariantCulture);
        return (day == _today ? $"[{number}]" : $" {number}") + (IsDeadline(day) ? DeadlineSign : "");
    }

    private bool IsDeadline(DateOnly day) => _month.Deadlines.Any(deadline => deadline.Day == day);

    private IEnumerable<string> Marks(MonthDay day) => Letters.Select(known => day.Marks.FirstOrDefault(mark => mark.Platform == known.Platform)?.Shown(known.Letter)).OfType<string>();

    // As many marks as fit go on a line.
    private List<string> MarksOf(MonthDay? day)
    {
        List<string> lines = [];
        foreach (var mark in day is null ? [] : Marks(day))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + mark.Length <= _width - 2)
                lines[^1] += " " + mark;
            else
                lines.Add(mark);
        }
        return lines;
    }

    // The first letter of its name that no other has.
    private static List<(PlatformId Platform, char Letter)> LettersOf(List<PlatformId> platforms, PlatformSet known)
    {
        List<PlatformId> order = [.. known.Select(platform => platform.Id).Where(platforms.Contains), .. platforms.Where(platform => !known.TryFind(platform.Value, out _)).Order()];
        List<(PlatformId, char)> letters = [];
        foreach (var platform in order)
        {
            var letter = (platform.Value.ToUpperInvariant() + "ABCDEFGHIJKLMNOPQRSTUVWXYZ").First(c => char.IsAsciiLetterUpper(c) && !letters.Exists(taken => taken.Item2 == c));
            letters.Add((platform, letter));
        }
        return letters;
    }
}
