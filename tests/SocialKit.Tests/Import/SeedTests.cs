using System.Text;
using SocialKit.Campaigns;
using SocialKit.Import;
using SocialKit.Platforms;

namespace SocialKit.Tests.Import;

/// <summary>The urgent action that this toolkit was made for comes out complete.</summary>
public sealed class SeedTests
{
    private static readonly PlatformId X = new("x");
    private static readonly PlatformId Facebook = new("facebook");

    private static ImportResult Seed() => Imported.File("seed-urgent-action.md");

    [Fact]
    public void TheProsecutorHasEveryContactAsWritten()
    {
        var prosecutor = Seed().Draft.Targets[0];
        Assert.Equal(new Target("Prosecutor General")
        {
            Name = "Nurdauletov Gizat Daurenbekovich",
            Contacts =
            [
                new(ContactKind.Address, "Prospect Mengilik, 14, Nur-Sultan, 010000 Kazakhstan"),
                new(ContactKind.Fax, "+7 7172 506 402"),
                new(ContactKind.Email, "press@prokuror.kz"),
                new(ContactKind.Handle, "@GenProkRK", X),
                new(ContactKind.Handle, "https://www.facebook.com/GenProkRK", Facebook),
            ],
        }, prosecutor);
    }

    [Fact]
    public void TheEmbassyOnOneLineIsATargetForCopies()
    {
        var embassy = Seed().Draft.Targets[1];
        Assert.Equal(new Target("Embassy of the Republic of Kazakhstan")
        {
            Name = "ERLAN IDRISOV",
            CopyOnly = true,
            Contacts =
            [
                new(ContactKind.Address, "125 Pall Mall SW1Y 5EA"),
                new(ContactKind.Phone, "020 792 51757"),
                new(ContactKind.Email, "London@kazembassy.org.uk"),
                new(ContactKind.Email, "London@mfa.kz"),
                new(ContactKind.Web, "http://www.mfa.kz/london"),
            ],
        }, embassy);
    }

    [Fact]
    public void TheMessageIsLiteral()
    {
        var message = Assert.Single(Seed().Draft.Messages);
        var line = File.ReadAllLines(TestData.Path("seed-urgent-action.md")).Single(line => line.StartsWith("Serikzhan #Bilash", StringComparison.Ordinal));
        Assert.Equal(new Message("message-1", "en", line), message);
        Assert.Equal(227, message.Text.Length);
    }

    [Fact]
    public void TheLetterGoesFromItsSalutationToItsClosingWords()
    {
        var letter = Assert.Single(Seed().Draft.Letters);
        var paragraphs = letter.Text.Split("\n\n");
        Assert.Equal("Dear Prosecutor General,", paragraphs[0]);
        Assert.Equal("Yours sincerely,", paragraphs[^1]);
        Assert.Equal(6, paragraphs.Length);
    }

    [Fact]
    public void EmphasisInTheLetterIsUndone() => Assert.DoesNotContain("*", Assert.Single(Seed().Draft.Letters).Text, StringComparison.Ordinal);

    [Fact]
    public void TheFollowedAccountsLoseTheirEscapes() =>
        Assert.Equal([new FollowedAccount(X, "@struthers_marie"), new FollowedAccount(X, "@AmnestyEECA")], Seed().Draft.Follow);

    [Fact]
    public void ThatRetweetMeansXIsSaid()
    {
        var result = Seed();
        Assert.True(result.Has("platform-assumed"));
        Assert.All(result.Taken.Where(field => field.Key == "follow"), field => Assert.Equal(Certainty.Likely, field.Certainty));
    }

    [Fact]
    public void NothingElseIsInDoubt() => Assert.Equal(["platform-assumed"], Seed().Findings.Select(finding => finding.Code));

    [Fact]
    public void TheBackgroundStaysMarkdown()
    {
        var about = Seed().Draft.About!;
        Assert.Contains(@"\$700", about, StringComparison.Ordinal);
        Assert.Contains("<https://www.amnesty.org/en/documents/asa17/9113/2018/en/>", about, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRestOfTheCampaignIsKnown()
    {
        var draft = Seed().Draft;
        Assert.Equal("2019-serikzhan-bilash", draft.Slug);
        Assert.Equal("Urgent action, Kazakhstan, 2019", draft.Source);
        Assert.Equal(["kk", "ru", "en"], draft.LetterLanguages);
        Assert.Equal(["Bilash", "KazakhsInChina"], draft.Hashtags);
        Assert.Equal("en", draft.SourceLanguage);
    }

    [Fact]
    public void TheSourcesOwnErrorsStay()
    {
        var draft = Seed().Draft;
        Assert.Contains("Article 274", draft.About, StringComparison.Ordinal);
        Assert.Contains("Xinjian Uighur", draft.Letters[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deadline", 46)]
    [InlineData("person", 49)]
    [InlineData("target.fax", 17)]
    [InlineData("target.facebook", 61)]
    [InlineData("message", 65)]
    [InlineData("letter", 21)]
    public void EachFieldNamesItsLine(string key, int line) => Assert.Equal(line, Seed().Taken.First(field => field.Key == key).Place.Line);

    [Fact]
    public void AnEditorThatStripsHardBreaksChangesNothing()
    {
        var text = File.ReadAllText(TestData.Path("seed-urgent-action.md"));
        var stripped = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
        Assert.NotEqual(text, stripped);
        Assert.Equal(Seed().Draft with { Slug = "x" }, Imported.Markdown(stripped).Draft with { Slug = "x" });
    }

    [Fact]
    public void CarriageReturnsChangeNothing()
    {
        var text = File.ReadAllText(TestData.Path("seed-urgent-action.md"));
        Assert.Equal(Seed().Draft, Imported.Markdown(text.ReplaceLineEndings("\r\n"), "seed-urgent-action.md").Draft);
    }

    [Fact]
    public void ItCanBeWrittenAsACampaignFolder() => Assert.NotEmpty(CampaignWriter.Write(Seed().Draft, platforms: KnownPlatforms.All));

    [Fact]
    public void TheJsonHasNoEscapes()
    {
        var result = Imported.Markdown("# Titel: Größe \u201Cж\u201D\n\nSample tweet:\n\nЁж & <b> #Ё\n");
        var json = Encoding.UTF8.GetString(ImportJson.ToUtf8(result));
        Assert.Contains("\"Titel: Größe \u201Cж\u201D\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", json, StringComparison.Ordinal);
    }
}
