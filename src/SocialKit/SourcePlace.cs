namespace SocialKit;

/// <summary>A place in a file that a person edits.</summary>
/// <param name="File">The path as the person gave it.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in UTF-16 units as editors do.</param>
public sealed record SourcePlace(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c></summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
