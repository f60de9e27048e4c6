using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>What reading a date came to.</summary>
internal enum DateReading
{
    /// <summary>One day, for sure.</summary>
    Certain,

    /// <summary>No date at all.</summary>
    None,

    /// <summary>A day without a year.</summary>
    NoYear,

    /// <summary>Day and month could be the other way round.</summary>
    Ambiguous,

    /// <summary>More than one date.</summary>
    Several,
}

/// <summary>Reads a day in the words of several languages. Nothing is guessed: "05/06/2023" and "21 May" are refused.</summary>
internal static partial class Dates
{
    private static readonly FrozenDictionary<string, int> Months = new[]
    {
        "january jan janvier enero januar janner jan января январь janeiro",
        "february feb fevrier febrero februar февраля февраль fevereiro",
        "march mar mars marzo marz марта март marco",
        "april apr avril abril апреля апрель",
        "may mai mayo мая май maio",
        "june jun juin junio juni июня июнь junho",
        "july jul juillet julio juli июля июль julho",
        "august aug aout agosto августа август",
        "september sep sept septembre septiembre setiembre сентября сентябрь setembro",
        "october oct octobre octubre oktober октября октябрь outubro",
        "november nov novembre noviembre ноября ноябрь novembro",
        "december dec decembre diciembre dezember декабря декабрь dezembro",
    }.SelectMany((names, index) => names.Split(' ').Distinct().Select(name => (name, Month: index + 1))).ToFrozenDictionary(entry => entry.name, entry => entry.Month);

    public static DateReading Read(string text, out DateOnly date)
    {
        date = default;
        var folded = Folded.Fold(text);
        var dates = new HashSet<DateOnly>();
        var (yearless, ambiguous) = (false, false);

        foreach (var match in DayFirst().Matches(folded).Concat(MonthFirst().Matches(folded)))
        {
            if (!Months.TryGetValue(match.Groups["month"].Value, out var month))
                continue;
            var day = int.Parse(match.Groups["day"].ValueSpan);
            if (!match.Groups["year"].Success)
                yearless = true;
            else if (Day(int.Parse(match.Groups["year"].ValueSpan), month, day) is { } found)
                dates.Add(found);
        }
        foreach (Match match in Iso().Matches(folded))
        {
            if (Day(int.Parse(match.Groups[1].ValueSpan), int.Parse(match.Groups[2].ValueSpan), int.Parse(match.Groups[3].ValueSpan)) is { } found)
                dates.Add(found);
        }
        foreach (Match match in Numeric().Matches(folded))
        {
            var (first, second) = (int.Parse(match.Groups[1].ValueSpan), int.Parse(match.Groups[2].ValueSpan));
            var year = int.Parse(match.Groups[3].ValueSpan);
            if (first <= 12 && second <= 12 && first != second)
                ambiguous = true;
            else if ((first > 12 ? Day(year, second, first) : Day(year, first, second)) is { } found)
                dates.Add(found);
        }

        if (dates.Count > 1)
            return DateReading.Several;
        if (ambiguous)
            return dates.Count == 0 ? DateReading.Ambiguous : DateReading.Several;
        if (dates.Count == 0)
            return yearless ? DateReading.NoYear : DateReading.None;
        date = dates.Single();
        return DateReading.Certain;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    // Folded text: "1er aout 2022", "27. januar 2015", "26 de enero de 2015", "21st of may, 2019", "21 мая 2019".
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])(?<day>[0-9]{1,2})(?:st|nd|rd|th|er|ero|\.|\u00BA|o)?(?: of| de)? (?<month>\p{L}{3,10})\.?(?:,? (?:de |del )?(?<year>[0-9]{4})(?![0-9]))?")]
    private static partial Regex DayFirst();

    // "september 21, 2022", "sept. 21st 2022"; not "may 2019".
    [GeneratedRegex(@"(?<!\p{L})(?<month>\p{L}{3,10})\.? (?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:])(?:,? (?<year>[0-9]{4})(?![0-9]))?")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"(?<![0-9-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<![0-9./-])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?![0-9])")]
    private static partial Regex Numeric();
}
