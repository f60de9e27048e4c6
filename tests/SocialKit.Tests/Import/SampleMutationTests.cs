using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using SocialKit.Import;

namespace SocialKit.Tests.Import;

/// <summary>The samples turned round: sections in another order, blanks lost, markup lost, everything on one line. A field is right, or empty and reported; never wrong.</summary>
public sealed partial class SampleMutationTests
{
    // Each is what an editor, a mail program or a copy from a page does to a document.
    private static readonly (string Name, Func<string, string> Turn)[] Turns =
    [
        ("line ends of Windows", text => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("hard breaks lost", text => TrailingBlanks().Replace(text, "")),
        ("indented by eight", text => LineStart().Replace(text, "        ")),
        ("bold lost", text => text.Replace("**", "", StringComparison.Ordinal)),
        ("colons outside the bold", text => text.Replace(":**", "**:", StringComparison.Ordinal)),
        ("more blank lines", text => text.Replace("\n\n", "\n\n\n\n", StringComparison.Ordinal)),
        ("headings of one rank", text => DeepHeading().Replace(text, "## ")),
        ("quoted", text => LineBegin().Replace(text, "> ")),
        ("other bullets", text => Bullet().Replace(text, "* ")),
        ("typed bullets", text => Bullet().Replace(text, "\u2022 ")),
        ("one line", text => Blanks().Replace(Plain(text), " ")),
    ];

    public static TheoryData<string, string> Turned()
    {
        var rows = new TheoryData<string, string>();
        foreach (var name in SampleTests.Names().Select(row => row.Data))
        {
            foreach (var (turn, _) in Turns)
                rows.Add(name, turn);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Turned))]
    public void AFieldIsRightOrEmptyAndReported(string name, string turn)
    {
        var source = SampleTests.SourceOf(name);
        var text = Turns.Single(entry => entry.Name == turn).Turn(File.ReadAllText(source));
        // A quotation inside a document that is quoted whole cannot be told from the rest.
        if (turn == "quoted" && text.Contains("> > ", StringComparison.Ordinal))
            return;
        var path = turn == "one line" ? Path.ChangeExtension(source, ".txt") : source;
        AssertNothingWrong(SampleTests.Expected(name), SampleTests.ImportText(text, path), turn);
    }

    [Fact]
    public void WhateverOrderTheSectionsStandInTheFieldsAreTheSame()
    {
        var names = SampleTests.Names().Select(row => row.Data).Where(name => Sections(name).Length > 2).ToArray();
        Assert.True(names.Length > 10);
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, int.MaxValue - 1]).Select(drawn => (name: names[drawn.Item1], seed: drawn.Item2)).Sample(drawn =>
        {
            var sections = Sections(drawn.name);
            var text = string.Join("\n\n", sections[1..].OrderBy(section => HashCode(section, drawn.seed)).Prepend(sections[0]).Select(section => section.TrimEnd())) + "\n";
            AssertNothingWrong(SampleTests.Expected(drawn.name), SampleTests.ImportText(text, SampleTests.SourceOf(drawn.name)), "shuffled");
            AssertNothingMissing(SampleTests.Expected(drawn.name), SampleTests.ImportText(text, SampleTests.SourceOf(drawn.name)));
        }, iter: 300);
    }

    // An order that the seed alone decides.
    private static int HashCode(string section, int seed) => section.Aggregate(seed, (code, c) => unchecked((code * 31) + c));

    // The first stands above all others: down to the title.
    private static string[] Sections(string name)
    {
        var sections = SectionStart().Split(File.ReadAllText(SampleTests.SourceOf(name)));
        var title = SampleTests.Expected(name)["title"]!.GetValue<string>();
        var at = Array.FindIndex(sections, section => section.Contains(title, StringComparison.Ordinal));
        return [string.Concat(sections[..(at + 1)]), .. sections[(at + 1)..]];
    }

    private static void AssertNothingWrong(JsonObject expected, ImportResult result, string turn)
    {
        var actual = JsonNode.Parse(ImportJson.ToUtf8(result))!["campaign"]!.AsObject();
        var isShort = false;
        foreach (var (field, wanted) in expected.Where(entry => entry.Key != "findings"))
        {
            var (right, found) = (Values(field, wanted), Values(field, actual[field]));
            Assert.True(found.All(right.Contains), $"{turn}: {field} holds {string.Join(" | ", found.Except(right))}, and the document says {string.Join(" | ", right)}.");
            isShort |= found.Count < right.Count;
        }
        if (isShort)
            Assert.NotEmpty(result.Findings);
    }

    private static void AssertNothingMissing(JsonObject expected, ImportResult result)
    {
        var actual = JsonNode.Parse(ImportJson.ToUtf8(result))!["campaign"]!.AsObject();
        foreach (var (field, wanted) in expected.Where(entry => entry.Key != "findings"))
            Assert.Equal(Values(field, wanted).Order(StringComparer.Ordinal), Values(field, actual[field]).Order(StringComparer.Ordinal));
    }

    // What a field says, value by value: a list may have lost some, and what is there has to be right.
    private static HashSet<string> Values(string field, JsonNode? value)
    {
        IEnumerable<string> values = value switch
        {
            null => [],
            JsonArray list when field == "messages" => list.Select(message => Squeezed(message!["text"]!.GetValue<string>())),
            // An office and a name belong together; contacts belong to them.
            JsonArray list when field == "targets" => list.SelectMany(target => new[] { "emails", "phones", "faxes", "twitter", "facebook" }
                .SelectMany(kind => target![kind]!.AsArray().Select(contact => $"{kind} {contact}".ToLowerInvariant())).Concat(new[] { "name", "title" }.Select(kind => target![kind] is { } said ? $"{kind} {said}" : "").Where(said => said.Length > 0))),
            JsonArray list => list.Select(item => item!.GetValue<string>().ToLowerInvariant()),
            _ => [Squeezed(value.GetValue<string>())],
        };
        return [.. values];
    }

    private static string Plain(string text) =>
        Markup().Replace(Link().Replace(text, "$1"), "").Replace("\\_", "_", StringComparison.Ordinal);

    private static string Squeezed(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingBlanks();

    [GeneratedRegex(@"^(?=.)", RegexOptions.Multiline)]
    private static partial Regex LineStart();

    [GeneratedRegex("^", RegexOptions.Multiline)]
    private static partial Regex LineBegin();

    [GeneratedRegex("^#{2,} ", RegexOptions.Multiline)]
    private static partial Regex DeepHeading();

    [GeneratedRegex("^- ", RegexOptions.Multiline)]
    private static partial Regex Bullet();

    [GeneratedRegex("(?=^## )", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"\*\*|^#+ |<(?=http)|(?<=\S)>(?=\s*$)", RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Blanks();
}
