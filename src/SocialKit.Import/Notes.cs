using System.Globalization;
using System.Text;
using SocialKit.Import.Labels;

namespace SocialKit.Import;

/// <summary>What an import notes down while it works: what it took, and what it is not sure of.</summary>
internal sealed class Notes(string file)
{
    private readonly List<(ImportedField Field, int Order)> _taken = [];
    private readonly HashSet<(string, Line, string)> _doubts = [];
    private readonly HashSet<Line> _used = new(ReferenceEqualityComparer.Instance);

    public string File => file;

    public List<Finding> Findings { get; } = [];

    /// <summary>What was taken, by line; what comes from one place in the order in which it was taken.</summary>
    public ValueList<ImportedField> Taken =>
        [.. _taken.OrderBy(entry => entry.Field.Place.Line).ThenBy(entry => entry.Field.Place.Column).ThenBy(entry => entry.Order).Select(entry => entry.Field)];

    public void Take(string key, string value, Slice from, Certainty certainty = Certainty.Certain)
    {
        Use(from);
        _taken.Add((new ImportedField(key, value, from.PlaceIn(file), certainty), _taken.Count));
    }

    /// <summary>Marks a line as read, whether something was taken from it or it is known to hold nothing.</summary>
    public void Use(Slice slice) => _used.Add(slice.Line);

    /// <summary>Where a value was taken from; the beginning of the document for what was taken from nowhere.</summary>
    public SourcePlace PlaceOf(string value) =>
        _taken.Select(entry => entry.Field).FirstOrDefault(field => field.Value == value)?.Place ?? new SourcePlace(file, 1, 1);

    public bool IsUsed(Line line) => _used.Contains(line);

    public void Doubt(string code, Slice at, string reason, string remedy, Severity severity = Severity.Warning)
    {
        Use(at);
        if (!_doubts.Add((code, at.Line, reason)))
            return;
        Findings.Add(new Finding(code, severity, $"{reason}: \u201C{Quote(at.Line.Text)}\u201D.", remedy) { Place = at.PlaceIn(file) });
    }

    /// <summary>A text from outside, short and without anything that could move a terminal's cursor or turn its direction.</summary>
    public static string Quote(string text)
    {
        const int Longest = 80;
        var quoted = new StringBuilder(Longest);
        foreach (var rune in text.AsSpan().Trim().EnumerateRunes())
        {
            if (quoted.Length >= Longest)
                return quoted.Append('\u2026').ToString();
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                quoted.Append(' ');
            else
                quoted.Append(rune.ToString());
        }
        return quoted.ToString();
    }
}
