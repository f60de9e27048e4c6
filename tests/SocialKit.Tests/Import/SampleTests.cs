using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialKit.Import;
using SocialKit.Platforms;

namespace SocialKit.Tests.Import;

/// <summary>Invented documents in six languages and many layouts (Samples/README.md), each beside the fields that a person reads in it.</summary>
public sealed partial class SampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Import", "Samples");

    public static TheoryData<string> Names() => [.. Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryFieldIsAsAPersonReadsIt(string name)
    {
        var expected = Expected(name);
        var result = Import(name);
        var actual = JsonNode.Parse(ImportJson.ToUtf8(result))!["campaign"]!.AsObject();
        var fields = expected.Select(entry => entry.Key).Where(key => key != "findings").ToList();
        Assert.NotEmpty(fields);
        Assert.Equal(fields.Select(field => $"{field}: {Comparable(field, expected[field])}"), fields.Select(field => $"{field}: {Comparable(field, actual[field])}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryDoubtThatAPersonHasIsReported(string name)
    {
        var wanted = Expected(name)["findings"]?.AsArray().Select(code => code!.GetValue<string>()) ?? [];
        var findings = Import(name).Findings;
        Assert.All(wanted, code => Assert.Contains(findings, finding => finding.Code == code));
    }

    // A finding quotes its line, and every text of the draft is in the document to the letter.
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryMessageStandsInTheDocumentLiterally(string name)
    {
        var source = Squeezed(File.ReadAllText(SourceOf(name)).Replace("\\_", "_", StringComparison.Ordinal).Replace("<br>", " ", StringComparison.Ordinal));
        Assert.All(Import(name).Draft.Messages, message => Assert.Contains(Squeezed(message.Text), source, StringComparison.Ordinal));
    }

    internal static JsonObject Expected(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!.AsObject();

    internal static string SourceOf(string name) => Directory.GetFiles(Folder, name + ".*").Single(path => !path.EndsWith(".json", StringComparison.Ordinal));

    internal static ImportResult Import(string name) => ImportText(File.ReadAllText(SourceOf(name)), SourceOf(name));

    internal static ImportResult ImportText(string text, string path)
    {
        var reader = Importer.Readers.Single(reader => reader.Reads(path));
        return new Importer(KnownPlatforms.All).Import(reader.Read(System.Text.Encoding.UTF8.GetBytes(text), Path.GetFileName(path)));
    }

    // Hashtags of a campaign are a set without case; blanks in a text are one blank.
    internal static string Comparable(string field, JsonNode? value)
    {
        if (field == "hashtags")
            return string.Join(' ', value!.AsArray().Select(tag => tag!.GetValue<string>().ToLowerInvariant()).Order(StringComparer.Ordinal));
        if (field == "messages")
        {
            foreach (var message in value!.AsArray())
                message!["text"] = Squeezed(message["text"]!.GetValue<string>());
        }
        return value?.ToJsonString(Literal) ?? "null";
    }

    private static readonly JsonSerializerOptions Literal = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Squeezed(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\s\u00A0>]+")]
    private static partial Regex Blanks();
}
