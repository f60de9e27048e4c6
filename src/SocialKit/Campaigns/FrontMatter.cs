using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SocialKit.Campaigns;

/// <summary>The lines between two <c>---</c> at the top of a file: keys with one plain value each.</summary>
internal sealed class FrontMatter
{
    private const int MostDepth = 32;

    private readonly Dictionary<string, FrontMatterEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The line of the closing <c>---</c>, counted from 0.</summary>
    public int EndLine { get; private init; }

    public IEnumerable<FrontMatterEntry> Entries => _entries.Values;

    public bool TryGet(string key, [NotNullWhen(true)] out FrontMatterEntry? entry) => _entries.TryGetValue(key, out entry);

    /// <summary>Reads the front matter of <paramref name="source"/>; null, with an error, if it has none or it has no end.</summary>
    public static FrontMatter? Read(SourceText source, IReadOnlyList<string> knownKeys, CampaignLimits limits, FindingLog log)
    {
        if (!IsFence(source.Line(0)))
        {
            log.Error(CampaignCodes.NoFrontMatter, source.Place(0), "The file does not begin with front matter.", $"Make its first line ---, then '{knownKeys[0]}: …', then a line --- again.");
            return null;
        }
        var end = 1;
        while (end < source.LineCount && !IsFence(source.Line(end)))
            end++;
        if (end == source.LineCount)
        {
            log.Error(CampaignCodes.NoFrontMatterEnd, source.Place(0), "The front matter begins here and never ends.", "Put a line --- below its last key.");
            return null;
        }
        var matter = new FrontMatter { EndLine = end };
        var (from, to) = (source.StartOf(1), source.StartOf(end));
        if (to - from > limits.MaxFrontMatterLength)
            log.Error(CampaignCodes.FrontMatterTooLong, source.Place(0), $"The front matter has {to - from} characters; {limits.MaxFrontMatterLength} are the most.", "Put what is long below the front matter.");
        else
            matter.ReadYaml(source, from, to, knownKeys, log);
        return matter;
    }

    private static bool IsFence(string line) => line.AsSpan().TrimEnd().SequenceEqual("---");

    private void ReadYaml(SourceText source, int from, int to, IReadOnlyList<string> knownKeys, FindingLog log)
    {
        var parser = new Parser(new StringReader(source.Text[from..to]));
        // The mark counts characters; its own line count differs from ours where a value holds a Unicode line separator.
        int IndexOf(Mark mark) => (int)Math.Clamp(from + mark.Index, from, to);
        SourcePlace PlaceOf(ParsingEvent found) => source.PlaceAt(IndexOf(found.Start));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
                return;
            parser.Consume<DocumentStart>();
            if (!parser.TryConsume<MappingStart>(out var map))
            {
                if (parser.Current is not Scalar { Value: "" })
                    log.Error(CampaignCodes.BadFrontMatter, PlaceOf(parser.Current!), "The front matter is no list of keys with values.", "Write 'key: value' on each line.");
                return;
            }
            if (!map.Anchor.IsEmpty || !map.Tag.IsEmpty || map.Style == MappingStyle.Flow)
                log.Error(CampaignCodes.NotAPlainValue, PlaceOf(map), "The front matter is written as a YAML flow map, or carries an anchor or a tag.", "Write 'key: value' on each line and nothing else.");
            while (!parser.TryConsume<MappingEnd>(out _))
                ReadEntry(parser, source, IndexOf, knownKeys, log);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                log.Error(CampaignCodes.BadFrontMatter, PlaceOf(second), "A second YAML document begins here.", "Keep one list of keys.");
        }
        catch (YamlException bad)
        {
            log.Error(CampaignCodes.BadFrontMatter, source.PlaceAt(IndexOf(bad.Start)), $"This is no valid YAML: {bad.Message}", "Put the value in quotes if it begins with a sign or holds ': ' or ' #'.");
        }
    }

    private void ReadEntry(Parser parser, SourceText source, Func<Mark, int> indexOf, IReadOnlyList<string> knownKeys, FindingLog log)
    {
        var key = parser.Consume<ParsingEvent>();
        if (!IsPlain(key, source, indexOf, log, parser))
        {
            Skip(parser, parser.Consume<ParsingEvent>());
            return;
        }
        var name = ((Scalar)key).Value;
        var value = parser.Consume<ParsingEvent>();
        var keyPlace = source.PlaceAt(indexOf(key.Start));
        if (!knownKeys.Contains(name))
        {
            log.Error(CampaignCodes.UnknownKey, keyPlace, $"'{Quoted.Short(name)}' is no key of this file.", $"{Nearest.Hint(name, knownKeys)}Known are {string.Join(", ", knownKeys)}.");
            Skip(parser, value);
        }
        else if (_entries.ContainsKey(name))
        {
            log.Error(CampaignCodes.DuplicateKey, keyPlace, $"'{name}' stands twice.", "Keep one of the two.");
            Skip(parser, value);
        }
        else if (IsPlain(value, source, indexOf, log, parser))
        {
            var scalar = (Scalar)value;
            var start = indexOf(scalar.Start);
            // An empty plain value ends where it starts; the next key's line is not its own.
            var lastLine = source.LineAt(Math.Max(start, indexOf(scalar.End) - 1));
            _entries.Add(name, new FrontMatterEntry(name, scalar.Value, source.PlaceAt(start), source.LineAt(indexOf(key.Start)), lastLine));
            if (scalar.Value.Length == 0 || (scalar.Style == ScalarStyle.Plain && YamlScalar.IsNull(scalar.Value)))
            {
                log.Error(CampaignCodes.EmptyValue, source.PlaceAt(start), $"'{name}' has no value.", "Write one behind the colon, or take the line out.");
                _entries[name] = _entries[name] with { Value = null };
            }
            else if (scalar.Value.AsSpan().ContainsAny('\n', '\r'))
            {
                log.Error(CampaignCodes.NotOneLine, source.PlaceAt(start), $"The value of '{name}' has more than one line.", "Write it on one line.");
                _entries[name] = _entries[name] with { Value = null };
            }
        }
    }

    /// <summary>True for a scalar without anything that only YAML knows; else an error is noted and the value is read over.</summary>
    private static bool IsPlain(ParsingEvent found, SourceText source, Func<Mark, int> indexOf, FindingLog log, Parser parser)
    {
        var what = found switch
        {
            SequenceStart => "a YAML list",
            MappingStart => "a YAML map",
            AnchorAlias => "a YAML alias",
            Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } => "a YAML block",
            NodeEvent { Anchor.IsEmpty: false } => "a value with a YAML anchor",
            NodeEvent { Tag.IsEmpty: false } => "a value with a YAML tag",
            Scalar => null,
            _ => "no value",
        };
        if (what is null)
            return true;
        log.Error(CampaignCodes.NotAPlainValue, source.PlaceAt(indexOf(found.Start)), $"This is {what}.", "Write plain text on one line, in quotes if it begins with a sign.");
        Skip(parser, found);
        return false;
    }

    /// <summary>Reads over what <paramref name="started"/> opened.</summary>
    private static void Skip(Parser parser, ParsingEvent started)
    {
        var depth = started.NestingIncrease;
        while (depth > 0)
        {
            var next = parser.Consume<ParsingEvent>();
            depth += next.NestingIncrease;
            // The parser's time grows with the square of the depth.
            if (depth > MostDepth)
                throw new YamlException(next.Start, next.End, "lists and maps lie too deep in each other.");
        }
    }
}

/// <summary>One key of a front matter.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value; null if it cannot be used.</param>
/// <param name="Place">Where the value begins.</param>
/// <param name="FirstLine">The line of the key, counted from 0.</param>
/// <param name="LastLine">The last line of the value, counted from 0.</param>
internal sealed record FrontMatterEntry(string Key, string? Value, SourcePlace Place, int FirstLine, int LastLine);
