using System.Globalization;

namespace SocialKit.Reposts;

/// <summary>A part of the day in which nothing is reposted. It may go over midnight.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; not the same as <paramref name="From"/>.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>True if a clock that shows <paramref name="time"/> stands in it.</summary>
    public bool Has(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary><c>22:00-07:00</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{To:HH:mm}");
}
