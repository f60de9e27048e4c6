using SocialKit.Campaigns;
using SocialKit.Import;
using SocialKit.Platforms;

namespace SocialKit.Tests.Import;

/// <summary>The campaign that this repository ships is its source document, read by the importer, and what a person added to it.</summary>
public sealed class SourceDocumentTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "messages", "2019-serikzhan-bilash");

    private static readonly string[] Languages = ["kk", "ru"];

    [Fact]
    public void TheSourceDocumentImportsToTheShippedCampaign()
    {
        var draft = Draft();
        var shipped = new CampaignReader(KnownPlatforms.All).Read(Folder);
        Assert.Empty(shipped.Findings);
        // What only a person can add: the zone, the variants, the files for translators.
        var imported = shipped.Campaign! with
        {
            TimeZone = null,
            Messages = [.. shipped.Campaign.Messages.Where(message => message.Language == "en" && message.Platform is null)],
        };
        Assert.Equal(imported, draft with { Slug = imported.Slug });
    }

    [Theory]
    [InlineData("letter.en.md")]
    [InlineData("campaign.md")]
    [InlineData("messages.en.md")]
    public void EveryImportedLineStandsInTheShippedFile(string file)
    {
        var written = CampaignWriter.Write(Draft(), null, KnownPlatforms.All).Single(part => part.Name == file);
        var shipped = File.ReadAllLines(Path.Combine(Folder, file));
        var imported = System.Text.Encoding.UTF8.GetString(written.Bytes.Span).TrimEnd('\n').Split('\n');
        Assert.Equal(imported, shipped.Where(imported.Contains).Take(imported.Length));
    }

    [Fact]
    public void ThePreparedTranslationsAreEmptyAndComplete()
    {
        var campaign = new CampaignReader(KnownPlatforms.All).Read(Folder).Campaign!;
        var source = campaign.Messages.Where(message => message.Language == "en").Select(message => (message.Id, message.Platform, message.Rotation)).ToList();
        Assert.All(Languages, language =>
        {
            var prepared = campaign.Messages.Where(message => message.Language == language).ToList();
            Assert.Equal(source, prepared.Select(message => (message.Id, message.Platform, message.Rotation)));
            Assert.All(prepared, message => Assert.False(message.IsTranslated));
        });
    }

    private static Campaign Draft()
    {
        var file = Path.Combine(Repository.Root, "seeds", "2019-kazakhstan-serikzhan-bilash.md");
        return new Importer(KnownPlatforms.All).Import(new MarkdownReader().Read(File.ReadAllBytes(file), file)).Draft;
    }
}
