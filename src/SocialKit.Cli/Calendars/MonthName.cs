using System.Globalization;
using SocialKit.Text;

namespace SocialKit.Cli.Calendars;

/// <summary>Reads months as people name them.</summary>
internal static class MonthName
{
    private static readonly string[] Names = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The first day of the month: <c>2026-12</c>, <c>december</c> or <c>dec</c> (this one, or the next to come), <c>next</c>; the present one if nothing is written.</summary>
    /// <exception cref="UsageException">It is no month.</exception>
    public static DateOnly Read(string? written, DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        if (written is null)
            return first;
        if (DateOnly.TryParseExact(written, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is > 1 and < 9999)
            return month;
        var name = written.Trim().ToLowerInvariant();
        if (name == "next")
            return first.AddMonths(1);
        var index = Array.FindIndex(Names, known => known == name || (name.Length >= 3 && known.StartsWith(name, StringComparison.Ordinal)));
        if (index >= 0)
            return first.AddMonths((index + 1 - first.Month + 12) % 12);
        var meant = EditDistance.Nearest(name, Names, most: 2) is { } near ? $" Did you mean \"{near}\"?" : " Write it as 2026-12 or december.";
        throw new UsageException($"\"{written}\" is no month.{meant}");
    }
}
