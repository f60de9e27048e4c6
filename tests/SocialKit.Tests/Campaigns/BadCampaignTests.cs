using System.Diagnostics;
using SocialKit.Campaigns;
using SocialKit.Testing;
using static SocialKit.Tests.Campaigns.CampaignFolders;

namespace SocialKit.Tests.Campaigns;

public sealed class BadCampaignTests
{
    [Theory]
    [InlineData("# a+2\nx\n", "messages.en.md:5:3 thread-gap")]
    [InlineData("# a\nx\n# a+3\nx\n", "messages.en.md:7:3 thread-gap")]
    [InlineData("# a\nx\n# a+2 (beta)\nx\n", "messages.en.md:7:3 thread-gap")]
    [InlineData("# a\nx\n# a+2\nx\n# a+2\ny\n", "messages.en.md:9:3 duplicate-message")]
    [InlineData("# a\nx\n# a+02\nx\n", "messages.en.md:7:3 bad-message-heading")]
    [InlineData("# a\nx\n# a+2/2\nx\n", "messages.en.md:7:3 bad-message-heading")]
    [InlineData("# a\nx\n# a+100\nx\n", "messages.en.md:7:3 bad-message-heading")]
    public void AThreadIsNumberedFromItsFirstPostOn(string messages, params string[] findings)
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", English + "\n" + messages);
        Assert.Equal(findings, folder.Findings());
    }

    [Theory]
    [InlineData("- visibility: quiet", "bad-post-option")]
    [InlineData("- Gamma visibility: quiet", "unknown-platform")]
    [InlineData("- Beta visibility: quiet", "bad-post-option")]
    [InlineData("- Alpha visibilty: quiet", "bad-post-option")]
    [InlineData("- Alpha visibility: loud", "bad-post-option")]
    [InlineData("- Alpha visibility:", "empty-item")]
    [InlineData("- Alpha visibility", "no-label")]
    [InlineData("- Alpha visibility (kaz akh): quiet", "bad-language")]
    [InlineData("- Alpha visibility: quiet\n- Alef Visibility: public", "duplicate-rule")]
    public void AnOptionIsOneThatThePlatformTakes(string line, string code)
    {
        using var folder = With("campaign.md", Matter + "# Post options\n" + line + "\n");
        Assert.EndsWith(" " + code, Assert.Single(folder.Findings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "campaign.md:1:1 no-front-matter")]
    [InlineData("title: x\n", "campaign.md:1:1 no-front-matter")]
    [InlineData("---\nsocialkit: 1\ntitle: x\n", "campaign.md:1:1 no-front-matter-end")]
    [InlineData("---\n---\n", "campaign.md:1:1 missing-key", "campaign.md:2:1 missing-key")]
    [InlineData("---\njust words\n---\n", "campaign.md:1:1 missing-key", "campaign.md:2:1 bad-front-matter", "campaign.md:3:1 missing-key")]
    [InlineData("---\nsocialkit: 2\ntitle: x\n---\n", "campaign.md:2:12 unknown-format")]
    [InlineData("---\nsocialkit: 1\ntitle: [a, b]\n---\n", "campaign.md:3:8 not-a-plain-value")]
    [InlineData("---\nsocialkit: 1\ntitle: x\nperson:\n  - a\n---\n", "campaign.md:5:3 not-a-plain-value")]
    [InlineData("---\nsocialkit: 1\ntitle: x\nperson: {a: {b: [c]}}\nsource: y\n---\n", "campaign.md:4:9 not-a-plain-value")]
    [InlineData("---\nsocialkit: 1\ntitle: &a x\nperson: *a\n---\n", "campaign.md:3:8 not-a-plain-value", "campaign.md:4:9 not-a-plain-value")]
    [InlineData("---\nsocialkit: 1\ntitle: !!str x\n---\n", "campaign.md:3:8 not-a-plain-value")]
    [InlineData("---\nsocialkit: 1\ntitle: |\n  x\n---\n", "campaign.md:3:8 not-a-plain-value")]
    [InlineData("---\nsocialkit: 1\ntitle: \"a\\nb\"\n---\n", "campaign.md:3:8 not-one-line")]
    [InlineData("---\nsocialkit: 1\ntitle: \"a\\0b\"\n---\n", "campaign.md:3:8 nul-character")]
    [InlineData("---\nsocialkit: 1\ntitle: \"\\U99999999\"\n---\n", "campaign.md:3:6 bad-front-matter")]
    [InlineData("---\nsocialkit: 1\ntitle: a\n...\nx: y\n---\n", "campaign.md:5:1 bad-front-matter")]
    [InlineData("---\n{socialkit: 1, title: x}\n---\n", "campaign.md:2:1 not-a-plain-value")]
    [InlineData("---\r\nsocialkit: 1\r\ntitle: x\r\nsource: y\r\nz: 1\r\n---\r\n", "campaign.md:5:1 unknown-key")]
    [InlineData("---\nsocialkit: 1\ntitle: 👩‍👧 x\nz: 1\n---\n", "campaign.md:4:1 unknown-key")]
    [InlineData("---\nsocialkit: 1\ntitle: 'a\u2028\u0085b'\nz: 1\n---\n", "campaign.md:3:8 not-one-line", "campaign.md:4:1 unknown-key")]
    [InlineData("\uFEFF---\nsocialkit: 1\ntitle: x\nz: 1\n---\n", "campaign.md:4:1 unknown-key")]
    [InlineData("---\nsocialkit: 1\ntitle:\n---\n", "campaign.md:3:7 empty-value")]
    [InlineData("---\nsocialkit: 1\ntitle: ~\n---\n", "campaign.md:3:8 empty-value")]
    [InlineData("---\nsocialkit: 1\ntitle: null\n---\n", "campaign.md:3:8 empty-value")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ntitel: y\n---\n", "campaign.md:4:1 unknown-key")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ntitle: y\n---\n", "campaign.md:4:1 duplicate-key")]
    [InlineData("---\nsocialkit: 1\ntitle: @x\n---\n", "campaign.md:3:8 bad-front-matter")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ndeadline: 2026-02-30\n---\n", "campaign.md:4:11 bad-date")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ndeadline: 31.12.2026\n---\n", "campaign.md:4:11 bad-date")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ntime-zone: Asia/Testville\n---\n", "campaign.md:4:12 unknown-time-zone")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ntime-zone: ../../etc/passwd\n---\n", "campaign.md:4:12 unknown-time-zone")]
    [InlineData("---\nsocialkit: 1\ntitle: x\nembargo: soon\n---\n", "campaign.md:4:10 bad-time")]
    [InlineData("---\nsocialkit: 1\ntitle: x\nembargo: 2026-12-01 09:00\n---\n", "campaign.md:4:10 bad-time")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ntime-zone: Europe/London\nembargo: 2026-03-29 01:30\n---\n", "campaign.md:5:10 time-skipped")]
    [InlineData("---\nsocialkit: 1\ntitle: x\ntime-zone: Europe/London\nembargo: 2026-10-25 01:30\n---\n", "campaign.md:5:10 time-twice")]
    [InlineData("---\nsocialkit: 1\ntitle: x\nsource-language: English\n---\n", "campaign.md:4:18 bad-language")]
    [InlineData("---\nsocialkit: 1\ntitle: x\nletter-languages: kk, Russian\n---\n", "campaign.md:4:19 bad-language")]
    public void FrontMatterIsRefusedAtItsPlace(string content, params string[] findings)
    {
        using var folder = With("campaign.md", content);
        Assert.Equal(findings, folder.Findings());
    }

    [Theory]
    [InlineData("Words.\n", "campaign.md:5:1 unexpected-line")]
    [InlineData("# Target\n- x\n", "campaign.md:5:3 unknown-section")]
    [InlineData("# Hashtags\n- #a\n# Hashtags\n- #b\n", "campaign.md:7:1 duplicate-section")]
    [InlineData("# Hashtags\n-\n- tag\n- #a #b\n- #\n* #c\n- #d\n- #D\n", "campaign.md:6:1 empty-item", "campaign.md:7:3 bad-hashtag", "campaign.md:8:3 bad-hashtag", "campaign.md:9:3 bad-hashtag", "campaign.md:10:1 unexpected-line", "campaign.md:12:3 duplicate-hashtag")]
    [InlineData("# Targets\n- Name: x\n- Fax: y\n", "campaign.md:6:3 unexpected-line")]
    [InlineData("# Targets\n## !\n- Name: x\n", "campaign.md:6:1 bad-target")]
    [InlineData("# Targets\n## The Office\n## the office!\n", "campaign.md:7:1 duplicate-target")]
    [InlineData("# Targets\n## A\n- Name: x\n- Name: y\n- Role: boss\n-\n- Emial: x\n- words\n- Fax:\n", "campaign.md:8:3 duplicate-line", "campaign.md:9:3 unknown-role", "campaign.md:10:1 empty-item", "campaign.md:11:3 unknown-label", "campaign.md:12:3 no-label", "campaign.md:13:3 empty-item")]
    [InlineData("# Targets\n## A\n- Alpha: @ok\n- Alef: @again\n- Beta: @no dot\n", "campaign.md:8:3 duplicate-line", "campaign.md:9:9 bad-handle")]
    [InlineData("# Follow and repost\n- Alpha: @a-b\n- Gamma: @x\n- @x\n-\n- https://alpha.example/x\n", "campaign.md:6:10 bad-handle", "campaign.md:7:3 unknown-platform", "campaign.md:8:3 no-label", "campaign.md:9:1 empty-item", "campaign.md:10:3 no-label")]
    [InlineData("# Follow and repost\n  consent: no\n- Alpha: @a\n  consent: no\n  consent: no\n- Alpha: A\n  consent:\n", "campaign.md:6:3 unexpected-line", "campaign.md:9:3 duplicate-line", "campaign.md:10:10 duplicate-account", "campaign.md:11:3 empty-item")]
    [InlineData("# Media\n- a.jpg\n- ../a.jpg | | x\n- /etc/passwd | | x\n- c:\\a | | x\n- a.jpg | | x\n", "campaign.md:6:3 bad-media-line", "campaign.md:7:3 outside-folder", "campaign.md:8:3 outside-folder", "campaign.md:9:3 outside-folder", "campaign.md:10:3 media-missing")]
    [InlineData("# Repost rules\n- spacing: 1h\n- Spacing: 2h\n- b\n- c:\n", "campaign.md:7:3 duplicate-rule", "campaign.md:8:3 no-label", "campaign.md:9:3 empty-item")]
    public void TheBodyIsRefusedLineByLine(string body, params string[] findings)
    {
        using var folder = With("campaign.md", Matter + body);
        Assert.Equal(findings, folder.Findings());
    }

    [Theory]
    [InlineData("Words.\n# a\nb\n", "messages.en.md:4:1 text-outside-message")]
    [InlineData("# Two words\nb\n", "messages.en.md:4:3 bad-message-heading")]
    [InlineData("# a/0\n# b/01\n# c/x\n# d/1000\n# -e\n# f ()\n", "messages.en.md:4:3 bad-message-heading", "messages.en.md:5:3 bad-message-heading", "messages.en.md:6:3 bad-message-heading", "messages.en.md:7:3 bad-message-heading", "messages.en.md:8:3 bad-message-heading", "messages.en.md:9:3 bad-message-heading")]
    [InlineData("# a (gamma)\nb\n", "messages.en.md:4:6 unknown-platform")]
    [InlineData("# a\nb\n# a/1\nc\n# a (alpha)\n# a (Alef)\n", "messages.en.md:6:3 duplicate-message", "messages.en.md:9:3 duplicate-message")]
    public void MessagesAreRefusedAtTheirHeading(string body, params string[] findings)
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", English + body);
        Assert.Equal(findings, folder.Findings());
    }

    [Fact]
    public void AMessageWithoutASourceIsAnError()
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", English + "# a\nx\n", "messages.kk.md", "---\nlanguage: kk\n---\n# a\n# b\n");
        Assert.Equal(["messages.kk.md:5:3 missing-in-source-language"], folder.Findings());
    }

    [Fact]
    public void AFileWithoutItsSourceFileIsOneError()
    {
        using var folder = With("campaign.md", Matter, "messages.kk.md", "---\nlanguage: kk\n---\n# a\n# b\n");
        Assert.Equal(["messages.kk.md:1:1 missing-in-source-language"], folder.Findings());
    }

    [Fact]
    public void FindingsComeFileByFileAndLineByLine()
    {
        using var folder = With(
            "campaign.md", Matter.Replace("title", "source-language: kk\ntitle", StringComparison.Ordinal) + "# Media\n- b.jpg | |\n-\n- a.jpg | |\n",
            "letter.en.md", "x",
            "messages.en.md", English + "# b\n# A\n# c\n",
            "messages.kk.md", "---\nlanguage: ru\n---\n",
            "zzz", "x");
        Assert.Equal(
            ["campaign.md:7:3 media-missing", "campaign.md:8:1 empty-item", "campaign.md:9:3 media-missing", "messages.kk.md:2:11 language-disagrees", "messages.en.md:5:3 bad-message-heading", "letter.en.md:1:1 no-front-matter", "zzz:1:1 unknown-file"],
            folder.Findings());
    }

    [Fact]
    public void ALanguageMustAgreeWithTheFileName()
    {
        using var folder = With("campaign.md", Matter, "letter.kk.md", "---\nlanguage: ru\n---\n", "letter.ru.md", "---\n---\n");
        Assert.Equal(["letter.kk.md:2:11 language-disagrees", "letter.ru.md:1:1 missing-key"], folder.Findings());
    }

    [Fact]
    public void FilesThatBelongToNoCampaignAreToldApart()
    {
        using var folder = With("campaign.md", Matter, "message.en.md", "x", "messages.English.md", "x", "letter.pt-br.md", "---\nlanguage: pt-br\n---\n", "letter.pt-BR.md", "---\nlanguage: pt-BR\n---\n", ".DS_Store", "x", "media/a.jpg", "x");
        Assert.Equal(["letter.pt-br.md:1:1 duplicate-language", "media/a.jpg:1:1 media-not-listed", "message.en.md:1:1 unknown-file", "messages.English.md:1:1 bad-language"], folder.Findings().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AMisspeltWordGetsTheNearestOneAsARemedy()
    {
        using var folder = With("campaign.md", "---\nsocialkit: 1\ntitle: x\ndeadlin: 2026-12-31\n---\n# Targets\n## A\n- Emial: x\n- Alhpa: x\n# Hashtag\n");
        Assert.Equal(["deadline", "Email", "Alpha", "Hashtags"], folder.Read().Findings.Select(finding => finding.Remedy.Split('\'')[1]));
    }

    [Fact]
    public void BytesThatAreNoUtf8AreAnErrorAtTheFirst()
    {
        using var folder = new CampaignFolders();
        folder.Put("campaign.md", [.. "---\ntitle: a"u8, 0xC3, 0x28]);
        Assert.Equal(["campaign.md:2:9 not-utf8"], folder.Findings());
    }

    [Fact]
    public void Utf16IsCalledByItsName()
    {
        using var folder = new CampaignFolders();
        folder.Put("campaign.md", [0xFF, 0xFE, (byte)'-', 0]);
        Assert.Contains("UTF-16", folder.Read().Findings[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\nsocialkit: 1\ntitle: a\0b\n---\n", "campaign.md:3:9 nul-character")]
    [InlineData("---\rtitle: a\r---\r", "campaign.md:1:4 stray-carriage-return")]
    public void CharactersThatNoTextHasAreAnError(string content, string finding)
    {
        using var folder = With("campaign.md", content);
        Assert.Equal([finding], folder.Findings());
    }

    [Fact]
    public void AHugeFileIsRefusedByItsSize()
    {
        using var folder = new CampaignFolders();
        using (var file = File.Create(folder.At("campaign.md")))
            file.SetLength(100L * 1024 * 1024 * 1024);
        Assert.Equal(["campaign.md:1:1 file-too-large"], folder.Findings());
    }

    [Fact]
    public void ATranslationIsNotBlamedForAnOriginalThatCouldNotBeRead()
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", English + new string('a', 2000), "messages.kk.md", "---\nlanguage: kk\n---\n# one\n");
        Assert.Equal(["messages.en.md:1:1 file-too-large"], folder.Findings(new CampaignLimits { MaxFileBytes = 1000 }));
    }

    [Fact]
    public void AMillionHeadingsAreOneError()
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", English + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"# m{i}\n")));
        Assert.Equal(["messages.en.md:5004:1 too-many-messages"], folder.Findings(new CampaignLimits { MaxFileBytes = int.MaxValue }));
        Assert.Equal(["messages.en.md:1:1 file-too-large"], folder.Findings());
    }

    [Fact]
    public void AFileFullOfNonsenseGivesAPageAndNotAFlood()
    {
        using var folder = With("campaign.md", Matter + "# Hashtags\n" + string.Concat(Enumerable.Repeat("nonsense\n", 4000)));
        var findings = folder.Findings();
        Assert.Equal(101, findings.Length);
        Assert.Equal("campaign.md:106:1 more-findings", findings[^1]);
    }

    [Theory]
    [InlineData('[', "campaign.md:3:8 not-a-plain-value", "campaign.md:3:40 bad-front-matter")]
    [InlineData('{', "campaign.md:3:8 not-a-plain-value", "campaign.md:3:40 bad-front-matter")]
    public void DeepYamlIsGivenUp(char sign, params string[] findings)
    {
        using var folder = With("campaign.md", "---\nsocialkit: 1\ntitle: " + new string(sign, 15_000) + "\n---\n");
        Assert.Equal(findings, folder.Findings());
    }

    [Fact]
    public void LongFrontMatterIsNotParsed()
    {
        using var folder = With("campaign.md", "---\nsocialkit: 1\ntitle: " + new string('x', 17_000) + "\n---\n");
        Assert.Contains("campaign.md:1:1 front-matter-too-long", folder.Findings());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("/nowhere/at/all")]
    public void APathThatLeadsNowhereCannotBeRead(string path)
    {
        var reading = new CampaignReader(FakePlatform.Set).Read(path);
        Assert.True(reading.CouldNotBeRead);
        Assert.Null(reading.Campaign);
        Assert.Equal([CampaignCodes.NoFolder], reading.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void AFileIsNoFolder()
    {
        using var folder = With("campaign.md", Matter);
        var reading = new CampaignReader(FakePlatform.Set).Read(folder.At("campaign.md"));
        Assert.True(reading.CouldNotBeRead);
        Assert.Equal([CampaignCodes.NoFolder], reading.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void AFolderWithoutACampaignIsBadContent()
    {
        using var folder = new CampaignFolders();
        Assert.False(folder.Read().CouldNotBeRead);
        Assert.Equal(["campaign.md:1:1 no-campaign-file"], folder.Findings());
    }

    [Fact]
    public void NothingIsReadThroughALinkThatLeadsOut()
    {
        using var folder = With("campaign.md", Matter + "# Media\n- a.jpg | | x\n");
        File.WriteAllText(Path.Combine(folder.Outside, "secret"), "---\nlanguage: en\n---\n# a\nsecret\n");
        File.CreateSymbolicLink(folder.At("messages.en.md"), "../secret");
        Directory.CreateSymbolicLink(folder.At("media"), "..");
        var reading = folder.Read();
        Assert.Empty(reading.Campaign!.Messages);
        Assert.Equal(["campaign.md:6:3 outside-folder", "messages.en.md:1:1 outside-folder", "media:1:1 outside-folder"], folder.Findings());
    }

    [Fact]
    public void ALinkThatStaysInsideIsFollowed()
    {
        using var folder = With("campaign.md", Matter, "media/en.md", English + "# a\nx\n");
        File.CreateSymbolicLink(folder.At("messages.en.md"), "media/../media/en.md");
        Assert.Equal("x", Assert.Single(folder.Read().Campaign!.Messages).Text);
    }

    [Fact]
    public void LinksThatGoInACircleAreAnError()
    {
        using var folder = With("campaign.md", Matter);
        File.CreateSymbolicLink(folder.At("messages.en.md"), "messages.kk.md");
        File.CreateSymbolicLink(folder.At("messages.kk.md"), "messages.en.md");
        Assert.Equal(["messages.en.md:1:1 outside-folder", "messages.kk.md:1:1 outside-folder"], folder.Findings());
    }

    [Fact]
    public void ALinkToAFolderOfAnotherNameMayBeTheCampaign()
    {
        using var folder = With("campaign.md", Matter);
        var link = Path.Combine(folder.Outside, "link");
        Directory.CreateSymbolicLink(link, folder.Path);
        Assert.Empty(new CampaignReader(FakePlatform.Set).Read(link).Findings);
    }

    [Fact]
    public void APipeIsNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        using var folder = With("campaign.md", Matter);
        using (var make = Process.Start("mkfifo", folder.At("messages.en.md")))
            make.WaitForExit();
        Assert.Equal(["messages.en.md:1:1 no-front-matter"], folder.Findings());
    }

    [Fact]
    public void AFolderInPlaceOfAFileCannotBeRead()
    {
        using var folder = With("campaign.md", Matter, "letter.en.md/x", "x");
        Assert.Equal(["letter.en.md:1:1 cannot-read"], folder.Findings());
        Assert.True(folder.Read().CouldNotBeRead);
    }

    [Fact]
    public void MoreFilesThanMayBeAreOneError()
    {
        using var folder = With("campaign.md", Matter, "letter.en.md", "---\nlanguage: en\n---\n", "letter.kk.md", "---\nlanguage: kk\n---\n");
        Assert.Equal([CampaignCodes.TooManyFiles], folder.Read(new CampaignLimits { MaxFiles = 2 }).Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void ALineLongerThanMayBeIsAnError()
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", English + "# a\n" + new string('x', 70_000) + "\n");
        Assert.Equal(["messages.en.md:5:65537 line-too-long"], folder.Findings());
    }

    [Fact]
    public void ASectionLongerThanMayBeIsAnError()
    {
        using var folder = With("campaign.md", Matter + "# Hashtags\n- #a\n- #b\n- #c\n- #d\n");
        Assert.Equal(["campaign.md:8:1 too-many-items"], folder.Findings(new CampaignLimits { MaxItems = 2 }));
    }

    [Fact]
    public void APictureForAMessageThatIsNotThereIsAnError()
    {
        using var folder = With("campaign.md", Matter + "# Media\n- a.jpg | calls | A\n", "messages.en.md", English + "# call\nx\n", "media/a.jpg", "x");
        Assert.Equal(["campaign.md:6:3 unknown-message"], folder.Findings());
        Assert.Contains("'call'", folder.Read().Findings[0].Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Free-The-Poet", "free-the-poet", Severity.Warning)]
    [InlineData("свобода", "свобода", Severity.Error)]
    public void AFolderWhoseNameIsNoSlugIsToldSo(string name, string slug, Severity severity)
    {
        using var folder = With("campaign.md", Matter);
        Directory.CreateDirectory(folder.At(name));
        File.Copy(folder.At("campaign.md"), folder.At(name + "/campaign.md"));
        var reading = new CampaignReader(FakePlatform.Set).Read(folder.At(name));
        Assert.Equal(slug, reading.Campaign!.Slug);
        Assert.Equal((CampaignCodes.FolderName, severity), (reading.Findings.Single().Code, reading.Findings.Single().Severity));
    }
}
