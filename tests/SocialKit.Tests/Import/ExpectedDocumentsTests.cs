using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialKit.Import;

namespace SocialKit.Tests.Import;

/// <summary>Documents of many layouts, each beside the fields that a person read in it.</summary>
public sealed partial class ExpectedDocumentsTests
{
    public static TheoryData<string, string> Fields()
    {
        var rows = new TheoryData<string, string>();
        foreach (var name in new[]
        {
            "000-seed-kazakhstan-2019", "020-ua-uk-2019-resources", "023-ua-us-2022-group-page", "036-tweetstorm-uk-group-2022",
            "042-toolkit-giving-2020", "046-safe-paths-samples", "051-toolkit-table-2025",
        })
        {
            foreach (var field in new[] { "file", "title", "deadline", "languages", "targets", "messages", "hashtags", "follow", "person", "pronouns" })
                rows.Add(name, field);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void EveryFieldIsAsAPersonReadIt(string name, string field)
    {
        var expected = JsonNode.Parse(File.ReadAllText(TestData.Path($"documents/expected/{name}.json")))!.AsObject();
        if (expected["notJudged"]!.AsArray().Any(key => key!.GetValue<string>() == field) || !expected.ContainsKey(field))
            return;
        var result = Imported.File($"documents/{name}.md");
        var actual = JsonNode.Parse(ImportJson.ToUtf8(result))!["campaign"]!.AsObject();
        Assert.Equal(Comparable(field, expected[field]), Comparable(field, actual[field]));
    }

    [Fact]
    public void TheJsonHasEveryKeyOfTheExpectedResults()
    {
        var expected = JsonNode.Parse(File.ReadAllText(TestData.Path("documents/expected/000-seed-kazakhstan-2019.json")))!.AsObject();
        var actual = JsonNode.Parse(ImportJson.ToUtf8(Imported.File("documents/000-seed-kazakhstan-2019.md")))!["campaign"]!.AsObject();
        Assert.Equal(expected.Select(entry => entry.Key), actual.Select(entry => entry.Key));
    }

    // As the expected results' README says: white space in texts collapsed, hashtags of the campaign a set without case.
    private static string Comparable(string field, JsonNode? value)
    {
        if (field == "hashtags")
            return string.Join(' ', value!.AsArray().Select(tag => tag!.GetValue<string>().ToLowerInvariant()).Order(StringComparer.Ordinal));
        if (field == "messages")
        {
            foreach (var message in value!.AsArray())
                message!["text"] = Blanks().Replace(message["text"]!.GetValue<string>(), " ").Trim();
        }
        return value?.ToJsonString() ?? "null";
    }

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Blanks();
}
