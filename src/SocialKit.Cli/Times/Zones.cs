using SocialKit.Text;

namespace SocialKit.Cli.Times;

/// <summary>Finds time zones by the names that people write.</summary>
internal static class Zones
{
    // They are in the data for the sake of old programs, and stand still while the clocks of those who use the name move.
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.OrdinalIgnoreCase) { ["EST"] = "America/New_York", ["MST"] = "America/Denver", ["HST"] = "Pacific/Honolulu" };

    /// <summary>The zone called <paramref name="id"/>.</summary>
    /// <exception cref="UsageException">There is none; the message names the nearest.</exception>
    public static TimeZoneInfo Read(string id)
    {
        if (Fixed.TryGetValue(id, out var meant))
            throw new UsageException($"\"{id}\" stands still when the clocks there go forward. Write the zone of a place, such as {meant}.");
        if (HasShape(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return Spelled(id, zone);
        if (id.Length > 0 && (id[0] is '+' or '-' || id.StartsWith("UTC+", StringComparison.OrdinalIgnoreCase) || id.StartsWith("GMT+", StringComparison.OrdinalIgnoreCase)))
            throw new UsageException($"\"{id}\" is an offset and no time zone. Write it behind the time, such as \"2026-12-01T09:00+05:00\", or name a place's zone, such as Asia/Almaty.");
        var ids = TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).ToList();
        if (ids.Count < 10)
            throw new UsageException($"This machine has no time-zone data, so that {id} cannot be looked up. Install the package tzdata.");
        throw new UsageException($"There is no time zone \"{id}\". {(Nearest(id, ids) is { } near ? $"Did you mean {near}?" : "Write an IANA name, such as Asia/Almaty or Europe/London.")}");
    }

    // The name becomes part of keys: "asia/almaty" is found on some systems and not on others, and should not be another zone than Asia/Almaty.
    private static TimeZoneInfo Spelled(string id, TimeZoneInfo zone) => id.Split('/').Any(part => char.IsAsciiLetterLower(part[0]))
        ? TimeZoneInfo.GetSystemTimeZones().FirstOrDefault(known => string.Equals(known.Id, id, StringComparison.OrdinalIgnoreCase)) ?? zone
        : zone;

    private static string? Nearest(string id, List<string> ids)
    {
        var name = id.Replace(' ', '_');
        var city = name[(name.LastIndexOf('/') + 1)..];
        return ids.Find(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            ?? ids.Find(known => string.Equals(known[(known.LastIndexOf('/') + 1)..], city, StringComparison.OrdinalIgnoreCase))
            ?? EditDistance.Nearest(name, ids, most: Math.Max(1, name.Length / 4))
            ?? ids.Find(known => EditDistance.Nearest(city, [known[(known.LastIndexOf('/') + 1)..]], most: Math.Max(1, city.Length / 4)) is not null);
    }

    // The id becomes a file name below the system's folder of zones.
    private static bool HasShape(string id) =>
        id.Length is > 0 and <= 60 && id.Split('/').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '_'));
}
