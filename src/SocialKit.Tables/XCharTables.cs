using System.Collections;

namespace SocialKit.Tables;

/// <summary>What each UTF-16 unit is to the X reference, one bit a class.</summary>
internal static class XCharTables
{
    private const int BlockLength = 64;

    // Places among the classes, in the order of XChars.
    private const int Domain = 2, BareDomain = 3, Path = 4, PathEnd = 5, Query = 6, QueryEnd = 7, BeforeLink = 9;

    public static void Write(NpmPackages packages, NfcTables nfc, IEnumerable<char> emojiUnits, string repository)
    {
        var cases = new EsCase(packages);
        var js = new JsClasses(packages, cases);
        var letters = js.Members("bmpLetterAndMarks");
        var invalid = js.Members("invalidCharsGroup");
        var emoji = emojiUnits.ToHashSet();
        // In the order of XChars.
        Func<int, bool>[] classes =
        [
            In(cases.Close(letters)),
            In(cases.Close(Or(letters, js.Members("bmpNumerals"), js.Members("hashtagSpecialChars")))),
            Not(Or(js.Members("punct"), js.Members("spacesGroup"), invalid, js.Members("directionalMarkersGroup"))),
            In(cases.Close(Or(js.IgnoringCase(@"\-a-z0-9"), js.Members("latinAccentChars")))),
            In(js.FirstBracketIgnoringCase("validGeneralUrlPathChars")),
            In(js.FirstBracketIgnoringCase("validUrlPathEndingChars")),
            In(js.FirstBracketIgnoringCase("validUrlQueryChars")),
            In(js.FirstBracketIgnoringCase("validUrlQueryEndingChars")),
            In(js.Members("latinAccentChars")),
            Not(Or(js.IgnoringCase("A-Za-z0-9@＠$#＃"), invalid)),
            In(js.Members("spacesGroup")),
            // \s of ECMA-262, or the reference's punctuation: what may follow a cashtag.
            In(Or(js.IgnoringCase(@"\x09-\x0D\x20\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"), js.Members("punct"))),
            unit => NeedsNfc(nfc, unit),
            // The ranges of configurations 2 and 3 whose characters count 1.
            unit => unit is not (<= 0x10FF or (>= 0x2000 and <= 0x200D) or (>= 0x2010 and <= 0x201F) or (>= 0x2032 and <= 0x2037)),
            unit => emoji.Contains((char)unit),
            In(invalid),
        ];
        var table = new TwoStage([.. Enumerable.Range(0, 0x10000).Select(unit => classes.Index().Sum(item => item.Item(unit) ? 1 << item.Index : 0))], BlockLength);
        var astralLetters = js.Astral("astralLetterAndMarks").Order().ToArray();
        var astralDigits = js.Astral("astralNumerals").Order().ToArray();
        new CSharpFile("src/SocialKit.Platforms/X/XChars.g.cs", "internal static partial class XChars")
            .Span(table.IndexType, "Blocks", "The block of 64 units that each 64 units share.", table.Index)
            .Span("ushort", "Classes", "The classes of each unit of a block.", table.Blocks)
            .Span("int", "AstralLetterFirst", "Where each range of letters and marks beyond U+FFFF begins.", astralLetters.Select(range => range.First))
            .Span("int", "AstralLetterLast", "Where each range of letters and marks beyond U+FFFF ends.", astralLetters.Select(range => range.Last))
            .Span("int", "AstralDigitFirst", "Where each range of digits beyond U+FFFF begins.", astralDigits.Select(range => range.First))
            .Span("int", "AstralDigitLast", "Where each range of digits beyond U+FFFF ends.", astralDigits.Select(range => range.Last))
            .Write(repository);
        var caseVariants = WriteCases(packages, cases, repository);
        // In the order of the page's script, which counts links and needs no other class.
        Func<int, bool>[] linkClasses = [classes[Domain], classes[BareDomain], classes[Path], classes[PathEnd], classes[Query], classes[QueryEnd], classes[BeforeLink]];
        List<int> distances = [];
        foreach (var ((unit, letter), i) in caseVariants.Select((pair, i) => (pair, i)))
            distances.AddRange([unit - (i == 0 ? 0 : caseVariants[i - 1].Unit), letter]);
        new ScriptFile("x-links", packages.NameAndVersion("twitter-text"))
            .Runs([.. Enumerable.Range(0, 0x10000).Select(unit => linkClasses.Index().Sum(item => item.Item(unit) ? 1 << item.Index : 0))])
            .Numbers(distances)
            .Write(repository);
    }

    // The units that compare equal to a unit of a top-level domain beyond ASCII, which is written in lower case.
    private static List<(int Unit, int Letter)> WriteCases(NpmPackages packages, EsCase cases, string repository)
    {
        var letters = TldTables.WideLetters(packages).Order().ToArray();
        var pairs = (from letter in letters
                     from unit in Enumerable.Range(0x80, 0xFF80)
                     where unit != letter && cases.Canonical((char)unit) == cases.Canonical(letter)
                     orderby unit
                     select (Unit: unit, Letter: (int)letter)).ToList();
        if (letters.Any(letter => letters.Any(other => other != letter && cases.Canonical(other) == cases.Canonical(letter))))
            throw new InvalidOperationException("Two letters of top-level domains compare equal: folding has to choose.");
        new CSharpFile("src/SocialKit.Platforms/X/XDomainCase.g.cs", "internal static partial class XDomainCase")
            .Span("ushort", "Variants", "The units that compare equal to a letter of a top-level domain, sorted.", pairs.Select(pair => pair.Unit))
            .Span("ushort", "Letters", "That letter.", pairs.Select(pair => pair.Letter))
            .Write(repository);
        return pairs;
    }

    private static bool NeedsNfc(NfcTables nfc, int unit) =>
        unit is >= 0xD800 and <= 0xDBFF
            ? Enumerable.Range(0x10000 + ((unit - 0xD800) << 10), 0x400).Any(nfc.MayChange)
            : nfc.MayChange(unit);

    private static Func<int, bool> In(BitArray set) => unit => set[unit];

    private static Func<int, bool> Not(BitArray set) => unit => !set[unit];

    private static BitArray Or(params BitArray[] sets) =>
        sets.Aggregate(new BitArray(0x10000), (all, set) => all.Or(set));
}
