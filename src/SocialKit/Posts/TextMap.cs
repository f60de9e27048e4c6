using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Where each part of a composed text came from in the text that a person wrote.</summary>
public sealed class TextMap
{
    private readonly List<(TextSpan Composed, TextSpan Written)> _replacements = [];

    /// <summary>A map of a text in which nothing was replaced.</summary>
    public static TextMap Identity { get; } = new();

    /// <summary>True if nothing was replaced.</summary>
    public bool IsIdentity => _replacements.Count == 0;

    /// <summary>The place in the written text of a place in the composed one. Inside a replaced part it is the part's beginning.</summary>
    public int ToWritten(int composed)
    {
        var shift = 0;
        foreach (var (to, from) in _replacements)
        {
            if (composed < to.Start)
                break;
            if (composed < to.End)
                return from.Start;
            shift = from.End - to.End;
        }
        return composed + shift;
    }

    internal void Add(TextSpan composed, TextSpan written) => _replacements.Add((composed, written));

    /// <summary>This map followed by <paramref name="next"/>, which replaced parts of what this one composed.</summary>
    internal TextMap Then(TextMap next)
    {
        if (IsIdentity)
            return next;
        if (next.IsIdentity)
            return this;
        var both = new List<(TextSpan Composed, TextSpan Written)>();
        foreach (var (to, from) in next._replacements)
            both.Add((to, new(ToWritten(from.Start), Math.Max(ToWritten(from.Start), ToWritten(from.End)))));
        foreach (var (to, from) in _replacements)
        {
            if (next._replacements.Exists(other => other.Written.Overlaps(to)))
                continue;
            var start = next.FromWritten(to.Start);
            both.Add((new(start, start + to.Length), from));
        }
        both.Sort((a, b) => a.Composed.Start.CompareTo(b.Composed.Start));
        var map = new TextMap();
        foreach (var (to, from) in both)
            map.Add(to, from);
        return map;
    }

    private int FromWritten(int written)
    {
        var shift = 0;
        foreach (var (to, from) in _replacements)
        {
            if (written < from.End)
                break;
            shift = to.End - from.End;
        }
        return written + shift;
    }
}
