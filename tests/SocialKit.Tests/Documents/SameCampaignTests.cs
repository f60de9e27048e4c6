using System.Text;
using SocialKit.Campaigns;
using SocialKit.Documents;
using SocialKit.Import;
using SocialKit.Platforms;

namespace SocialKit.Tests.Documents;

/// <summary>The same document gives the same campaign, whatever program wrote it in whatever format.</summary>
public sealed class SameCampaignTests(Renderings renderings) : IClassFixture<Renderings>
{
    private static readonly ImportResult Expected = Import(new MarkdownReader(), Encoding.UTF8.GetBytes(Renderings.Markdown), "action.md");

    private static ImportResult Import(IDocumentReader reader, byte[] bytes, string name) => new Importer(KnownPlatforms.All).Import(reader.Read(bytes, name));

    private static ImportResult File(IDocumentReader reader, string path) => Import(reader, System.IO.File.ReadAllBytes(path), "action" + Path.GetExtension(path));

    [Fact]
    public void AsAWebPage() => IsSame(File(new HtmlReader(), renderings.Html));

    [Fact]
    public void AsAWordDocument() => IsSame(File(new DocxReader(), renderings.Docx));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AsAPdfByLibreOffice(int columns) => IsSame(File(new PdfReader(), renderings.OfficePdf(columns)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AsAPdfByChromium(int columns) => IsSame(File(new PdfReader(), renderings.ChromiumPdf(columns)));

    [Fact]
    public void AsPlainTextAsFarAsItGoes()
    {
        // Bold and headings are gone: whose an account is, and what the title is, a text does not always tell.
        var blocks = new MarkdownReader().Read(Encoding.UTF8.GetBytes(Renderings.Markdown), "a.md").Blocks;
        var text = string.Join("\n\n", blocks.Select(block => string.Join('\n', block.Lines.Select(line => line.Text))));
        var campaign = Import(new PlainTextReader(), Encoding.UTF8.GetBytes(text), "action.txt").Draft;
        Assert.Equal((Expected.Draft.Person, Expected.Draft.Pronouns, Expected.Draft.Deadline, Expected.Draft.LetterLanguages), (campaign.Person, campaign.Pronouns, campaign.Deadline, campaign.LetterLanguages));
        Assert.Equal(Expected.Draft.Messages, campaign.Messages);
        Assert.Equal(Expected.Draft.Letters, campaign.Letters);
        Assert.Equal(Expected.Draft.Hashtags, campaign.Hashtags);
        Assert.Equal(Expected.Draft.Follow, campaign.Follow);
        Assert.Equal(Expected.Draft.Targets.Select(target => target.Title), campaign.Targets.Select(target => target.Title));
    }

    private static void IsSame(ImportResult result)
    {
        Assert.False(result.HasErrors);
        // The message is the same to the byte.
        Assert.Equal(Expected.Draft.Messages.Select(message => message.Text), result.Draft.Messages.Select(message => message.Text));
        // The background is Markdown, with its links, only where the document was; letters that a font joined stay joined in a letter.
        Assert.Equal(Comparable(Expected.Draft), Comparable(result.Draft));
        Assert.Equal(Expected.Taken.Where(taken => taken.Key is not ("about" or "letter")).Select(taken => (taken.Key, taken.Value, taken.Certainty)),
            result.Taken.Where(taken => taken.Key is not ("about" or "letter")).Select(taken => (taken.Key, taken.Value, taken.Certainty)));
    }

    private static Campaign Comparable(Campaign campaign) => campaign with
    {
        Slug = "same",
        About = null,
        Letters = [.. campaign.Letters.Select(letter => letter with { Text = letter.Text.Replace("\uFB00", "ff", StringComparison.Ordinal).Replace("\uFB01", "fi", StringComparison.Ordinal).Replace("\uFB02", "fl", StringComparison.Ordinal).Replace("\uFB03", "ffi", StringComparison.Ordinal) })],
    };
}
