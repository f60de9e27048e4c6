using System.Globalization;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>How often each fault happened.</summary>
internal sealed class FaultTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Total => _counts.Values.Sum();

    public void Add(string fault, int count = 1)
    {
        if (count > 0)
            _counts[fault] = _counts.GetValueOrDefault(fault) + count;
    }

    public override string ToString() => string.Join(", ", _counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
}
