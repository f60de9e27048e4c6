using System.Text;
using SocialKit.Text;

namespace SocialKit.Web.Cards;

/// <summary>A part of a line that runs one way.</summary>
/// <param name="Text">The part, in the order in which it is read.</param>
/// <param name="IsRightToLeft">Which way it runs.</param>
internal readonly record struct VisualRun(string Text, bool IsRightToLeft);

/// <summary>A line in parts, in the order in which they stand from left to right.</summary>
/// <remarks>UAX 9 for lines without controls: letters, European digits, and all else as neutral. Enough for titles, names and days.</remarks>
internal static class VisualRuns
{
    private enum Kind : byte { Neutral, Left, Right, Digit }

    public static List<VisualRun> Of(string line, bool isRightToLeft)
    {
        if (line.Length == 0)
            return [];
        var levels = Levels(Kinds(line), isRightToLeft);
        List<(VisualRun Run, int Level)> runs = [];
        for (var at = 0; at < line.Length;)
        {
            var end = at;
            while (end < line.Length && levels[end] == levels[at])
                end++;
            runs.Add((new(line[at..end], levels[at] % 2 == 1), levels[at]));
            at = end;
        }
        // L2: from the highest level down to 1, what lies at that level or above is turned round.
        for (var level = runs.Max(run => run.Level); level > 0; level--)
        {
            for (var at = 0; at < runs.Count; at++)
            {
                var end = at;
                while (end < runs.Count && runs[end].Level >= level)
                    end++;
                if (end - at > 1)
                    runs.Reverse(at, end - at);
                at = Math.Max(at, end - 1);
            }
        }
        return [.. runs.Select(run => run.Run)];
    }

    private static Kind[] Kinds(string line)
    {
        var kinds = new Kind[line.Length];
        var strong = Kind.Neutral;
        var at = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            var length = rune.Utf16SequenceLength;
            var kind = Rune.IsDigit(rune) && rune.Value < 0x80 ? Kind.Digit
                : Direction.HasRightToLeft(line.AsSpan(at, length)) ? Kind.Right
                : Rune.IsLetter(rune) || Rune.IsNumber(rune) ? Kind.Left
                : Kind.Neutral;
            if (kind == Kind.Digit && strong == Kind.Left)
                kind = Kind.Left; // W7
            if (kind is Kind.Left or Kind.Right)
                strong = kind;
            kinds.AsSpan(at, length).Fill(kind);
            at += length;
        }
        return kinds;
    }

    private static int[] Levels(Kind[] kinds, bool isRightToLeft)
    {
        var levels = new int[kinds.Length];
        for (var at = 0; at < kinds.Length;)
        {
            var end = at + 1;
            while (end < kinds.Length && kinds[end] == kinds[at])
                end++;
            levels.AsSpan(at, end - at).Fill(kinds[at] switch
            {
                Kind.Left => isRightToLeft ? 2 : 0,
                Kind.Right => 1,
                Kind.Digit => isRightToLeft || (at > 0 && IsRight(kinds, at)) ? 2 : 0,
                _ => Between(kinds, at, end, isRightToLeft),
            });
            at = end;
        }
        return levels;
    }

    // N1 and N2: what stands between two of one direction takes it, all else that of the line. Digits count as right to left here.
    private static int Between(Kind[] kinds, int start, int end, bool isRightToLeft)
    {
        var own = isRightToLeft ? 1 : 0;
        if (start == 0 || end == kinds.Length)
            return own;
        var (before, after) = (kinds[start - 1], kinds[end]);
        if (before == Kind.Left && after == Kind.Left)
            return isRightToLeft ? 2 : 0;
        return before is Kind.Right or Kind.Digit && after is Kind.Right or Kind.Digit && (isRightToLeft || IsRight(kinds, start)) ? 1 : own;
    }

    private static bool IsRight(Kind[] kinds, int before)
    {
        for (var at = before - 1; at >= 0; at--)
        {
            if (kinds[at] is Kind.Left or Kind.Right)
                return kinds[at] == Kind.Right;
        }
        return false;
    }
}
