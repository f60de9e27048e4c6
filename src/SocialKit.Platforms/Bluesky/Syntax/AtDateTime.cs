namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of a point in time in a record: what RFC 3339 and ISO 8601 have in common, the zone stated.</summary>
/// <remarks>atproto.com/specs/lexicon#datetime, interop syntax files @d6296a1 (2026-08): "Z" and "T" in capitals, no "-00:00", at most 64
/// characters, within the years 0000 to 9999 of UTC.</remarks>
public static class AtDateTime
{
    private const int MaxLength = 64;
    private const string Pattern = "dddd-dd-ddTdd:dd:dd";

    /// <summary>True if <paramref name="text"/> has the form of a time; its day may not exist.</summary>
    /// <remarks>The form already rules out month 13 and hour 25, since the reference's does.</remarks>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength || text.Length < Pattern.Length)
            return false;
        for (var i = 0; i < Pattern.Length; i++)
        {
            if (Pattern[i] == 'd' ? !char.IsAsciiDigit(text[i]) : text[i] != Pattern[i])
                return false;
        }

        int year = (Two(text, 0) * 100) + Two(text, 2), month = Two(text, 5), day = Two(text, 8), hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        // JavaScript's Date, by which the reference checks, takes a day up to 31 in every month, but no second 60.
        if (month is 0 or > 12 || day is 0 or > 31 || hour > 23 || minute > 59 || second > 59)
            return false;

        var rest = text[Pattern.Length..];
        if (rest.Length > 0 && rest[0] == '.')
        {
            var fraction = 1;
            while (fraction < rest.Length && char.IsAsciiDigit(rest[fraction]))
                fraction++;
            if (fraction == 1)
                return false;
            rest = rest[fraction..];
        }

        return rest is "Z" || IsOffset(rest, year, month, day, (hour * 60) + minute);
    }

    private static bool IsOffset(ReadOnlySpan<char> offset, int year, int month, int day, int minuteOfDay)
    {
        if (offset.Length != "+00:00".Length || offset[0] is not ('+' or '-') || offset[3] != ':' || offset is "-00:00"
            || !char.IsAsciiDigit(offset[1]) || !char.IsAsciiDigit(offset[2]) || !char.IsAsciiDigit(offset[4]) || !char.IsAsciiDigit(offset[5]))
            return false;
        int hours = Two(offset, 1), minutes = Two(offset, 4);
        if (hours > 23 || minutes > 59)
            return false;
        var utc = minuteOfDay - ((offset[0] == '-' ? -1 : 1) * ((hours * 60) + minutes));
        const int minutesOfDay = 24 * 60;
        return !(year == 0 && month == 1 && day == 1 && utc < 0) && !(year == 9999 && month == 12 && day == 31 && utc >= minutesOfDay);
    }

    private static int Two(ReadOnlySpan<char> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
