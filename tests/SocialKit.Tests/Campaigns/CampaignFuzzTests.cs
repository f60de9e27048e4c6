using System.Text;
using CsCheck;
using SocialKit.Campaigns;
using SocialKit.Testing;
using static SocialKit.Tests.Campaigns.CampaignFolders;

namespace SocialKit.Tests.Campaigns;

/// <summary>Whatever bytes lie in a folder, reading it gives a campaign or findings with places, and never throws.</summary>
public sealed class CampaignFuzzTests
{
    private const string Sound = Matter + "\n# Targets\n\n## Office\n- Name: N\n- Role: copy\n- Email: a@b.example\n- Alpha: @a\n\n# Hashtags\n- #A\n\n# Follow and repost\n- Beta: b.example\n  consent: yes\n\n# Media\n- a.jpg | a | A\n\n# Repost rules\n- k: v\n\n# About\nWords\n";
    private const string SoundMatter = "---\nsocialkit: 1\ntitle: \"T: é 👩‍👧\"\nperson: 'a''b'\ndeadline: 2026-12-31\ntime-zone: Europe/London\nembargo: 2026-12-01 09:00\nsource-language: en\nletter-languages: kk, ru\nsource: a\n---\n";
    private const string SoundMessages = English + "\n# a\nText\n\n# a/2 (alpha)\nMore\n\n# b\n";

    private static readonly string[] Inserted =
    [
        "\0", "\r", "\n", "\r\n", "---\n", "# ", "## ", "- ", "-", ":", ": ", "|", "'", "\"", "&a ", "*a", "!!x ", "[", "]", "{", "}", "? ", "@", "%YAML 1.1\n", "...\n", "\t", "\u2028", "\u0085", "\uFEFF", "\\", "\"\\U99999999\"", "\"\\uD800\"",
        "/", "(", ")", "../", "consent: x\n", "9999-12-31T23:59-14:00", "0001-01-01 00:00", "\U0001F600", "\u202E", "<<: *a\n", ">\n", "|\n ",
    ];

    private static readonly Gen<string> Noise = Gen.OneOf(Gen.OneOf(Inserted), Gen.String);

    private static void ReadsCalmly(CampaignFolders folder)
    {
        var reading = folder.Read();
        Assert.True(reading.Campaign is not null || reading.Findings.Count > 0);
        Assert.All(reading.Findings, finding =>
        {
            Assert.NotNull(finding.Place);
            Assert.True(finding.Place.Line >= 1 && finding.Place.Column >= 1);
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", finding.Code);
            Assert.NotEmpty(finding.Remedy);
        });
        if (reading.Campaign is null || reading.HasErrors)
            return;
        // Without an error the campaign is whole: it can be written anew, and is the same.
        using var again = new CampaignFolders();
        foreach (var file in CampaignWriter.Write(reading.Campaign, platforms: FakePlatform.Set))
            again.Put(file.Name, file.Bytes.ToArray());
        Assert.Equal(reading.Campaign, again.Read().Campaign);
    }

    private static string Mutate(string text, (int At, int Gone, string New)[] changes)
    {
        foreach (var (at, gone, added) in changes)
        {
            var start = at % (text.Length + 1);
            text = string.Concat(text.AsSpan(0, start), added, text.AsSpan(Math.Min(text.Length, start + gone)));
        }
        return text;
    }

    private static readonly Gen<(int, int, string)[]> Changes = Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 6], Noise).Array[1, 4];

    [Fact]
    public void MutatedFoldersNeverThrow() =>
        Gen.Select(Changes, Changes, Changes).Sample((head, messages, letter) =>
        {
            using var folder = With("campaign.md", Mutate(Sound, head), "messages.en.md", Mutate(SoundMessages, messages), "letter.en.md", Mutate(English + "\nDear\n", letter), "media/a.jpg", "x");
            ReadsCalmly(folder);
        }, iter: Fuzzing.Inputs(400));

    [Fact]
    public void MutatedFrontMatterNeverThrows() =>
        Changes.Sample(changes =>
        {
            using var folder = With("campaign.md", Mutate(SoundMatter, changes));
            ReadsCalmly(folder);
        }, iter: Fuzzing.Inputs(800));

    [Fact]
    public void RandomBytesNeverThrow() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool).Sample((bytes, afterMatter) =>
        {
            using var folder = new CampaignFolders();
            folder.Put("campaign.md", [.. afterMatter ? Encoding.UTF8.GetBytes("---\nsocialkit: 1\ntitle: ") : [], .. bytes]);
            ReadsCalmly(folder);
        }, iter: Fuzzing.Inputs(400));
}
