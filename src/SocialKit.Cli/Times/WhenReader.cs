using System.Globalization;
using SocialKit.Text;

namespace SocialKit.Cli.Times;

/// <summary>Reads times as people write them: <c>2026-12-01 09:00</c>, <c>tomorrow 9:00</c>, <c>monday 18:30</c>, <c>in 2 hours</c>, <c>1 Dec 09:00</c>. What can be understood in two
/// ways is refused.</summary>
/// <param name="now">The clock.</param>
/// <param name="zone">Whose days and clocks are meant.</param>
internal sealed class WhenReader(DateTimeOffset now, TimeZoneInfo zone)
{
    private const string Forms = "Write \"2026-12-01 09:00\", \"tomorrow 9:00\", \"monday 18:30\", \"1 Dec 09:00\", \"in 2 hours\", or with an offset \"2026-12-01T09:00+05:00\".";

    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    private static readonly string[] Words = ["now", "today", "tomorrow", "in", "at", "noon", .. Weekdays, .. Months];

    // Filler that changes nothing.
    private static readonly string[] Fillers = ["at", "on"];

    private readonly DateTime _local = TimeZoneInfo.ConvertTime(now, zone).DateTime;

    /// <summary>Reads <paramref name="written"/>.</summary>
    /// <exception cref="UsageException">It cannot be understood, or not in one way; the message says what to write.</exception>
    public When Read(string written)
    {
        var words = written.Replace(",", " ", StringComparison.Ordinal).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count == 0)
            throw new UsageException($"The time is empty. {Forms}");
        if (words is ["now"])
            return new When.Instant(now);
        if (words[0] == "in")
            return After(written, string.Join(' ', words.Skip(1)));
        if (words is [var only] && WithOffset(only, written) is { } instant)
            return instant;
        if (words is [var day, var clock] && WithOffset(day + "t" + clock, written) is { } spaced)
            return spaced;
        words.RemoveAll(word => Fillers.Contains(word));
        if (words.Count == 0)
            throw new UsageException($"\"{written}\" is no time that can be understood. {Forms}");
        // "2026-12-01T09:00" is two words with a T between them.
        if (words is [{ Length: > 11 } joined] && joined[10] == 't')
            words = [joined[..10], joined[11..]];
        return Parts(words, written);
    }

    private When Parts(List<string> words, string written)
    {
        var (time, used) = TimeAtTheEnd(words, written);
        var rest = words[..^used];
        if (rest.Count == 0)
            throw new UsageException($"\"{written}\" says no day. Write \"today {words[0]}\" or \"tomorrow {words[0]}\".");
        switch (rest)
        {
            case ["today"]:
                return Made(DateOnly.FromDateTime(_local), time, written);
            case ["tomorrow"]:
                return Made(DateOnly.FromDateTime(_local).AddDays(1), time, written);
            case ["next" or "this", ..]:
                throw new UsageException($"\"{written}\" means another day to some than to others. Write the day, such as \"monday 18:30\" for the first Monday to come, or a date.");
            case [var weekday] when Find(Weekdays, weekday) is { } index:
                return OnWeekday((DayOfWeek)index, time, written);
        }
        return Made(Date(rest, time, written), time, written);
    }

    // The last one or two words, if they are a time of day.
    private static (TimeOnly? Time, int Used) TimeAtTheEnd(List<string> words, string written)
    {
        if (words.Count > 1 && words[^1] is "am" or "pm" && TimeOfDay(words[^2] + words[^1], written) is { } spaced)
            return (spaced, 2);
        return TimeOfDay(words[^1], written) is { } time ? (time, 1) : (null, 0);
    }

    private When.WallClock OnWeekday(DayOfWeek weekday, TimeOnly? time, string written)
    {
        if (time is not { } at)
            throw NoTime(written);
        var day = DateOnly.FromDateTime(_local).AddDays(((int)weekday - (int)_local.DayOfWeek + 7) % 7);
        // The first one that is still to come.
        return new(day.ToDateTime(at) > _local ? day.ToDateTime(at) : day.AddDays(7).ToDateTime(at));
    }

    private static When Made(DateOnly day, TimeOnly? time, string written)
    {
        if (time is { } at)
            return new When.WallClock(day.ToDateTime(at));
        return written.Trim().Contains(' ', StringComparison.Ordinal) || char.IsAsciiDigit(written.Trim()[0]) ? new When.Day(day) : throw NoTime(written);
    }

    private DateOnly Date(List<string> words, TimeOnly? time, string written)
    {
        if (words is [var iso] && iso.Length == 10 && iso[4] == '-' && iso[7] == '-' && iso.Count(char.IsAsciiDigit) == 8)
            return DayOf(int.Parse(iso[..4], CultureInfo.InvariantCulture), int.Parse(iso[5..7], CultureInfo.InvariantCulture), int.Parse(iso[8..], CultureInfo.InvariantCulture), written);
        if (words is [var numbers] && numbers.Count(c => c is '/' or '.' or '-') == 2 && numbers.All(c => char.IsAsciiDigit(c) || c is '/' or '.' or '-'))
            throw new UsageException(Ambiguous(numbers));
        if (words.Count is 2 or 3 && WithMonthName(words) is { } named)
        {
            if (named.Year is { } year)
                return DayOf(year, named.Month, named.Day, written);
            var thisYear = DayOf(Leap(named.Month, named.Day, _local.Year), named.Month, named.Day, written);
            return thisYear.ToDateTime(time ?? TimeOnly.MaxValue) > _local ? thisYear : DayOf(Leap(named.Month, named.Day, thisYear.Year + 1), named.Month, named.Day, written);
        }
        var near = words.Select(word => EditDistance.Nearest(word, Words, most: word.Length < 5 ? 1 : 2)).FirstOrDefault(found => found is not null && !words.Contains(found));
        throw new UsageException($"\"{written}\" is no time that can be understood.{(near is null ? "" : $" Did you mean \"{near}\"?")} {Forms}");
    }

    // "1 dec", "dec 1", each with a year or without.
    private static (int? Year, int Month, int Day)? WithMonthName(List<string> words)
    {
        int? year = null;
        if (words.Count == 3)
        {
            if (words[2].Length != 4 || !int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var written))
                return null;
            year = written;
        }
        var (one, other) = (words[0].TrimEnd('.'), words[1].TrimEnd('.'));
        if (Find(Months, other) is { } behind && Number(one) is { } first)
            return (year, behind + 1, first);
        return Find(Months, one) is { } before && Number(other) is { } second ? (year, before + 1, second) : null;

        static int? Number(string word)
        {
            foreach (var end in (string[])["st", "nd", "rd", "th"])
                word = word.EndsWith(end, StringComparison.Ordinal) ? word[..^2] : word;
            return word.Length <= 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }

    // 29 February of no particular year is that of the next leap year.
    private static int Leap(int month, int day, int year)
    {
        while (month == 2 && day == 29 && !DateTime.IsLeapYear(year))
            year++;
        return year;
    }

    private static int? Find(string[] names, string word)
    {
        var index = Array.FindIndex(names, name => name == word || (word.Length >= 3 && name.StartsWith(word, StringComparison.Ordinal)));
        return index < 0 ? null : index;
    }

    private static DateOnly DayOf(int year, int month, int day, string written)
    {
        if (month is < 1 or > 12 || year < 1)
            throw new UsageException($"\"{written}\" is in no calendar: there is no month {month} of {year}.");
        var days = DateTime.DaysInMonth(year, month);
        return day >= 1 && day <= days
            ? new(year, month, day)
            : throw new UsageException($"\"{written}\" is in no calendar: {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)} {year} has {days} days.");
    }

    // Null if the word is no time of day at all.
    private static TimeOnly? TimeOfDay(string word, string written)
    {
        if (word == "noon")
            return new(12, 0);
        if (word == "midnight")
            throw new UsageException($"\"{written}\" can be the beginning of the day or its end. Write 00:00 of the day that begins.");
        var half = word.EndsWith("am", StringComparison.Ordinal) ? 0 : word.EndsWith("pm", StringComparison.Ordinal) ? 12 : -1;
        var clock = half < 0 ? word : word[..^2];
        var parts = clock.Split(':');
        if (parts.Length > 3 || (parts.Length == 1 && half < 0) || parts.Any(part => part.Length is 0 or > 2 || !part.All(char.IsAsciiDigit)) || (parts.Length > 1 && parts.Skip(1).Any(part => part.Length != 2)))
            return null;
        var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        var (hour, minute, second) = (numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
        if (hour > 23 || minute > 59 || second > 59 || (half >= 0 && hour is 0 or > 12))
            throw new UsageException($"\"{word}\" in \"{written}\" is no time of day. Write it as 09:00 or 21:30.");
        return new(half < 0 ? hour : (hour % 12) + half, minute, second);
    }

    private When After(string written, string stretch)
    {
        if (Durations.TryRead(stretch, out var days, out var time, out var error) is false)
            throw new UsageException($"\"{written}\": {error}");
        try
        {
            // So many days later is the same time on the clock; so many hours later is a point in time.
            return days > 0 ? new When.WallClock(Whole(_local).AddDays(days) + time) : new When.Instant(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + time);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UsageException($"\"{written}\" is beyond the calendar.");
        }
    }

    private static DateTime Whole(DateTime local) => local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond));

    private static When.Instant? WithOffset(string word, string written)
    {
        string[] forms = ["yyyy-MM-dd't'HH:mmzzz", "yyyy-MM-dd't'HH:mm:sszzz"];
        var full = word.EndsWith('z') ? word[..^1] + "+00:00" : word;
        var hasOffset = full.Length > 16 && full[10] == 't' && full[^6] is '+' or '-' && full[^3] == ':';
        if (!hasOffset)
            return null;
        if (DateTimeOffset.TryParseExact(full, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return new(instant);
        // What is wrong with the day or the time is said as without an offset.
        if (int.TryParse(full[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(full[5..7], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && int.TryParse(full[8..10], NumberStyles.None, CultureInfo.InvariantCulture, out var day))
        {
            DayOf(year, month, day, written);
        }
        TimeOfDay(full[11..^6], written);
        throw new UsageException($"\"{written}\" is no time that can be understood. {Forms}");
    }

    private static string Ambiguous(string numbers)
    {
        var parts = numbers.Split('/', '.', '-');
        string[] names = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
        if (parts[0].Length <= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var one) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            && one is >= 1 and <= 12 && other is >= 1 and <= 12 && one != other)
        {
            return $"\"{numbers}\" is {one} {names[other - 1]} to some and {other} {names[one - 1]} to others. Write the year first: 2026-12-01.";
        }
        return $"\"{numbers}\" is written in another order in other countries. Write the year first: 2026-12-01.";
    }

    private static UsageException NoTime(string written) => new($"\"{written}\" says no time of day. Write it behind the day, such as \"{written.Trim()} 09:00\".");
}
