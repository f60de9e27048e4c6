using System.Collections.Frozen;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Names of languages, in the languages that labels are read in, and their BCP 47 codes.</summary>
internal static class LanguageNames
{
    private static readonly FrozenDictionary<string, string> Codes = new (string Code, string Names)[]
    {
        ("ku", "kurmanji|sorani"), ("am", "amharic"), ("ar", "arabic|arabe|árabe|arabisch|арабский|арабском"), ("az", "azerbaijani|azeri|aserbaidschanisch|азербайджанский"),
        ("be", "belarusian|belarusisch|белорусский"), ("bg", "bulgarian|bulgarisch"), ("bn", "bengali|bangla"), ("bo", "tibetan"), ("ca", "catalan|catalán"),
        ("cs", "czech|tchèque|tschechisch"), ("da", "danish|dänisch"), ("de", "german|allemand|alemán|deutsch|немецкий|немецком|alemão"), ("el", "greek|grec|griechisch"),
        ("en", "english|anglais|inglés|englisch|английский|английском|inglês"), ("es", "spanish|espagnol|español|spanisch|испанский|испанском|espanhol"), ("et", "estonian"),
        ("fa", "persian|farsi|persan|persisch|персидский"), ("fi", "finnish"), ("fr", "french|français|francés|französisch|французский|французском|francês"), ("he", "hebrew|hébreu|hebräisch"),
        ("hi", "hindi"), ("hr", "croatian|kroatisch"), ("hu", "hungarian|ungarisch"), ("hy", "armenian|armenisch"), ("id", "indonesian|bahasa indonesia|indonesisch"), ("it", "italian|italien|italiano|italienisch"),
        ("ja", "japanese|japonais|japanisch"), ("ka", "georgian|georgisch"), ("kk", "kazakh|kazakhe|kazajo|kasachisch|казахский|казахском|cazaque"), ("km", "khmer"), ("ko", "korean|coréen|koreanisch"),
        ("ku", "kurdish|kurde|kurdisch"), ("ky", "kyrgyz|kirgisisch|киргизский"), ("lo", "lao"), ("lt", "lithuanian"), ("lv", "latvian"), ("ms", "malay|malais"), ("my", "burmese|birman"), ("ne", "nepali"),
        ("nl", "dutch|néerlandais|niederländisch"), ("no", "norwegian"), ("pl", "polish|polonais|polnisch"), ("ps", "pashto"), ("pt", "portuguese|portugais|portugués|portugiesisch|português"),
        ("ro", "romanian|roumain|rumänisch"), ("ru", "russian|russe|ruso|russisch|русский|русском|russo"), ("si", "sinhala"), ("sk", "slovak"), ("so", "somali"), ("sq", "albanian"), ("sr", "serbian|serbisch"),
        ("sv", "swedish|schwedisch"), ("sw", "swahili|kiswahili"), ("ta", "tamil"), ("tg", "tajik|tadschikisch"), ("th", "thai"), ("ti", "tigrinya"), ("tk", "turkmen"), ("tl", "tagalog"), ("tr", "turkish|turc|turco|türkisch|турецкий"),
        ("ug", "uyghur|uighur"), ("uk", "ukrainian|ukrainisch|украинский"), ("ur", "urdu"), ("uz", "uzbek|usbekisch|узбекский"), ("vi", "vietnamese|vietnamien|vietnamesisch"), ("zh", "chinese|mandarin|chinois|chino|chinesisch|китайский"),
    }.SelectMany(row => row.Names.Split('|').Select(name => (Folded.Fold(name), row.Code))).DistinctBy(entry => entry.Item1).ToFrozenDictionary(entry => entry.Item1, entry => entry.Code);

    private static readonly FrozenSet<string> AllCodes = Codes.Values.ToFrozenSet();

    /// <summary>The code of a language's name, or of a code itself; null if it is neither.</summary>
    public static string? CodeOf(string name)
    {
        var folded = Folded.Fold(name).Trim();
        return folded.Length is 0 or > 60 ? null : Named(folded) ?? (AllCodes.Contains(folded) ? folded : null);
    }

    private static string? Named(string folded)
    {
        if (Codes.TryGetValue(folded, out var code) || WorldNames.Languages.TryGetValue(folded, out code))
            return code;
        // "на казахском" and "in gutem türkischem" are the names that stand in lists as "казахский" and "Türkisch".
        foreach (var (ending, plain) in (ReadOnlySpan<(string, string)>)[("ском", "скии"), ("цком", "цкии"), ("ischer", "isch"), ("ischem", "isch"), ("ischen", "isch")])
        {
            if (folded.EndsWith(ending, StringComparison.Ordinal) && WorldNames.Languages.TryGetValue(folded[..^ending.Length] + plain, out code))
                return code;
        }
        return null;
    }

    /// <summary>The languages of a list such as "Kazakh, Russian, English", in order, and the words that are no language's name.</summary>
    public static (ValueList<string> Codes, ValueList<string> Others) InList(string text)
    {
        var (codes, others) = (new List<string>(), new List<string>());
        // "Haitian Creole" is one name, "Kazakh and Russian" two.
        foreach (var piece in text.Split([',', ';', '/', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (CodeOf(piece.Trim(Around)) is { } whole)
                Add(whole);
            else
                Pieces(piece);
        }
        return ([.. codes], [.. others]);

        void Pieces(string piece)
        {
            foreach (var item in Words(piece))
            {
                // "en" inside a phrase is French or Spanish for "in", not English.
                if (item.Length > 2 && CodeOf(item) is { } code)
                    Add(code);
                else if (!Connecting.Contains(Folded.Fold(item)))
                    others.Add(item);
            }
        }

        void Add(string code)
        {
            if (!codes.Contains(code))
                codes.Add(code);
        }
    }

    private static readonly char[] Around = [' ', '\u00A0', '\t', '.', ':', '(', ')'];

    /// <summary>The languages that a sentence names after "in", such as "in English or Russian"; "in your own words" names none.</summary>
    public static ValueList<string> InSentence(string text)
    {
        var codes = new List<string>();
        var inList = false;
        foreach (var word in Words(text))
        {
            var folded = Folded.Fold(word);
            if (CodeOf(word) is { } code && word.Length > 2)
            {
                if (inList && !codes.Contains(code))
                    codes.Add(code);
            }
            else
                inList = Prepositions.Contains(folded) || (inList && Connecting.Contains(folded));
        }
        return [.. codes];
    }

    private static readonly FrozenSet<string> Connecting = new[] { "or", "and", "ou", "et", "o", "y", "u", "oder", "und", "или", "и", "e", "also", "in", "your", "own", "language", "auf", "en", "на", "em", "preferably", "ideally", "gutem" }.ToFrozenSet();
    private static readonly FrozenSet<string> Prepositions = new[] { "in", "en", "auf", "em", "на", "gutem" }.ToFrozenSet();

    private static string[] Words(string text) => text.Split([' ', '\u00A0', '\t', ',', ';', '.', ':', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
}
