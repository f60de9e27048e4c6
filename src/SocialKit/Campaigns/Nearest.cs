namespace SocialKit.Campaigns;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>"Did you mean 'x'? " with the candidate nearest to <paramref name="written"/>; empty if none is near.</summary>
    public static string Hint(string written, IEnumerable<string> candidates)
    {
        var nearest = To(written, candidates);
        return nearest is null ? "" : $"Did you mean '{nearest}'? ";
    }

    /// <summary>The candidate that differs from <paramref name="written"/> in at most a third of its letters, case aside; null if there is none.</summary>
    public static string? To(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > 40)
            return null;
        return candidates
            // What differs by more letters than that cannot be near; the table need not be made.
            .Where(candidate => Math.Abs(candidate.Length - written.Length) <= Math.Max(1, candidate.Length / 3))
            .Select(candidate => (candidate, distance: Distance(written.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(found => found.distance <= Math.Max(1, found.candidate.Length / 3))
            .OrderBy(found => found.distance)
            .Select(found => found.candidate)
            .FirstOrDefault();
    }

    /// <summary>How many letters to put in, take out, change or swap with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[a.Length, b.Length];
    }
}
