using System.Text;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Joins the lines of a document into a text: a wrapped line by a blank, a hard break by a line break, paragraphs by an empty line.</summary>
internal static class TextOfLines
{
    public static string Of(IReadOnlyList<Slice> lines)
    {
        var text = new StringBuilder();
        Slice? last = null;
        foreach (var line in lines)
        {
            if (last is not null && line.Line.Runs.Count > 0)
            {
                if (!ReferenceEquals(last.Block, line.Block) || last.Line.Runs.Count == 0)
                    text.Append("\n\n");
                else
                    text.Append(last.Line.EndsHard ? '\n' : ' ');
            }
            text.Append(line.Text.AsSpan().Trim([' ', '\t', '\r', '\n']));
            last = line;
        }
        return text.ToString().Trim([' ', '\t', '\r', '\n']);
    }
}
