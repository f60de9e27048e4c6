using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SocialKit.Platforms.X.Api;

/// <summary>How far an account's posts were read: everything up to an id. Behind it, borders between which few posts lie, so that what was read on the way to the oldest need not be paid for again and again.</summary>
/// <param name="Since">Everything up to this id was read.</param>
/// <param name="Borders">Ids above it, ascending: each reading goes up to the next one.</param>
/// <param name="Given">Ids of posts that were given of late: an edit of one of them is a new id and no new post.</param>
internal sealed record XMark(long Since, IReadOnlyList<long> Borders, IReadOnlyList<long> Given)
{
    private const int MostBorders = 60, MostGiven = 100;
    private const char Between = '|';

    // X lets posts be edited for an hour (X, edit posts fundamentals, read by 2026-08); a day leaves room for a longer one.
    private static readonly TimeSpan MayBeEdited = TimeSpan.FromDays(1);

    /// <summary>As it is stored.</summary>
    public override string ToString() => string.Join(' ', Borders.Take(MostBorders).Prepend(Since).Select(Text)) + (Given.Count > 0 ? Between + string.Join(' ', Given.Select(Text)) : "");

    /// <summary>The ids that are remembered after <paramref name="posts"/> were given.</summary>
    public IReadOnlyList<long> GivenWith(IEnumerable<long> posts, DateTimeOffset now) =>
        [.. Given.Concat(posts).Where(id => now - XTime.Of(id) < MayBeEdited).TakeLast(MostGiven)];

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string written, [NotNullWhen(true)] out XMark? mark)
    {
        mark = null;
        var parts = written.Split(Between);
        if (parts.Length > 2 || Ids(parts[0]) is not { Count: > 0 } ids || Ids(parts.Length > 1 ? parts[1] : null) is not { } given)
            return false;
        for (var i = 1; i < ids.Count; i++)
        {
            if (ids[i] <= ids[i - 1])
                return false;
        }
        mark = new(ids[0], ids[1..], given);
        return true;
    }

    private static List<long>? Ids(string? written)
    {
        List<long> ids = [];
        foreach (var part in written?.Split(' ') ?? [])
        {
            // An id of the days before times were in it leads to a list of years, each post of which is paid for.
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < XTime.EarliestId)
                return null;
            ids.Add(id);
        }
        return ids;
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
