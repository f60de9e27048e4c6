using System.Text;

namespace SocialKit.Text;

/// <summary>The scripts whose letters can pass for each other.</summary>
[Flags]
internal enum LookAlikeScripts
{
    None = 0,
    Latin = 1,
    Greek = 2,
    Cyrillic = 4,
    Armenian = 8,
    Cherokee = 16,
    FullWidth = 32,
    Mathematical = 64,
    Other = 128,
}

/// <summary>Tells from which script letters are, as far as it matters for names that look alike.</summary>
internal static class Scripts
{
    /// <summary>The scripts of the letters of <paramref name="text"/>.</summary>
    public static LookAlikeScripts Of(ReadOnlySpan<char> text)
    {
        var scripts = LookAlikeScripts.None;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
                scripts |= Of(rune.Value);
        }
        return scripts;
    }

    /// <summary>True if letters that can pass for each other stand together: two of Latin, Greek, Cyrillic, Armenian, Cherokee, or any letter in disguise.</summary>
    public static bool CanDeceive(LookAlikeScripts scripts)
    {
        var alike = scripts & ~LookAlikeScripts.Other;
        return (alike & (LookAlikeScripts.FullWidth | LookAlikeScripts.Mathematical)) != 0 || (alike & (alike - 1)) != 0;
    }

    /// <summary>True if every letter is Cyrillic or Greek and looks like a Latin one.</summary>
    public static bool LooksLatin(ReadOnlySpan<char> text)
    {
        // Unicode confusables (UTS 39), the Cyrillic and Greek letters whose prototype is a Latin letter.
        const string alike = "аАВеЕЁһНіІїЇјЈкКМоОрРсСТуУхХѕЅԁԛԝӏӀҮүοΟρΡαΑΒΕΖΗΙΚΜΝΤΥΧν";
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
                continue;
            if (!rune.IsBmp || !alike.Contains((char)rune.Value, StringComparison.Ordinal))
                return false;
            letters++;
        }
        return letters > 0;
    }

    private static LookAlikeScripts Of(int c) => c switch
    {
        < 0x250 or (>= 0x1E00 and < 0x1F00) or (>= 0x2C60 and < 0x2C80) or (>= 0xA720 and < 0xA800) or (>= 0xAB30 and < 0xAB70) or (>= 0x250 and < 0x2B0) => LookAlikeScripts.Latin,
        (>= 0x370 and < 0x400) or (>= 0x1F00 and < 0x2000) => LookAlikeScripts.Greek,
        (>= 0x400 and < 0x530) or (>= 0x1C80 and < 0x1C90) or (>= 0x2DE0 and < 0x2E00) or (>= 0xA640 and < 0xA6A0) => LookAlikeScripts.Cyrillic,
        >= 0x530 and < 0x590 => LookAlikeScripts.Armenian,
        (>= 0x13A0 and < 0x1400) or (>= 0xAB70 and < 0xABC0) => LookAlikeScripts.Cherokee,
        >= 0xFF21 and <= 0xFF5A => LookAlikeScripts.FullWidth,
        >= 0x1D400 and < 0x1D800 => LookAlikeScripts.Mathematical,
        _ => LookAlikeScripts.Other,
    };
}
