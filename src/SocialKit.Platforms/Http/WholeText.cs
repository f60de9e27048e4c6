namespace SocialKit.Platforms.Http;

/// <summary>Text that UTF-8 can hold. Anything else would become another text on its way.</summary>
internal static class WholeText
{
    /// <summary>False if <paramref name="text"/> holds half a character (a surrogate without its partner).</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }
        return true;
    }
}
