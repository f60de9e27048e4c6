namespace SocialKit.Benchmarks.Chaos;

/// <summary>Cards that are dealt in a shuffled order until there are none, then shuffled again: so that a short run sees all of them.</summary>
internal sealed class Deck<T>(IReadOnlyList<T> cards, Random random)
{
    private readonly Stack<T> _left = new();

    public T Deal()
    {
        if (_left.Count == 0)
        {
            T[] shuffled = [.. cards];
            random.Shuffle(shuffled);
            foreach (var card in shuffled)
                _left.Push(card);
        }
        return _left.Pop();
    }
}
