using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.Threads;

/// <summary>Counts as Threads says that it does: characters, and an emoji as its bytes in UTF-8. What a character is it does not say: here it is a UTF-16 unit, which is never fewer.</summary>
internal static class ThreadsCount
{
    /// <summary>What <paramref name="text"/> counts, and up to which character it fits.</summary>
    public static (int Count, int FitsUntil) Of(ReadOnlySpan<char> text, int limit)
    {
        if (Ascii.IsValid(text))
            return (text.Length, Graphemes.BorderAtOrBefore(text, Math.Min(text.Length, limit)));
        var (count, fits) = (0, 0);
        foreach (var span in Graphemes.Enumerate(text))
        {
            var character = span.Of(text);
            count += EmojiSequences.Current.LengthAtStart(character) > 0 ? Encoding.UTF8.GetByteCount(character) : character.Length;
            if (count <= limit)
                fits = span.End;
        }
        return (count, fits);
    }
}
