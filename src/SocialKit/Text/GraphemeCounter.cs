namespace SocialKit.Text;

/// <summary>Counts the characters of a text that comes in pieces, as if they were joined first.</summary>
/// <remarks>A piece must not end between the two halves of a surrogate pair. A mutable value: keep it in a local variable.</remarks>
public struct GraphemeCounter
{
    private int _state;

    /// <summary>How many characters there are so far.</summary>
    public int Count { readonly get; private set; }

    /// <summary>Adds a piece.</summary>
    public void Add(ReadOnlySpan<char> piece) => Count += GraphemeMachine.CountBeginnings(piece, ref _state, out _);

    /// <summary>Adds <paramref name="count"/> plain letters, as stand in for a link that has a fixed price.</summary>
    public void AddLetters(int count)
    {
        if (count <= 0)
            return;
        Add("x");
        Count += count - 1;
    }
}
