using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Campaigns;

/// <summary>The lines between two <c>---</c> at the top of a file: keys with one plain value each.</summary>
/// <param name="EndLine">The line of the closing <c>---</c>, counted from 0.</param>
/// <param name="Entries">The keys, in order.</param>
/// <param name="IsWhole">False if an error cut the reading short, so that a key that is not here may stand there.</param>
internal sealed record FrontMatter(int EndLine, IReadOnlyList<FrontMatterEntry> Entries, bool IsWhole)
{
    /// <summary>Reads the front matter of <paramref name="source"/>; null, with an error, if it has none or it has no end.</summary>
    public static FrontMatter? Read(SourceText source, IReadOnlyList<string> knownKeys, CampaignLimits limits, FindingLog log)
    {
        if (!IsFence(source.Line(0)))
        {
            log.Error(CampaignCodes.NoFrontMatter, source.Place(0), "The file does not begin with front matter.", $"Make its first line ---, then '{knownKeys[0]}: …', then a line --- again.");
            return null;
        }
        var end = 1;
        while (end < source.LineCount && !IsFence(source.Line(end)))
            end++;
        if (end == source.LineCount)
        {
            log.Error(CampaignCodes.NoFrontMatterEnd, source.Place(0), "The front matter begins here and never ends.", "Put a line --- below its last key.");
            return null;
        }
        var length = source.StartOf(end) - source.StartOf(1);
        if (length <= limits.MaxFrontMatterLength)
            return new FrontMatterParser(source, source.StartOf(1), source.StartOf(end), knownKeys, log).Parse(end);
        log.Error(CampaignCodes.FrontMatterTooLong, source.Place(0), $"The front matter has {length} characters; {limits.MaxFrontMatterLength} are the most.", "Put what is long below the front matter.");
        return new FrontMatter(end, [], IsWhole: false);
    }

    /// <summary>True if <paramref name="key"/> stands there, with a value or without.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out FrontMatterEntry? entry)
    {
        entry = Entries.FirstOrDefault(entry => entry.Key == key);
        return entry is not null;
    }

    /// <summary>True if <paramref name="key"/> surely is not there.</summary>
    public bool Lacks(string key) => IsWhole && !TryGet(key, out _);

    /// <summary>The entry of <paramref name="key"/> if it has a value that can be used; else null.</summary>
    public FrontMatterEntry? Usable(string key) => TryGet(key, out var entry) && entry.HasValue ? entry : null;

    private static bool IsFence(string line) => line.AsSpan().TrimEnd().SequenceEqual("---");
}

/// <summary>One key of a front matter.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value; empty if it cannot be used.</param>
/// <param name="Place">Where the value begins.</param>
/// <param name="FirstLine">The line of the key, counted from 0.</param>
/// <param name="LastLine">The last line of the value, counted from 0.</param>
internal sealed record FrontMatterEntry(string Key, string Value, SourcePlace Place, int FirstLine, int LastLine)
{
    /// <summary>False if an error was noted instead of a value.</summary>
    public bool HasValue => Value.Length > 0;
}
