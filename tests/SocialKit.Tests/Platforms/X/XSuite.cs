using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SocialKit.Tests.Platforms.X;

/// <summary>The conformance suite of twitter-text, read event by event: every scalar a string, whatever it looks like.</summary>
internal static class XSuite
{
    /// <summary>The cases of one file and section, in order.</summary>
    public static IReadOnlyList<Case> Section(string file, string section)
    {
        var tests = (Dictionary<string, object?>)Root(file)["tests"]!;
        return [.. ((List<object?>)tests[section]!).Cast<Dictionary<string, object?>>().Select(values => new Case(values))];
    }

    /// <summary>The sections of a file.</summary>
    public static IEnumerable<string> Sections(string file) => ((Dictionary<string, object?>)Root(file)["tests"]!).Keys;

    private static Dictionary<string, object?> Root(string file)
    {
        using var reader = File.OpenText(TestData.Path($"twitter-text/conformance/{file}.yml"));
        var parser = new Parser(reader);
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return (Dictionary<string, object?>)Node(parser)!;
    }

    private static object? Node(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" ? null : scalar.Value;
        if (parser.TryConsume<SequenceStart>(out _))
        {
            List<object?> items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(parser));
            return items;
        }
        parser.Consume<MappingStart>();
        Dictionary<string, object?> map = [];
        while (!parser.TryConsume<MappingEnd>(out _))
            map.Add(parser.Consume<Scalar>().Value, Node(parser));
        return map;
    }

    /// <summary>One case: what it says, a text, and what is expected of it.</summary>
    internal sealed record Case(IReadOnlyDictionary<string, object?> Values)
    {
        public string Description => (string)Values["description"]!;

        public string Text => (string?)Values["text"] ?? "";

        public object? Expected => Values["expected"];

        public bool ExpectedFlag => bool.Parse((string)Expected!);

        public IReadOnlyList<string> ExpectedTexts => [.. ((List<object?>)Expected!).Cast<string>()];

        /// <summary>Entities as <c>value@start-end</c>, the list's slug behind the value.</summary>
        public IReadOnlyList<string> ExpectedEntities(string key) =>
            [.. ((List<object?>)Expected!).Cast<Dictionary<string, object?>>().Select(entity =>
                $"{entity[key]}{entity.GetValueOrDefault("list_slug")}@{string.Join('-', ((List<object?>)entity["indices"]!))}")];
    }
}
