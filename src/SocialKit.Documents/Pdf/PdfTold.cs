using System.Text;
using SocialKit.Import;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace SocialKit.Documents.Pdf;

/// <summary>What a PDF does not tell for sure: collected while its pages are read, and said once.</summary>
/// <param name="name">The document's name.</param>
internal sealed class PdfTold(string name)
{
    private const int MostHyphens = 20;

    private int _letters;
    private int _unknown;
    private int _invisible;
    private bool _isRightToLeft;
    private readonly List<string> _ligatures = [];
    private readonly List<(TextPosition At, string Words)> _hyphens = [];
    private readonly List<(TextPosition At, string Words)> _tables = [];

    /// <summary>Text that stands upright or upside down.</summary>
    public StringBuilder Turned { get; } = new();

    /// <summary>Lines at the top or bottom of pages that stand on several of them.</summary>
    public List<string> Furniture { get; } = [];

    /// <summary>Pages that hold a picture and no text.</summary>
    public List<int> Pictures { get; } = [];

    public void Letter(Letter letter)
    {
        _letters++;
        if (letter.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip)
            _invisible++;
    }

    /// <summary>What a sign stands for; U+FFFD where the PDF does not say it.</summary>
    public string Clean(string? value)
    {
        if (value is { Length: 1 } && value[0] is >= ' ' and < '\u0080')
            return value;
        if (string.IsNullOrEmpty(value))
        {
            _unknown++;
            return "\uFFFD";
        }
        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\r' or '\n')
                clean.Append(' ');
            else if (rune.Value == 0xFFFD || Rune.IsControl(rune))
            {
                _unknown++;
                clean.Append('\uFFFD');
            }
            else
            {
                _isRightToLeft |= rune.Value is >= 0x590 and <= 0x8FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC;
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString();
    }

    public void Ligature(string word)
    {
        if (_ligatures.Count < 1000)
            _ligatures.Add(word);
    }

    public void Table(TextPosition at, string words)
    {
        if (_tables.Count < 20)
            _tables.Add((at, words));
    }

    public void Hyphen(TextPosition at, string words)
    {
        if (_hyphens.Count <= MostHyphens)
            _hyphens.Add((at, words));
    }

    /// <summary>Why nothing of the document can be used; null if something can.</summary>
    public Finding? Refusal()
    {
        if (_letters == 0 || (Pictures.Count > 0 && _letters < 20))
        {
            return Pictures.Count > 0
                ? Error("scan", "The PDF holds pictures of pages and no text, as a scanner makes them.", "Have the text recognised (OCR), or type over what you need.")
                : Error("no-text", "The PDF holds no text.", "Check that it is the right file.");
        }
        return _unknown * 10 > _letters
            ? Error("no-letters", $"The PDF does not say which letters {_unknown:N0} of its {_letters:N0} signs stand for.", "Ask for the document in another format, or have its text recognised (OCR).")
            : null;
    }

    public IEnumerable<Finding> Findings()
    {
        var start = new TextPosition(1, 1);
        if (_unknown > 0)
            yield return Warning(start, "unreadable-signs", $"The PDF does not say which letters {_unknown:N0} of its signs stand for; they were read as \uFFFD.", "Compare the text with the document.");
        if (_invisible * 2 > _letters)
            yield return Warning(start, "recognised-text", "The text of this PDF is invisible behind pictures: a machine has recognised it, and makes mistakes.", "Compare every name, number and handle with the picture.");
        if (_isRightToLeft)
            yield return Warning(start, "right-to-left", "The PDF holds text that is written from right to left, whose order a PDF does not tell for sure.", "Take it over by hand from the document.");
        if (Turned.ToString() is var turned && turned.Any(char.IsLetter))
            yield return Warning(start, "left-out", $"Text that is not set upright was not read: \u201C{Notes.Quote(turned)}\u201D.", "Take it over by hand if it matters.");
        if (Pictures.Count > 0)
            yield return Warning(new TextPosition(Pictures[0], 1), "scan", $"{(Pictures.Count == 1 ? "A page holds" : $"{Pictures.Count} pages hold")} a picture and no text: {string.Join(", ", Pictures.Take(20))}.", "Have the text recognised (OCR), or type over what you need.");
        foreach (var line in Furniture.Distinct(StringComparer.Ordinal).Take(10))
            yield return Warning(start, "left-out", $"What stands at the top or bottom of the pages was not read: \u201C{Notes.Quote(line)}\u201D.", "Take it over by hand if it matters.");
        if (_ligatures.Count > 0)
            yield return Warning(start, "ligature", $"The PDF writes letters that are joined into one sign in {_ligatures.Count:N0} words, such as {string.Join(", ", _ligatures.Distinct(StringComparer.Ordinal).Take(5).Select(word => $"\u201C{Notes.Quote(word)}\u201D"))}; they were left as they are.", "Type such words anew in texts to post: searches and hashtags do not find them.");
        foreach (var (at, words) in _tables)
            yield return Warning(at, "table-unclear", $"In this table it is not plain what stands under what, so nothing was taken from it: \u201C{Notes.Quote(words)}\u201D.", "Take it over by hand.");
        foreach (var (at, words) in _hyphens.Take(MostHyphens))
            yield return Warning(at, "hyphen", $"A line ends with a hyphen here, which may belong to the word or to the line: \u201C{Notes.Quote(words)}\u201D. It was kept.", "Remove it if the word has none.");
    }

    private Finding Warning(TextPosition at, string code, string reason, string remedy) => Documents.Findings.Warning(name, at, code, reason, remedy);

    private Finding Error(string code, string reason, string remedy) => new(code, Severity.Error, reason, remedy) { Place = new SourcePlace(name, 1, 1) };
}
