using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>How the ids of entries are shown: by as much of their ends as tells them apart in one list.</summary>
/// <remarks>The ends of UUIDs version 7 are random; their beginnings are the time at which they were made.</remarks>
internal sealed class EntryIds
{
    private const int Fewest = 6;
    private const int Most = 32;

    private readonly int _length;

    public EntryIds(IReadOnlyCollection<Entry> entries)
    {
        _length = Fewest;
        while (_length < Most && entries.Select(Of).Distinct().Count() < entries.Count)
            _length += 2;
    }

    /// <summary>The end of <paramref name="entry"/>'s id, which every command takes for it.</summary>
    public string Of(Entry entry) => entry.Id.ToString("N")[^_length..];

    /// <summary>The end of one entry's id where no list stands beside it.</summary>
    public static string Short(Entry entry) => entry.Id.ToString("N")[^Fewest..];
}
