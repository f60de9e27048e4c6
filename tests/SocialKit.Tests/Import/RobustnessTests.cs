using System.Text;
using System.Text.Json;
using CsCheck;
using SocialKit.Campaigns;
using SocialKit.Import;
using SocialKit.Platforms;

namespace SocialKit.Tests.Import;

/// <summary>No document makes the importer throw, and every draft can be written as a campaign folder and every result as JSON.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Pieces =
    [
        "**Messaging:**\n\n", "# ", "## ADDITIONAL TARGETS\n\n", "Twitter: ", "Fax: ", "Email: ", "\n\n", "\n", "  \n", "@a_b", "#Tag", "# Targets\n", "- ", "1. ", "| a | X |\n|---|---|\n| b | @c |\n",
        "Dear Sir,\n\n", "Yours sincerely,\n", "**To follow/retweet:** ", "(he/him)", "**NAME AND PREFERRED PRONOUN:** ", "Deadline: ", "31 May 2019", "https://twitter.com/x1", "\u00A0:", "[STATE]", "&#10;", "<br>", "`", "*", "_", "\\", "\t", "\uD83D\uDE00", "e\u0301",
        "HIS EXCELLENCY MR A B, Embassy of C, 1 D SW1Y 5EA, 020 7946 0412", "| Platform | Language | Message |\n|---|---|---|\n| X | es | Hola |\n", "**Owner:**\n\n", "## Social media\n\n", "President ", "Ana Example", "+7 7172 506 402", ";", " I ", "ACTION 1. ", "```\n", "> ", "\r",
    ];

    [Fact]
    public void TheDocumentsAreImported()
    {
        foreach (var path in Directory.GetFiles(TestData.Path("documents")))
            Import(File.ReadAllText(path), Path.GetFileName(path));
    }

    [Fact]
    public void AFindingAboutATargetNamesItWithoutItsTab()
    {
        var finding = Assert.Single(Imported.Markdown("## Targets\n\n| Organisation | X | Instagram |\n|---|---|---|\n| Friends\tof A | @a_b | @c_d |\n").Findings, finding => finding.Code == "platform-unknown");
        Assert.StartsWith("Friends of A has the account", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void MutatedDocumentsAreImported()
    {
        var documents = Directory.GetFiles(TestData.Path("documents")).Select(File.ReadAllText).ToArray();
        Gen.Select(Gen.Int[0, documents.Length - 1], Gen.Int[0, 10_000], Gen.Int[0, 60], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 10_000]).Sample((document, at, length, piece, to) =>
        {
            var text = documents[document];
            var cut = at % text.Length;
            text = text.Remove(cut, Math.Min(length, text.Length - cut)).Insert(cut, Pieces[piece]);
            var other = to % text.Length;
            Import(text[..cut] + text[other..] + text[..Math.Min(cut, 200)], "mutated.md");
        }, iter: Fuzzing.Inputs(400));
    }

    [Fact]
    public void PiecesInAnyOrderAreImported() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 40].Sample(order => Import(string.Concat(order.Select(index => Pieces[index])), "pieces.md"), iter: Fuzzing.Inputs(1500));

    [Fact]
    public void AnyBytesAreImported() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Check(new Importer(KnownPlatforms.All).Import(new MarkdownReader().Read(bytes, "bytes.md"))), iter: Fuzzing.Inputs(300));

    private static void Import(string text, string name) => Fuzzing.Within(text, text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var reader in Importer.Readers)
            Check(new Importer(KnownPlatforms.All).Import(reader.Read(bytes, name)));
    });

    private static void Check(ImportResult result)
    {
        CampaignWriter.Write(result.Draft, platforms: KnownPlatforms.All);
        using var json = JsonDocument.Parse(ImportJson.ToUtf8(result));
        Assert.All(result.Findings, finding => Assert.DoesNotContain(finding.Reason, c => char.IsControl(c)));
    }
}
