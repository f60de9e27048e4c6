using System.Text;

namespace SocialKit.Text;

/// <summary>Finds what a person would take for a handle, whatever a platform makes of it: <c>@name</c>, <c>@name.example</c>, <c>@name@server.example</c>.</summary>
public static class WrittenHandles
{
    /// <summary>Appends the handles of <paramref name="text"/> to <paramref name="spans"/>, "@" included. Letters of every script belong to
    /// a name, so that one with a foreign letter in it is seen whole. E-mail addresses are none.</summary>
    public static void Find(ReadOnlySpan<char> text, List<TextSpan> spans)
    {
        for (var at = IndexOfAt(text, 0); at >= 0; at = IndexOfAt(text, at))
        {
            if (at > 0 && IsNameCharacter(text, at - 1))
            {
                at++;
                continue;
            }
            var end = ReadName(text, at + 1);
            if (end == at + 1)
            {
                at++;
                continue;
            }
            if (end < text.Length && text[end] == '@' && ReadName(text, end + 1) is var server && server > end + 1)
                end = server;
            spans.Add(new(at, end));
            at = end;
        }
    }

    private static int IndexOfAt(ReadOnlySpan<char> text, int from)
    {
        var next = text[from..].IndexOfAny('@', '\uFF20');
        return next < 0 ? -1 : from + next;
    }

    // Letters, digits and underscores, with single dots and hyphens inside.
    private static int ReadName(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        for (var at = start; at < text.Length;)
        {
            if (text[at] is '.' or '-')
            {
                if (at == start || text[at - 1] is '.')
                    break;
                at++;
                continue;
            }
            var length = NameCharacter(text[at..]);
            if (length == 0)
                break;
            at += length;
            end = at;
        }
        return end;
    }

    private static int NameCharacter(ReadOnlySpan<char> text)
    {
        if (char.IsAsciiLetterOrDigit(text[0]) || text[0] == '_')
            return 1;
        return text[0] >= 0x80 && Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done && Rune.IsLetterOrDigit(rune) ? length : 0;
    }

    // Scripts written without blanks put a handle right behind a letter; only ASCII letters before it make an e-mail address of it.
    private static bool IsNameCharacter(ReadOnlySpan<char> text, int at) => char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '@' or '.' or '-' or '+' or '/' && !IsSentenceStop(text, at);

    private static bool IsSentenceStop(ReadOnlySpan<char> text, int at) =>
        text[at] == '.' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '"' or '“' or '(');
}
