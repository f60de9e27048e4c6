using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SocialKit.Platforms.Mastodon;

/// <summary>How far an account's posts were read: up to one post, and single ones behind it.</summary>
/// <remarks>
/// Ids are text whose order is the server's own affair, and posts from other servers come late and stand among older ones. So reading begins again at a post that is <see cref="Overlap"/> old, and what was read behind
/// it is remembered by its id.
/// </remarks>
/// <param name="Floor">The post behind which reading begins; null as long as there is none.</param>
/// <param name="Since">What is older is never given, whatever the server lists.</param>
/// <param name="Above">The posts behind <paramref name="Floor"/> that were read, with their times.</param>
internal sealed record MastodonMark(string? Floor, DateTimeOffset Since, IReadOnlyDictionary<string, DateTimeOffset> Above)
{
    /// <summary>How much later than it says a post may come and is still read.</summary>
    /// <value>2 hours</value>
    public static TimeSpan Overlap { get; } = TimeSpan.FromHours(2);

    /// <summary>The most posts that are remembered; then reading begins later.</summary>
    public const int MostAbove = 300;

    /// <summary>As it is stored.</summary>
    public override string ToString() => string.Join(' ', Above.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Pair(pair.Key, pair.Value)).Prepend(Pair(Floor ?? "", Since)));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string written, [NotNullWhen(true)] out MastodonMark? mark)
    {
        mark = null;
        var above = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        (string Id, DateTimeOffset At)? first = null;
        foreach (var pair in written.Split(' '))
        {
            if (pair.Split('@') is not [var id, var time] || !long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds) || Math.Abs(milliseconds) > 62_000_000_000_000)
                return false;
            var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            if (first is null)
                first = (Uri.UnescapeDataString(id), at);
            else
                above[Uri.UnescapeDataString(id)] = at;
        }
        mark = new(first!.Value.Id is { Length: > 0 } floor ? floor : null, first.Value.At, above);
        return true;
    }

    private static string Pair(string id, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(id)}@{at.ToUnixTimeMilliseconds()}");
}
