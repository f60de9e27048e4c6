namespace SocialKit.Campaigns;

/// <summary>A line of a section, taken apart as far as every section agrees.</summary>
/// <param name="Line">Its number, counted from 0.</param>
/// <param name="Indent">How many blanks stand before it.</param>
/// <param name="IsItem">True if it begins with <c>-</c> and a blank.</param>
/// <param name="Column">Where its content begins, counted from 0.</param>
/// <param name="Content">What it says, without the sign and the blanks around.</param>
internal readonly record struct ListLine(int Line, int Indent, bool IsItem, int Column, string Content)
{
    public static ListLine Of(int number, string line)
    {
        var indent = line.Length - line.AsSpan().TrimStart().Length;
        var isItem = line.AsSpan(indent) is "-" or ['-', ' ' or '\t', ..];
        var column = isItem ? indent + 1 : indent;
        while (column < line.Length && char.IsWhiteSpace(line[column]))
            column++;
        return new ListLine(number, indent, isItem, column, line[column..].TrimEnd());
    }

    /// <summary>Cuts the content at its first colon; null if there is none, or it is that of a web address.</summary>
    public LabelledValue? Labelled()
    {
        var colon = Content.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || Content.AsSpan(colon).StartsWith("://"))
            return null;
        var value = Content.AsSpan(colon + 1);
        return new LabelledValue(Content[..colon].Trim(), value.Trim().ToString(), Column + colon + 1 + value.Length - value.TrimStart().Length);
    }
}

/// <summary>A label and its value.</summary>
/// <param name="Label">What stands before the colon.</param>
/// <param name="Value">What stands behind it, without the blanks around.</param>
/// <param name="Column">Where the value begins, counted from 0.</param>
internal sealed record LabelledValue(string Label, string Value, int Column);
