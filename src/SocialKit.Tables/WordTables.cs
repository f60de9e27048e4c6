using System.Globalization;
using System.Text;

namespace SocialKit.Tables;

/// <summary>What code points are to the rules that read words by Unicode's general categories, as the framework that this runs on has them: the library asks the same.</summary>
internal static class WordTables
{
    // In the order of the page's script.
    private const int Other = 0, InLabel = 1, MarkOrDigit = 2, Letter = 3, Connector = 4;

    public static void Write(string repository) =>
        new ScriptFile("mastodon-links", $"the general categories of .NET {Environment.Version.Major}").Runs([.. Enumerable.Range(0, 0x110000).Select(Of)]).Write(repository);

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
            UnicodeCategory.ConnectorPunctuation => Connector,
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation => Other,
            // Of ASCII only letters and digits stand in a label.
            _ => rune.IsAscii ? Other : InLabel,
        };
    }
}
