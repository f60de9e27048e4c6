using System.Text;

namespace SocialKit.Campaigns;

/// <summary>A file in the making, of lines as they stood and of new ones.</summary>
/// <param name="newLine">What ends the new lines.</param>
internal sealed class LineBuilder(string newLine)
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends lines as they stand, beginning on a line of their own.</summary>
    public void Raw(string lines)
    {
        EndLine();
        _text.Append(lines);
    }

    /// <summary>Appends a text whose lines are joined by LF, and ends its last line.</summary>
    public void Text(string text, string? end = null)
    {
        EndLine();
        _text.Append(newLine == "\n" ? text : text.Replace("\n", newLine, StringComparison.Ordinal)).Append(end ?? newLine);
    }

    /// <summary>Makes sure that a blank line stands before what follows.</summary>
    public void Gap()
    {
        EndLine();
        if (_text.Length == 0)
            return;
        var last = _text.Length - 2;
        while (last >= 0 && _text[last] is ' ' or '\t' or '\r')
            last--;
        if (last >= 0 && _text[last] != '\n')
            _text.Append(newLine);
    }

    public override string ToString() => _text.ToString();

    private void EndLine()
    {
        if (_text.Length > 0 && _text[^1] != '\n')
            _text.Append(newLine);
    }
}
