namespace SocialKit.Tests.Cli;

public sealed class AccountsTests : IDisposable
{
    private readonly CliRun _cli = SmallCampaign.Good();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void ACardSaysWhoPosts()
    {
        WriteAccounts("""[{ "id": "main", "platform": "twitter", "handle": "@invented_org", "name": "Invented Org" }]""");
        Assert.Equal(0, _cli.Run("preview", "-p", "x"));
        Assert.Contains("── X  Invented Org @invented_org ──", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AServersOwnLimitCounts()
    {
        WriteAccounts("""[{ "id": "m", "platform": "mastodon", "handle": "invented", "server": "https://social.example", "limits": { "maxCharacters": 5000, "charactersPerLink": 23 } }]""");
        Assert.Equal(0, _cli.Run("preview", "-p", "mastodon"));
        Assert.Contains("/5,000 ─", _cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("limit-assumed", _cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "id": "m", "platform": "mastodon" }]""", "accounts.json:1:")]
    [InlineData("""[{ "id": "m", "platform": "mastodon", "handle": "h", "token": "t" }]""", "accounts.json:1:")]
    [InlineData("[\n{ \"id\": ", "accounts.json:2:")]
    [InlineData("[null]", "null")]
    [InlineData("""[{ "id": "m", "platform": "x", "handle": "a" }, { "id": "m", "platform": "mastodon", "handle": "b" }]""", "two accounts are called \"m\"")]
    [InlineData("""[{ "id": "m", "platform": "mastodon", "handle": "h", "limits": { "maxCharacters": 0 } }]""", "more than nothing")]
    [InlineData("""[{ "id": "m", "platform": "mastodon", "handle": "h", "limits": { "maxCharacters": 5, "maxPictureBytes": 0 } }]""", "more than nothing")]
    [InlineData("""[{ "id": null, "platform": "mastodon", "handle": "h" }]""", "accounts.json:1:")]
    [InlineData("""[{ "id": "m", "platform": "orkut", "handle": "h" }]""", "\"orkut\"")]
    public void AWrongFileIsNamedAndExits2(string json, string said)
    {
        WriteAccounts(json);
        Assert.Equal(2, _cli.Run("preview"));
        Assert.Contains(said, _cli.Error, StringComparison.Ordinal);
    }

    private void WriteAccounts(string json)
    {
        Directory.CreateDirectory(_cli.UserFolder);
        File.WriteAllText(Path.Combine(_cli.UserFolder, "accounts.json"), json);
    }
}
