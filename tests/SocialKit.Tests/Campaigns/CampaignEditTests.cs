using System.Text;
using CsCheck;
using SocialKit.Campaigns;
using SocialKit.Testing;
using static SocialKit.Tests.Campaigns.CampaignFolders;

namespace SocialKit.Tests.Campaigns;

/// <summary>What somebody wrote by hand stays as they wrote it, but for what changed.</summary>
public sealed class CampaignEditTests
{
    private const string Odd = "---  \n# a note\n\nsocialkit:   1\n'title': \"Free the poet\"   # why\nperson: Aru\n  Testbek\nsource: s\n---\n\n\n#  targets \n##   Office\n\n  -   e-mail :  a@b.example  \n-\tALEF: @a\n# HASHTAGS\n\n- #A\n\n\n# About\n\n\nWords.\n## More\n\n\n";

    private static string[] Styles(string text) => [text, text.Replace("\n", "\r\n", StringComparison.Ordinal), "\uFEFF" + text, "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal), text.TrimEnd('\n')];

    private static string Text(ValueList<CampaignFile> files, string name) => Encoding.UTF8.GetString(files.Single(file => file.Name == name).Bytes.Span);

    [Fact]
    public void OddButLegalSpacingLineEndsAndMarksComeBackByteForByte() =>
        Assert.All(Styles(Odd), text =>
        {
            using var folder = With("campaign.md", text, "messages.en.md", Styles(English + "# a\n\n\nx  \n \n#  b/2  ( Alef )\ny")[1], "letter.en.md", English + "\n\n x \n\n");
            var reading = folder.Read();
            Assert.Empty(reading.Findings);
            Assert.All(CampaignWriter.Write(reading.Campaign!, reading), file => Assert.Equal(File.ReadAllBytes(folder.At(file.Name)), file.Bytes.ToArray()));
        });

    [Fact]
    public void AFileOfErrorsComesBackByteForByteWhileItsPartIsUnchanged()
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", "no front matter", "messages.kk.md", "\0");
        var reading = folder.Read();
        Assert.Equal(["no front matter", "\0"], CampaignWriter.Write(reading.Campaign! with { Title = "New" }, reading).Skip(1).Select(file => Encoding.UTF8.GetString(file.Bytes.Span)));
    }

    [Fact]
    public void AFileOfErrorsIsNotWrittenOver()
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", English + "# a\nx\n# Not An Id\ny\n");
        var reading = folder.Read();
        Assert.Throws<CampaignWriteException>(() => CampaignWriter.Write(reading.Campaign! with { Messages = [] }, reading));
    }

    [Fact]
    public void AChangedKeyChangesOnlyItsLine()
    {
        using var folder = With("campaign.md", Odd);
        var reading = folder.Read();
        var changed = reading.Campaign! with { Person = "Zed: @x", Deadline = new DateOnly(2026, 12, 31), Source = null };
        Assert.Equal(Odd.Replace("person: Aru\n  Testbek\nsource: s\n", "person: 'Zed: @x'\ndeadline: 2026-12-31\n", StringComparison.Ordinal), Text(CampaignWriter.Write(changed, reading), "campaign.md"));
    }

    [Fact]
    public void AChangedSectionChangesOnlyItself()
    {
        using var folder = With("campaign.md", Odd);
        var reading = folder.Read();
        var changed = reading.Campaign! with { Hashtags = ["A", "B"], RepostRules = [new RepostRule("per-day", "3")] };
        Assert.Equal(Odd.Replace("# HASHTAGS\n\n- #A\n\n\n", "# HASHTAGS\n- #A\n- #B\n\n", StringComparison.Ordinal) + "# Repost rules\n- per-day: 3\n", Text(CampaignWriter.Write(changed, reading), "campaign.md"));
    }

    [Fact]
    public void AChangedMessageChangesOnlyItsText()
    {
        const string written = English + "\n#  a  \n\n old \n\n\n# b (alpha)\nstays\n \n# c";
        using var folder = With("campaign.md", Matter, "messages.en.md", written);
        var reading = folder.Read();
        var (a, b, c) = (reading.Campaign!.Messages[0], reading.Campaign.Messages[1], reading.Campaign.Messages[2]);
        Assert.Equal(
            English + "\n#  a  \n\nnew\n#tag\n\n\n# b (alpha)\nstays\n \n# c\nfilled\n\n# d/2 (beta)\nadded\n",
            Text(CampaignWriter.Write(reading.Campaign with { Messages = [a with { Text = "new\n#tag" }, b, c with { Text = "filled" }, new Message("d", "en", "added") { Rotation = 2, Platform = FakePlatform.Beta.Id }] }, reading), "messages.en.md"));
    }

    [Fact]
    public void NewLinesEndAsTheFileDoes()
    {
        using var folder = With("campaign.md", Matter, "messages.en.md", (English + "# a\nx\n").Replace("\n", "\r\n", StringComparison.Ordinal));
        var reading = folder.Read();
        var changed = reading.Campaign! with { Messages = [reading.Campaign.Messages[0] with { Text = "y\nz" }, new Message("b", "en", "w")] };
        Assert.Equal((English + "# a\ny\nz\n\n# b\nw\n").Replace("\n", "\r\n", StringComparison.Ordinal), Text(CampaignWriter.Write(changed, reading), "messages.en.md"));
    }

    [Fact]
    public void WhateverIsChangedIsReadAsWhatWasMeant() =>
        Gen.Select(CampaignGen.Campaign, CampaignGen.Campaign, Gen.Int[0, 4], Gen.Bool).Sample((before, after, style, mix) =>
        {
            using var folder = new CampaignFolders();
            foreach (var file in CampaignWriter.Write(before, platforms: FakePlatform.Set))
                folder.Put(file.Name, Styles(Encoding.UTF8.GetString(file.Bytes.Span))[style]);
            var reading = folder.Read();
            Assert.Equal(before, reading.Campaign);
            // Half of the time a mixture of the two, so that parts of a file change and others do not.
            var meant = mix ? before with { Person = after.Person, Embargo = after.Embargo, Targets = after.Targets, Media = after.Media, About = after.About, Letters = after.Letters } : after;
            CampaignWriter.Save(meant, folder.Path, reading);
            Assert.Equal(meant, folder.Read().Campaign);
        }, iter: 200);

    [Fact]
    public void ChangingOneMessageLeavesEveryOtherLineAsItWas() =>
        Gen.Select(CampaignGen.Campaign.Where(campaign => campaign.Messages.Count > 0), CampaignGen.Text, Gen.Int[0, 4], Gen.Int[0, 99]).Sample((campaign, text, style, pick) =>
        {
            using var folder = new CampaignFolders();
            foreach (var file in CampaignWriter.Write(campaign, platforms: FakePlatform.Set))
                folder.Put(file.Name, Styles(Encoding.UTF8.GetString(file.Bytes.Span))[style]);
            var reading = folder.Read();
            var chosen = campaign.Messages[pick % campaign.Messages.Count];
            var files = CampaignWriter.Write(campaign with { Messages = [.. campaign.Messages.Select(message => message == chosen ? message with { Text = text } : message)] }, reading);
            Assert.All(files, file =>
            {
                var (was, now) = (File.ReadAllText(folder.At(file.Name)), Encoding.UTF8.GetString(file.Bytes.Span));
                if (file.Name != $"messages.{chosen.Language}.md")
                    Assert.Equal(File.ReadAllBytes(folder.At(file.Name)), file.Bytes.ToArray());
                else if (chosen.IsTranslated && text.Length > 0 && style != 4)
                    Assert.Equal(Around(was, chosen.Text), Around(now, text));
            });

            // What stands before and behind the message's own lines.
            string Around(string file, string own)
            {
                var place = reading.PlaceOf(chosen)!;
                string[] lines = file.Replace("\uFEFF", "", StringComparison.Ordinal).Split('\n');
                return string.Join('\n', [.. lines[..(place.Line - 1)], .. lines[(place.Line - 1 + own.Split('\n').Length)..]]);
            }
        }, iter: 200);
}
