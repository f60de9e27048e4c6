using System.Text;
using CsCheck;
using SocialKit.Campaigns;

namespace SocialKit.Tests.Campaigns;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("Free the poet", "Free the poet")]
    [InlineData("Poet's wife", "Poet's wife")]
    [InlineData("10:30 o'clock", "10:30 o'clock")]
    [InlineData("-not a list", "-not a list")]
    [InlineData("a#b", "a#b")]
    [InlineData("Алма-Ата: 1", "'Алма-Ата: 1'")]
    [InlineData("- a list", "'- a list'")]
    [InlineData("#Free", "'#Free'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("@x", "'@x'")]
    [InlineData("'x'", "'''x'''")]
    [InlineData("ends:", "'ends:'")]
    [InlineData(" x", "' x'")]
    [InlineData("no", "'no'")]
    [InlineData("2019", "'2019'")]
    [InlineData("2019-05-21", "'2019-05-21'")]
    [InlineData("null", "'null'")]
    [InlineData("", "''")]
    [InlineData("a\tb", "\"a\\u0009b\"")]
    [InlineData("a\u2028\"\\", "\"a\\u2028\\\"\\\\\"")]
    [InlineData("👩‍👧", "👩‍👧")]
    public void QuotesStandWhereYamlNeedsThem(string text, string written) => Assert.Equal(written, YamlScalar.Write(text));

    [Fact]
    public void EveryValueReadsBackAsItself() =>
        CampaignGen.Value.Sample(value =>
        {
            var log = new FindingLog(9);
            var source = SourceText.Read("x", Encoding.UTF8.GetBytes($"---\nsocialkit: 1\ntitle: {YamlScalar.Write(value)}\nsource: end\n---\n"), new CampaignLimits(), log)!;
            var matter = FrontMatter.Read(source, CampaignKeys.OfCampaign, new CampaignLimits(), log)!;
            Assert.Empty(log.InOrder);
            Assert.Equal(["1", value, "end"], matter.Entries.Select(entry => entry.Value));
        }, iter: 20_000);
}
