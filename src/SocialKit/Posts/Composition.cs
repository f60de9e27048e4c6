using SocialKit.Campaigns;

namespace SocialKit.Posts;

/// <summary>A composed post with what it was composed from.</summary>
/// <param name="Post">The post.</param>
/// <param name="Written">The text that a person wrote.</param>
/// <param name="Map">Where the post's text came from in it.</param>
/// <param name="Findings">What composing found.</param>
public sealed record Composition(Post Post, string Written, TextMap Map, ValueList<Finding> Findings)
{
    /// <summary>The message it was made of; null for a text that belongs to no campaign.</summary>
    public Message? Message { get; init; }

    /// <summary>Where the written text begins in its file; null if it came from none.</summary>
    public SourcePlace? Begins { get; init; }

    /// <summary>The place in the file of an index into the post's text; null if the text came from no file.</summary>
    public SourcePlace? PlaceOf(int index)
    {
        if (Begins is null)
            return null;
        var before = Written.AsSpan(0, Math.Clamp(Map.ToWritten(index), 0, Written.Length));
        var lines = before.Count('\n');
        var column = lines == 0 ? Begins.Column + before.Length : before.Length - before.LastIndexOf('\n');
        return Begins with { Line = Begins.Line + lines, Column = column };
    }
}
