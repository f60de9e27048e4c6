using SocialKit.Access;
using SocialKit.Testing;

namespace SocialKit.Tests.Cli.SigningIn;

/// <summary>Runs of the commands about accounts, on X and Mastodon whose sign-in is invented.</summary>
internal sealed class LoginRuns : IDisposable
{
    public LoginRuns(CliRun? cli = null)
    {
        Cli = cli ?? new CliRun();
        Cli.Tokens = Tokens;
        X = new(new("x"), Cli.Time);
        Mastodon = new(new("mastodon"), Cli.Time);
        Cli.AttachSenders = context => new(context.Platforms.Select(platform => platform.Id.Value switch
        {
            "x" => platform with { SignIn = X },
            "mastodon" => platform with { SignIn = Mastodon },
            _ => platform,
        }));
    }

    public CliRun Cli { get; }

    public TestTokens Tokens { get; } = new() { EverybodyIsSignedIn = false };

    public FakeSignIn X { get; }

    public FakeSignIn Mastodon { get; }

    public string AccountsFile => Path.Combine(Cli.UserFolder, "accounts.json");

    public string Listed => File.ReadAllText(AccountsFile);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public void WriteAccounts(string json)
    {
        Directory.CreateDirectory(Cli.UserFolder);
        File.WriteAllText(AccountsFile, json);
    }

    public Credentials? Kept(string account) => Tokens.ReadAsync(account, Token).GetAwaiter().GetResult();

    /// <summary>Runs a command where a person can be asked.</summary>
    public int RunAsked(string answers, params string[] arguments)
    {
        var before = Cli.Terminal;
        Cli.Terminal = before with { CanAsk = true };
        var code = Cli.RunWith(answers, arguments);
        Cli.Terminal = before;
        return code;
    }

    /// <summary>Sees that a run has ended well.</summary>
    public void Succeeds(int code) => Assert.True(code == 0, $"{code}: {Cli.Error}");

    public void Dispose() => Cli.Dispose();
}
