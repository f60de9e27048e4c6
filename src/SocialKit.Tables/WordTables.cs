using System.Globalization;
using System.Text;

namespace SocialKit.Tables;

/// <summary>What code points are to the rules that read words by Unicode's general categories, as the framework that this runs on has them: the library asks the same.</summary>
internal static class WordTables
{
    // In the order of the page's script.
    private const int Other = 0, Sign = 1, MarkOrDigit = 2, Letter = 3, Joining = 4, Punctuation = 5;

    public static void Write(string repository) =>
        new ScriptFile("words", $"the general categories of .NET {Environment.Version.Major}").Runs([.. Enumerable.Range(0, 0x110000).Select(Of)]).Write(repository);

    private static int Of(int point)
    {
        // Half of a pair reads as the replacement character, which is nothing.
        if (point is 0xFFFD or (>= 0xD800 and <= 0xDFFF))
            return Other;
        var rune = new Rune(point);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber => MarkOrDigit,
            UnicodeCategory.ConnectorPunctuation => Joining,
            UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation => Punctuation,
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Other,
            // Of ASCII only letters and digits stand in a label of a host name.
            _ => rune.IsAscii ? Other : Sign,
        };
    }
}
