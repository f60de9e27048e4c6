namespace SocialKit.Text;

/// <summary>Finds what somebody probably meant to type.</summary>
public static class EditDistance
{
    /// <summary>The candidate that is fewest edits (insert, delete, replace, swap of neighbours; case is free) away from <paramref name="written"/>; null if
    /// all are more than <paramref name="most"/> away, or more than half of what was written.</summary>
    public static string? Nearest(string written, IEnumerable<string> candidates, int most)
    {
        string? nearest = null;
        var best = Math.Min(most, written.Length / 2) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Between(written.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < best)
                (nearest, best) = (candidate, distance);
        }
        return nearest;
    }

    // Optimal string alignment, three rows at a time.
    private static int Between(string a, string b)
    {
        int[] before = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
