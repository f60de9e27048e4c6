using System.Text;
using CsCheck;
using SocialKit.Cli.Accounts;
using SocialKit.Platforms;
using SocialKit.Tests.Storage;

namespace SocialKit.Tests.Cli.SigningIn;

public sealed class AccountsEditTests
{
    private static readonly Account Any = new("org", new("x"), "invented_org") { Name = "Ünïcode \"quoted\"", Server = null, UserId = "4711" };

    private static string Put(string before, Account account) => Encoding.UTF8.GetString(AccountsEdit.Put(Encoding.UTF8.GetBytes(before), account).After);

    [Theory]
    [InlineData("[]")]
    [InlineData("[ ]\n")]
    [InlineData("// mine\n[\n  // none yet\n]\n")]
    [InlineData("""[{ "id": "a", "platform": "x", "handle": "a" }]""")]
    [InlineData("""[{ "id": "a", "platform": "x", "handle": "a" },]""")]
    [InlineData("[{ \"id\": \"a\", \"platform\": \"x\", \"handle\": \"a\" } // the \"]\" one\n, ]")]
    [InlineData("""[{ "id": "org", "platform": "x", "handle": "old", "limits": { "maxCharacters": 5 } }, { "id": "b", "platform": "x", "handle": "b" }]""")]
    [InlineData("[{ \"handle\": \"org\", \"id\": \"b\", \"platform\": \"x\" }]")]
    public void TheAccountIsReadBackAndTheOthersStay(string before)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["accounts.json"], before);
        var others = AccountsFile.Read(folder["accounts.json"], KnownPlatforms.All).Where(account => account.Id != Any.Id).ToList();
        AccountsEdit.Put(folder["accounts.json"], Any);
        var after = AccountsFile.Read(folder["accounts.json"], KnownPlatforms.All);
        Assert.Equal(Any, after.Single(account => account.Id == Any.Id));
        Assert.Equal(others, after.Where(account => account.Id != Any.Id));
    }

    [Fact]
    public void WhatItsServerSaidIsReadBack()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["accounts.json"], "[]");
        var account = Any with { Limits = new(5000, 25) { MaxMedia = 6, MaxPictureBytes = 41_943_040, MaxPicturePixels = 33_177_600, MediaTypes = ["image/png", "image/webp"] } };
        AccountsEdit.Put(folder["accounts.json"], account);
        Assert.Equal(account, Assert.Single(AccountsFile.Read(folder["accounts.json"], KnownPlatforms.All)));
    }

    [Fact]
    public void EverythingElseStaysAsItWasWritten()
    {
        const string before = "// ours\n[\n  { \"id\": \"a\",  \"platform\": \"x\", \"handle\": \"a\" }, // first\n  { \"id\": \"org\", \"platform\": \"x\", \"handle\": \"old\" },\n  /* last */ { \"id\": \"z\", \"platform\": \"x\", \"handle\": \"z\" },\n]\n";
        var after = Put(before, Any);
        Assert.StartsWith("// ours\n[\n  { \"id\": \"a\",  \"platform\": \"x\", \"handle\": \"a\" }, // first\n  {", after, StringComparison.Ordinal);
        Assert.EndsWith("},\n  /* last */ { \"id\": \"z\", \"platform\": \"x\", \"handle\": \"z\" },\n]\n", after, StringComparison.Ordinal);
    }

    [Fact]
    public void ACommentWithinTheAccountsOwnLinesIsGoneAndThatIsSaid()
    {
        Assert.True(AccountsEdit.Put("[{ \"id\": \"org\", /* gone */ \"platform\": \"x\", \"handle\": \"old\" }]"u8.ToArray(), Any).HasLostComment);
        Assert.False(AccountsEdit.Put("[/* stays */{ \"id\": \"org\", \"platform\": \"x\", \"handle\": \"old\" }]"u8.ToArray(), Any).HasLostComment);
    }

    [Fact]
    public void PuttingItTwiceIsPuttingItOnce() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.String, Gen.Bool).Sample((id, name, automated) =>
        {
            var account = Any with { Id = id, Name = new string([.. name.Where(letter => !char.IsSurrogate(letter))]), IsAutomated = automated };
            var once = Put("[{ \"id\": \"" + id + "2\", \"platform\": \"x\", \"handle\": \"a\" }]", account);
            return Put(once, account) == once;
        });

    [Fact]
    public void ALinkStaysALinkAndAModeAMode()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["real.json"], "[]");
        FileModes.Set(folder["real.json"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(folder["accounts.json"], folder["real.json"]);
        AccountsEdit.Put(folder["accounts.json"], Any);
        Assert.NotNull(new FileInfo(folder["accounts.json"]).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, FileModes.Of(folder["real.json"]));
        Assert.Single(AccountsFile.Read(folder["real.json"], KnownPlatforms.All));
    }
}
