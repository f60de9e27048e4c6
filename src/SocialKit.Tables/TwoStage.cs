namespace SocialKit.Tables;

/// <summary>A table in two stages: equal blocks are kept once.</summary>
internal sealed class TwoStage
{
    public TwoStage(IReadOnlyList<int> values, int blockLength)
    {
        Dictionary<string, int> known = [];
        for (var start = 0; start < values.Count; start += blockLength)
        {
            int[] block = [.. values.Skip(start).Take(blockLength)];
            var key = string.Join(',', block);
            if (!known.TryGetValue(key, out var index))
            {
                known.Add(key, index = known.Count);
                Blocks.AddRange(block);
            }
            Index.Add(index);
        }
    }

    /// <summary>Which block each run of values is.</summary>
    public List<int> Index { get; } = [];

    /// <summary>The different blocks, one after another.</summary>
    public List<int> Blocks { get; } = [];

    /// <summary>The smallest type that the index fits into.</summary>
    public string IndexType => Index.Max() < 256 ? "byte" : "ushort";
}
