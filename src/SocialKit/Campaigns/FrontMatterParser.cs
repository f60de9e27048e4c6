using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SocialKit.Campaigns;

/// <summary>Reads the keys of a front matter, which is YAML of the plainest kind: anything that only YAML knows is an error.</summary>
/// <param name="source">The file.</param>
/// <param name="from">Where the YAML begins in it.</param>
/// <param name="to">Where it ends.</param>
/// <param name="knownKeys">The keys that belong there.</param>
/// <param name="log">Takes the errors.</param>
internal sealed class FrontMatterParser(SourceText source, int from, int to, IReadOnlyList<string> knownKeys, FindingLog log)
{
    private readonly YamlEvents _yaml = new(source.Text[from..to]);
    private readonly List<FrontMatterEntry> _entries = [];

    /// <summary>The front matter that ends at <paramref name="endLine"/>.</summary>
    public FrontMatter Parse(int endLine)
    {
        try
        {
            ReadDocument();
            return new FrontMatter(endLine, _entries, IsWhole: true);
        }
        catch (YamlException bad)
        {
            log.Error(CampaignCodes.BadFrontMatter, PlaceOf(bad.Start), $"This is no valid YAML: {bad.Message}", "Put the value in quotes if it begins with a sign or holds ': ' or ' #'.");
            return new FrontMatter(endLine, _entries, IsWhole: false);
        }
    }

    private void ReadDocument()
    {
        _yaml.Take();
        if (_yaml.TryTake<StreamEnd>(out _))
            return;
        _yaml.Take();
        if (!_yaml.TryTake<MappingStart>(out var map))
        {
            if (_yaml.Peek() is not Scalar { Value: "" })
                log.Error(CampaignCodes.BadFrontMatter, PlaceOf(_yaml.Peek().Start), "The front matter is no list of keys with values.", "Write 'key: value' on each line.");
            return;
        }
        if (!map.Anchor.IsEmpty || !map.Tag.IsEmpty || map.Style == MappingStyle.Flow)
            log.Error(CampaignCodes.NotAPlainValue, PlaceOf(map.Start), "The front matter is written in braces, or carries a YAML anchor or tag.", "Write 'key: value' on each line and nothing else.");
        while (!_yaml.TryTake<MappingEnd>(out _))
            ReadEntry();
        _yaml.Take();
        if (_yaml.TryTake<DocumentStart>(out var second))
            log.Error(CampaignCodes.BadFrontMatter, PlaceOf(second.Start), "A second YAML document begins here.", "Keep one list of keys.");
    }

    private void ReadEntry()
    {
        var key = TakePlain();
        if (key is null)
        {
            _yaml.Skip(_yaml.Take());
        }
        else if (!knownKeys.Contains(key.Value))
        {
            log.Error(CampaignCodes.UnknownKey, PlaceOf(key.Start), $"'{Quoted.Short(key.Value)}' is no key of this file.", $"{Nearest.Hint(key.Value, knownKeys)}Known are {string.Join(", ", knownKeys)}.");
            _yaml.Skip(_yaml.Take());
        }
        else if (_entries.Exists(entry => entry.Key == key.Value))
        {
            log.Error(CampaignCodes.DuplicateKey, PlaceOf(key.Start), $"'{key.Value}' stands twice.", "Keep one of the two.");
            _yaml.Skip(_yaml.Take());
        }
        else if (TakePlain() is not { } value)
        {
            var line = source.LineAt(IndexOf(key.Start));
            _entries.Add(new FrontMatterEntry(key.Value, "", PlaceOf(key.Start), line, line));
        }
        else
        {
            var start = IndexOf(value.Start);
            // An empty value ends where it starts, behind the colon.
            var lastLine = source.LineAt(Math.Max(start, IndexOf(value.End) - 1));
            var text = IsUsable(key.Value, value) ? value.Value : "";
            _entries.Add(new FrontMatterEntry(key.Value, text, source.PlaceAt(start), source.LineAt(IndexOf(key.Start)), lastLine));
        }
    }

    private bool IsUsable(string key, Scalar value)
    {
        var place = PlaceOf(value.Start);
        if (value.Value.Length == 0 || (value.Style == ScalarStyle.Plain && YamlScalar.IsNull(value.Value)))
            log.Error(CampaignCodes.EmptyValue, place, $"'{key}' has no value.", "Write one behind the colon, or take the line out.");
        else if (value.Value.Contains('\0', StringComparison.Ordinal))
            log.Error(CampaignCodes.NulCharacter, place, $"The value of '{key}' holds a NUL.", "Take the \\0 out.");
        else if (value.Value.AsSpan().ContainsAny('\n', '\r'))
            log.Error(CampaignCodes.NotOneLine, place, $"The value of '{key}' has more than one line.", "Write it on one line.");
        else
            return true;
        return false;
    }

    /// <summary>Takes a value that is text and nothing else; of any other an error is noted, and it is read over.</summary>
    private Scalar? TakePlain()
    {
        var taken = _yaml.Take();
        var what = taken switch
        {
            SequenceStart => "a YAML list",
            MappingStart => "a YAML map",
            AnchorAlias => "a YAML alias",
            Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } => "a YAML block",
            NodeEvent { Anchor.IsEmpty: false } => "a value with a YAML anchor",
            NodeEvent { Tag.IsEmpty: false } => "a value with a YAML tag",
            _ => null,
        };
        if (what is null)
            return taken as Scalar;
        log.Error(CampaignCodes.NotAPlainValue, PlaceOf(taken.Start), $"This is {what}.", "Write plain text on one line, in quotes if it begins with a sign.");
        _yaml.Skip(taken);
        return null;
    }

    // A mark's index counts characters. Its own line is of no use here: YAML also breaks lines where editors do not (U+0085, U+2028).
    private int IndexOf(Mark mark) => (int)Math.Clamp(from + mark.Index, from, to);

    private SourcePlace PlaceOf(Mark mark) => source.PlaceAt(IndexOf(mark));
}
