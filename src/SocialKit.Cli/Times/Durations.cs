using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SocialKit.Cli.Times;

/// <summary>Reads stretches of time: <c>3h</c>, <c>90m</c>, <c>2d</c>, <c>1h30m</c>, <c>2 hours</c>, <c>1 hour 30 minutes</c>.</summary>
internal static class Durations
{
    private const string Forms = "Write a number with its unit, such as 90m, 3h, 2d or \"2 hours\".";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    /// <summary>A stretch in which a day has 24 hours.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="option">The option that takes it, for the message.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static TimeSpan Read(string written, string option) =>
        TryRead(written, out var days, out var time, out var error) ? TimeSpan.FromDays(days) + time : throw new UsageException($"{option} \"{written}\": {error}");

    /// <summary>Reads whole days and the rest apart: a day is not always 24 hours long.</summary>
    public static bool TryRead(string written, out int days, out TimeSpan time, [NotNullWhen(false)] out string? error)
    {
        (days, time, error) = (0, TimeSpan.Zero, null);
        var text = written.Trim().ToLowerInvariant();
        var at = 0;
        var any = false;
        while (at < text.Length)
        {
            var number = Take(text, ref at, c => char.IsAsciiDigit(c) || c == '.');
            Take(text, ref at, char.IsWhiteSpace);
            var unit = Take(text, ref at, char.IsLetter);
            Take(text, ref at, c => char.IsWhiteSpace(c) || c == ',');
            if (unit == "and" && number.Length == 0 && any)
                continue;
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
                return Fail(unit is "a" or "an" or "one" ? $"Write it in figures: 1." : Forms, out error);
            if (Minutes(unit) is not { } minutes)
                return Fail(unit.Length == 0 ? $"{number} of what? {Forms}" : unit.StartsWith("mo", StringComparison.Ordinal) || unit.StartsWith('y') ? "Months and years have no fixed length. Name the date." : $"\"{unit}\" is no unit. {Forms}", out error);
            if (count * minutes > (decimal)Longest.TotalMinutes)
                return Fail("That is more than ten years.", out error);
            if (minutes >= 1440 && count == decimal.Truncate(count))
                days += (int)(count * minutes / 1440);
            else
                time += TimeSpan.FromMinutes((double)(count * minutes));
            any = true;
        }
        return (any && (days > 0 || time > TimeSpan.Zero)) || Fail(any ? "That is no time at all." : Forms, out error);
    }

    // The minutes of a unit.
    private static decimal? Minutes(string unit) => unit switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1m / 60,
        "m" or "min" or "mins" or "minute" or "minutes" => 1,
        "h" or "hr" or "hrs" or "hour" or "hours" => 60,
        "d" or "day" or "days" => 1440,
        "w" or "week" or "weeks" => 10080,
        _ => null,
    };

    private static string Take(string text, ref int at, Func<char, bool> wanted)
    {
        var start = at;
        while (at < text.Length && wanted(text[at]))
            at++;
        return text[start..at];
    }

    private static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
