using System.Text.RegularExpressions;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>What makes a text to post unfit as it is: a place to fill, a handle glued to a word, two sentences run into one. The text stays literal.</summary>
internal static partial class Traps
{
    public static void Report(string text, Slice at, Notes notes)
    {
        if (Placeholder().Match(text) is { Success: true } placeholder)
        {
            Doubt("placeholder", $"\u201C{Notes.Quote(placeholder.Value)}\u201D has to be filled in before this text can go out", "Fill it in, in every language.", Severity.BlocksSending);
        }
        if (GluedHandle().Match(text) is { Success: true } handle)
            Doubt("glued-handle", $"\u201C{Notes.Quote(handle.Value)}\u201D looks like a handle with the next word glued to it", "Part them if they are two.");
        if (GluedText().Match(text) is { Success: true } glued)
            Doubt("glued-text", $"\u201C{Notes.Quote(glued.Value)}\u201D looks like two texts that run into each other", "Part them if they are two.");
        if (SplitLink().Match(text) is { Success: true } link)
            Doubt("split-link", $"\u201C{Notes.Quote(link.Value)}\u201D looks like an address with a blank in it", "Join it if it is one.");

        void Doubt(string code, string reason, string remedy, Severity severity = Severity.Warning) => notes.Doubt(code, at, reason, remedy, severity);
    }

    /// <summary>True for an instruction to wait with posting.</summary>
    public static bool IsEmbargo(string text) => Embargo().IsMatch(Folded.Fold(text));

    /// <summary>True for a name such as <c>FairDayArdYou</c> where the text goes on with a small letter.</summary>
    public static bool IsGlued(string name, string after) => GluedHandle().Match($"@{name} {after.TrimStart()}") is { Success: true, Index: 0 } match && match.Length == name.Length + 3;

    [GeneratedRegex(@"\[(?![xX ]?\])[^\[\]\r\n]{2,60}\]|<(?:insert|your|name|link)[^<>\r\n]{0,60}>|_{3,}|\bX{4,}\b|\{[a-zA-Z][^{}\r\n]{0,40}\}")]
    private static partial Regex Placeholder();

    // A capitalised common word at the end of a name, and a sentence that goes on behind it.
    [GeneratedRegex(@"[@#][A-Za-z0-9_]{2,40}[a-z0-9](?:You|We|The|They|Please|This|It|And|Also|Use|Join|Follow|Tweet|Our|For|If|To|Is|Are|He|She|His|Her) \p{Ll}")]
    private static partial Regex GluedHandle();

    [GeneratedRegex(@"(?<![@#/\p{L}\p{Nd}.])(?:\p{L}{2,}|(?<=\s))[.!?](?=\p{Lu}\p{Ll})\p{L}+(?![\p{L}\p{Nd}]*[./])")]
    private static partial Regex GluedText();

    [GeneratedRegex(@"https?://[^\s]{1,200}[./-] (?:[a-z0-9-]{1,40}[/.][a-zA-Z0-9]|(?:com|org|net)\b)")]
    private static partial Regex SplitLink();

    [GeneratedRegex(@"\bembargo|\bdo not (?:begin |start )?(?:tweet|post|publish|share|send)\w*(?: \w+){0,4} (?:until|before)\b|\bnot (?:to be )?(?:published|posted|shared) (?:until|before)\b|\bne pas (?:publier|diffuser) avant\b|\bno (?:publicar|difundir) (?:antes|hasta)\b|\bsperrfrist\b")]
    private static partial Regex Embargo();
}
