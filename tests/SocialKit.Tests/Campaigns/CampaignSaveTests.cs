using SocialKit.Campaigns;
using SocialKit.Testing;
using static SocialKit.Tests.Campaigns.CampaignFolders;

namespace SocialKit.Tests.Campaigns;

public sealed class CampaignSaveTests
{
    private static readonly Campaign Poet = new() { Slug = "free-the-poet", Title = "Free the poet", Messages = [new Message("a", "en", "x"), new Message("a", "kk", "y")] };

    [Fact]
    public void AFolderIsMadeAndHoldsNothingElse()
    {
        using var folder = new CampaignFolders();
        CampaignWriter.Save(Poet, folder.At("inner"), platforms: FakePlatform.Set);
        Assert.Equal(["campaign.md", "messages.en.md", "messages.kk.md"], Directory.GetFileSystemEntries(folder.At("inner")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AFileThatTheCampaignNoLongerNeedsIsRemovedAndNoOther()
    {
        using var folder = new CampaignFolders();
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        folder.Put("notes.txt", "mine").Put("media/a.jpg", "x");
        CampaignWriter.Save(Poet with { Messages = [Poet.Messages[0]] }, folder.Path, folder.Read());
        Assert.Equal(["campaign.md", "media", "messages.en.md", "notes.txt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WithoutAnOriginalNothingIsRemoved()
    {
        using var folder = new CampaignFolders();
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        CampaignWriter.Save(Poet with { Messages = [Poet.Messages[0]] }, folder.Path, platforms: FakePlatform.Set);
        Assert.True(File.Exists(folder.At("messages.kk.md")));
    }

    [Fact]
    public void AnOriginalFromElsewhereRemovesNothingHere()
    {
        using var folder = new CampaignFolders();
        using var other = With("campaign.md", Matter, "messages.en.md", English + "# a\nx\n");
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        CampaignWriter.Save(Poet with { Messages = [] }, folder.Path, other.Read());
        Assert.True(File.Exists(folder.At("messages.en.md")));
    }

    [Fact]
    public void AnUnchangedFileIsNotTouched()
    {
        using var folder = new CampaignFolders();
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        var then = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(folder.At("messages.en.md"), then);
        CampaignWriter.Save(Poet with { Title = "New" }, folder.Path, folder.Read());
        Assert.Equal(then, File.GetLastWriteTimeUtc(folder.At("messages.en.md")));
        Assert.Equal("New", folder.Read().Campaign!.Title);
    }

    [Fact]
    public void WhatSomebodyElseChangedIsNotOverwritten()
    {
        using var folder = new CampaignFolders();
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        var reading = folder.Read();
        folder.Put("messages.en.md", English + "# a\ntheirs\n");
        Assert.Throws<CampaignWriteException>(() => CampaignWriter.Save(Poet with { Title = "New", Messages = [Poet.Messages[0] with { Text = "ours" }, Poet.Messages[1]] }, folder.Path, reading));
        Assert.Equal("theirs", folder.Read().Campaign!.Messages[0].Text);
        Assert.Equal("Free the poet", folder.Read().Campaign!.Title);
    }

    [Fact]
    public void WhatSomebodyElseChangedElsewhereStays()
    {
        using var folder = new CampaignFolders();
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        var reading = folder.Read();
        folder.Put("messages.en.md", English + "# a\ntheirs\n");
        CampaignWriter.Save(Poet with { Title = "New" }, folder.Path, reading);
        Assert.Equal(("New", "theirs"), (folder.Read().Campaign!.Title, folder.Read().Campaign!.Messages[0].Text));
    }

    [Fact]
    public void AFileThatSomebodyElseMadeIsNotOverwritten()
    {
        using var folder = With("campaign.md", Matter);
        var reading = folder.Read();
        folder.Put("letter.en.md", English + "theirs\n");
        Assert.Throws<CampaignWriteException>(() => CampaignWriter.Save(reading.Campaign! with { Letters = [new Letter("en", "ours")] }, folder.Path, reading));
    }

    [Fact]
    public void NothingIsWrittenThroughALink()
    {
        using var folder = new CampaignFolders();
        var outside = Path.Combine(folder.Outside, "precious");
        File.WriteAllText(outside, "precious");
        File.CreateSymbolicLink(folder.At("campaign.md"), outside);
        File.CreateSymbolicLink(folder.At(".campaign.md.new"), outside);
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        Assert.Equal("precious", File.ReadAllText(outside));
        Assert.Null(new FileInfo(folder.At("campaign.md")).LinkTarget);
    }

    [Fact]
    public void IfOneFileCannotBeWrittenNoneIsChanged()
    {
        using var folder = new CampaignFolders();
        CampaignWriter.Save(Poet, folder.Path, platforms: FakePlatform.Set);
        Directory.CreateDirectory(folder.At(".messages.kk.md.new/blocks"));
        var reading = folder.Read();
        Assert.ThrowsAny<SystemException>(() => CampaignWriter.Save(Poet with { Title = "New", Messages = [Poet.Messages[0], Poet.Messages[1] with { Text = "z" }] }, folder.Path, reading));
        Assert.Equal(Poet, folder.Read().Campaign);
        Assert.False(File.Exists(folder.At(".campaign.md.new")));
    }

    public static TheoryData<string, Campaign> Unwritable { get; } = new()
    {
        { "a heading in a text", Poet with { Messages = [new Message("a", "en", "x\n# y")] } },
        { "a blank first line", Poet with { Messages = [new Message("a", "en", "\nx")] } },
        { "a blank last line", Poet with { Messages = [new Message("a", "en", "x\n \t")] } },
        { "a blank text", Poet with { Messages = [new Message("a", "en", "\u00A0")] } },
        { "a carriage return", Poet with { Messages = [new Message("a", "en", "x\r\ny")] } },
        { "a NUL", Poet with { Messages = [new Message("a", "en", "x\0y")] } },
        { "half a character", Poet with { Messages = [new Message("a", "en", "x\uD83D")] } },
        { "an id that is none", Poet with { Messages = [new Message("A b", "en", "x")] } },
        { "rotation 0", Poet with { Messages = [new Message("a", "en", "x") { Rotation = 0 }] } },
        { "an unknown platform", Poet with { Messages = [new Message("a", "en", "x") { Platform = new PlatformId("gamma") }] } },
        { "a platform without a name", Poet with { Messages = [new Message("a", "en", "x") { Platform = default(PlatformId) }] } },
        { "two messages of one name", Poet with { Messages = [new Message("a", "en", "x"), new Message("a", "en", "y")] } },
        { "a language that is a path", Poet with { Messages = [new Message("a", "../en", "x")] } },
        { "languages that differ in capitals", Poet with { Messages = [new Message("a", "pt-br", "x"), new Message("a", "pt-BR", "x")] } },
        { "a letter in a language that is a path", Poet with { Letters = [new Letter("/etc/x", "x")] } },
        { "two letters of one language", Poet with { Letters = [new Letter("en", "x"), new Letter("en", "y")] } },
        { "an empty title", Poet with { Title = "" } },
        { "a title of two lines", Poet with { Title = "a\nb" } },
        { "an empty person", Poet with { Person = "" } },
        { "a source language that is none", Poet with { SourceLanguage = "English" } },
        { "a target without letters", Poet with { Targets = [new Target("!")] } },
        { "two targets of one name", Poet with { Targets = [new Target("A b"), new Target("a B")] } },
        { "a contact with blanks", Poet with { Targets = [new Target("A") { Contacts = [new Contact(ContactKind.Fax, " 1")] }] } },
        { "a contact of two lines", Poet with { Targets = [new Target("A") { Contacts = [new Contact(ContactKind.Address, "1\n- Fax: 2")] }] } },
        { "a handle without a platform", Poet with { Targets = [new Target("A") { Contacts = [new Contact(ContactKind.Handle, "a")] }] } },
        { "a platform without a handle", Poet with { Targets = [new Target("A") { Contacts = [new Contact(ContactKind.Fax, "a", FakePlatform.Alpha.Id)] }] } },
        { "a handle that is none", Poet with { Targets = [new Target("A") { Contacts = [new Contact(ContactKind.Handle, "a b", FakePlatform.Alpha.Id)] }] } },
        { "two handles on one platform", Poet with { Targets = [new Target("A") { Contacts = [new Contact(ContactKind.Handle, "a", FakePlatform.Alpha.Id), new Contact(ContactKind.Handle, "b", FakePlatform.Alpha.Id)] }] } },
        { "a hashtag with its sign", Poet with { Hashtags = ["#a"] } },
        { "a hashtag of two words", Poet with { Hashtags = ["a b"] } },
        { "an account twice", Poet with { Follow = [new FollowedAccount(FakePlatform.Alpha.Id, "a"), new FollowedAccount(FakePlatform.Alpha.Id, "@A")] } },
        { "a picture outside", Poet with { Media = [new MediaFile("../a.jpg", "x")] } },
        { "a picture twice", Poet with { Media = [new MediaFile("a.jpg", "x"), new MediaFile("A.jpg", "x")] } },
        { "a rule with a colon", Poet with { RepostRules = [new RepostRule("a:b", "x")] } },
        { "an empty about", Poet with { About = "" } },
        { "a section in the about", Poet with { About = "x\n# targets \ny" } },
    };

    [Theory]
    [MemberData(nameof(Unwritable))]
    public void WhatTheFormatCannotHoldIsRefused(string what, Campaign campaign)
    {
        using var folder = new CampaignFolders();
        Assert.NotEmpty(what);
        Assert.Throws<CampaignWriteException>(() => CampaignWriter.Save(campaign, folder.Path, platforms: FakePlatform.Set));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
