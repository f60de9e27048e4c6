using System.Text;
using CsCheck;
using SocialKit.Campaigns;
using SocialKit.Testing;

namespace SocialKit.Tests.Campaigns;

public sealed class CampaignWriterTests
{
    [Fact]
    public void WhatIsWrittenIsReadAsTheSameCampaign() =>
        CampaignGen.Campaign.Sample(campaign =>
        {
            using var folder = new CampaignFolders();
            CampaignWriter.Save(campaign, folder.Path, platforms: FakePlatform.Set);
            Assert.Equal(campaign, folder.Read().Campaign);
        }, iter: 200);

    [Fact]
    public void WhatIsUnchangedIsWrittenByteForByte() =>
        CampaignGen.Campaign.Sample(campaign =>
        {
            using var folder = new CampaignFolders();
            CampaignWriter.Save(campaign, folder.Path, platforms: FakePlatform.Set);
            var reading = folder.Read();
            Assert.All(CampaignWriter.Write(reading.Campaign!, reading), file => Assert.Equal(File.ReadAllBytes(folder.At(file.Name)), file.Bytes.ToArray()));
        }, iter: 100);

    [Fact]
    public void ANewCampaignLooksLikeTheExampleOfTheFormat()
    {
        var campaign = new Campaign
        {
            Slug = "free-the-poet",
            Title = "Free the poet",
            Deadline = new DateOnly(2026, 12, 31),
            LetterLanguages = ["kk", "en"],
            Targets =
            [
                new Target("Minister") { Name = "N. N.", Contacts = [new Contact(ContactKind.Email, "a@b.example"), new Contact(ContactKind.Handle, "@m", FakePlatform.Alpha.Id)] },
                new Target("Embassy") { CopyOnly = true },
            ],
            Hashtags = ["Poet"],
            Follow = [new FollowedAccount(FakePlatform.Alpha.Id, "@f") { Consent = "yes" }],
            Media = [new MediaFile("a.jpg", "A poet") { Messages = ["a", "b"] }],
            PostOptions = [new CampaignOption(FakePlatform.Alpha.Id, "visibility", "quiet"), new CampaignOption(FakePlatform.Alpha.Id, "note", "Ұстау") { Language = "kk" }],
            RepostRules = [new RepostRule("per-day", "3")],
            About = "Words.",
            Messages = [new Message("a", "en", "One\n\ntwo"), new Message("a", "en", "Three") { Platform = FakePlatform.Beta.Id, Rotation = 2 }, new Message("b", "en", "Four"), new Message("b", "en", "Five") { Part = 2 }, new Message("c", "en", "")],
            Letters = [new Letter("en", "Dear")],
        };
        Assert.Equal(
            [
                ("campaign.md", "---\nsocialkit: 1\ntitle: Free the poet\ndeadline: 2026-12-31\nletter-languages: kk, en\n---\n\n# Targets\n\n## Minister\n- Name: N. N.\n- Email: a@b.example\n- Alpha: @m\n\n## Embassy\n- Role: copy\n\n# Hashtags\n- #Poet\n\n# Follow and repost\n- Alpha: @f\n  consent: yes\n\n# Media\n- a.jpg | a, b | A poet\n\n# Post options\n- Alpha visibility: quiet\n- Alpha note (kk): Ұстау\n\n# Repost rules\n- per-day: 3\n\n# About\n\nWords.\n"),
                ("messages.en.md", "---\nlanguage: en\n---\n\n# a\nOne\n\ntwo\n\n# a/2 (beta)\nThree\n\n# b\nFour\n\n# b+2\nFive\n\n# c\n"),
                ("letter.en.md", "---\nlanguage: en\n---\n\nDear\n"),
            ],
            CampaignWriter.Write(campaign, platforms: FakePlatform.Set).Select(file => (file.Name, Encoding.UTF8.GetString(file.Bytes.Span))));
    }
}
