using System.Text;

namespace SocialKit.Text;

/// <summary>A set of top-level domains, looked up without allocation. Names beyond ASCII are in Unicode, not in punycode.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed partial class TldSet
{
    private readonly string _names;
    private readonly ushort[] _slots;
    private readonly string[] _wide;

    internal TldSet(string narrow, string wide, string source)
    {
        SourcePackage = source;
        _wide = wide.Split(' ');
        _names = narrow + ' ' + wide + ' ';
        var count = _names.AsSpan().Count(' ');
        // At most a quarter full, so that most misses end at the first slot.
        _slots = new ushort[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 4)];
        for (var start = 0; start < _names.Length;)
        {
            var length = _names.AsSpan(start).IndexOf(' ');
            MaxLength = Math.Max(MaxLength, length);
            Add(start, length);
            start += length + 1;
        }
    }

    /// <summary>Today's top-level domains as IANA lists them.</summary>
    public static TldSet Current { get; } = new(Narrow, Wide, Source);

    /// <summary>The package that the list was taken from, with its version.</summary>
    public string SourcePackage { get; }

    /// <summary>The length of the longest name, in UTF-16 units.</summary>
    public int MaxLength { get; }

    /// <summary>The names with characters beyond ASCII, in the order in which they are to be tried where one begins another.</summary>
    internal ReadOnlySpan<string> WideNames => _wide;

    /// <summary>True if <paramref name="name"/>, in lower case, is a top-level domain.</summary>
    public bool Contains(ReadOnlySpan<char> name)
    {
        if ((uint)(name.Length - 1) >= (uint)MaxLength)
            return false;
        var hash = 0u;
        foreach (var c in name)
            hash = Mix(hash, c);
        for (var slot = Slot(hash); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (IsAt(_slots[slot] - 1, name))
                return true;
        }
        return false;
    }

    /// <summary>True if <paramref name="name"/>, ASCII letters in any case, is a top-level domain.</summary>
    public bool ContainsIgnoringAsciiCase(ReadOnlySpan<char> name)
    {
        if ((uint)(name.Length - 1) >= (uint)MaxLength)
            return false;
        var hash = 0u;
        foreach (var c in name)
            hash = Mix(hash, char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c);
        for (var slot = Slot(hash); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var rest = _names.AsSpan(_slots[slot] - 1);
            if (rest.Length > name.Length && rest[name.Length] == ' ' && Ascii.EqualsIgnoreCase(rest[..name.Length], name) && !name.Contains(' '))
                return true;
        }
        return false;
    }

    private static uint Mix(uint hash, char c) => (hash ^ c) * 0x01000193 + (hash >> 15);

    private int Slot(uint hash) => (int)((hash * 0x9E3779B1) >> 16) & (_slots.Length - 1);

    private bool IsAt(int start, ReadOnlySpan<char> name)
    {
        var rest = _names.AsSpan(start);
        return rest.Length > name.Length && rest[name.Length] == ' ' && rest.StartsWith(name) && !name.Contains(' ');
    }

    private void Add(int start, int length)
    {
        var name = _names.AsSpan(start, length);
        if (Contains(name))
            return;
        var hash = 0u;
        foreach (var c in name)
            hash = Mix(hash, c);
        var slot = Slot(hash);
        while (_slots[slot] != 0)
            slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = checked((ushort)(start + 1));
    }
}
