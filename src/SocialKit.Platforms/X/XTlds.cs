using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Finds a top-level domain at a place in a text, as X's grammar ends one: before anything but an ASCII letter, a digit, "@", "+" and "-".</summary>
internal sealed class XTlds
{
    private readonly TldSet _set;

    // The names beyond ASCII by their first unit, each group in the order in which they are tried.
    private readonly char[] _firsts;
    private readonly string[][] _groups;

    public XTlds(TldSet set)
    {
        _set = set;
        Dictionary<char, List<string>> groups = [];
        foreach (var name in set.WideNames)
        {
            if (!groups.TryGetValue(name[0], out var group))
                groups.Add(name[0], group = []);
            group.Add(name);
        }
        _firsts = [.. groups.Keys.Order()];
        _groups = [.. _firsts.Select(first => groups[first].ToArray())];
    }

    /// <summary>Where the top-level domain ends that begins at <paramref name="start"/>; -1 if none does.</summary>
    public int EndAt(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length)
            return -1;
        var first = text[start];
        if (first < 0x80)
        {
            if (!char.IsAsciiLetter(first))
                return -1;
            var end = start + 1;
            var limit = Math.Min(text.Length, start + _set.MaxLength + 1);
            while (end < limit && char.IsAsciiLetter(text[end]))
                end++;
            if (!MayEndAt(text, end))
                return PunycodeEndAt(text, start);
            if (_set.ContainsIgnoringAsciiCase(text[start..end]))
                return end;
            return end < text.Length && text[end] >= 0x80 ? WideEndAt(text, start) : -1;
        }
        return WideEndAt(text, start);
    }

    private static bool MayEndAt(ReadOnlySpan<char> text, int end) =>
        end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] is '@' or '+' or '-');

    private int WideEndAt(ReadOnlySpan<char> text, int start)
    {
        var group = Array.BinarySearch(_firsts, XDomainCase.Fold(text[start]));
        if (group < 0)
            return -1;
        foreach (var name in _groups[group])
        {
            if (text.Length - start >= name.Length && MayEndAt(text, start + name.Length) && IsAt(text.Slice(start, name.Length), name))
                return start + name.Length;
        }
        return -1;
    }

    private static bool IsAt(ReadOnlySpan<char> text, string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (text[i] != name[i] && XDomainCase.Fold(text[i]) != name[i])
                return false;
        }
        return true;
    }

    // Any "xn--…" will do, and takes all letters, digits and hyphens there are.
    private static int PunycodeEndAt(ReadOnlySpan<char> text, int start)
    {
        const string Prefix = "xn--";
        if (text.Length - start <= Prefix.Length || !Ascii.EqualsIgnoreCase(text.Slice(start, Prefix.Length), Prefix))
            return -1;
        var end = start + Prefix.Length;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
            end++;
        return end > start + Prefix.Length ? end : -1;
    }
}
