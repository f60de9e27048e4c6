using SocialKit.Access;
using SocialKit.Platforms.Telegram;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Telegram;

public sealed class TelegramSignInTests
{
    private const string Secret = "7001:invented-token";
    private const long Chat = -1001234567890;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("@invented_channel")]
    [InlineData("invented_channel")]
    [InlineData("https://t.me/invented_channel")]
    [InlineData("-1001234567890")]
    public async Task ABotAndAChatAreAnAccount(string handle)
    {
        var stub = new TelegramStub(Secret, Chat) { UserName = "invented_channel" };
        await using var rig = Rig(stub);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, handle));
        Assert.Equal(new Account("telegram-invented_channel", TelegramPlatform.Id, "invented_channel") { Name = "Invented channel", UserId = "-1001234567890", IsAutomated = true }, signedIn.Account);
        Assert.Equal(Secret, signedIn.Credentials["token"].Reveal());
        Assert.Empty(signedIn.Notes);
    }

    [Theory]
    [InlineData("{\"status\":\"administrator\",\"can_post_messages\":false}", "may not post")]
    [InlineData("{\"status\":\"member\"}", "no administrator")]
    [InlineData("{\"status\":\"administrator\",\"can_post_messages\":true}", null)]
    [InlineData("{\"status\":\"creator\"}", null)]
    public async Task WhetherTheBotMayPostIsSaid(string member, string? note)
    {
        await using var rig = Rig(new TelegramStub(Secret, Chat) { Member = member });
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, "-1001234567890"));
        Assert.Equal(note is not null, signedIn.Notes.Count == 1);
        Assert.Contains(note ?? "", string.Concat(signedIn.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChatWithoutTheBotIsNoAccount()
    {
        await using var rig = Rig(new TelegramStub(Secret, Chat));
        Assert.Contains("chat not found", Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, "@somebody_else")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7001:wrong", "Unauthorized")]
    [InlineData("no token", "BotFather")]
    [InlineData("7001:../../getMe?", "BotFather")]
    [InlineData(":x", "BotFather")]
    public async Task AWrongTokenIsSaid(string token, string words)
    {
        await using var rig = Rig(new TelegramStub(Secret, Chat));
        var refused = Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, "-1001234567890", token));
        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(token, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALookTellsWhatIsAliveAndWhatIsDead()
    {
        var stub = new TelegramStub(Secret, Chat) { UserName = "renamed_channel" };
        await using var rig = Rig(stub);
        var account = new Account("channel", TelegramPlatform.Id, "invented_channel") { UserId = "-1001234567890" };
        Assert.Equal("renamed_channel", Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(account, Bot(Secret), Token)).Account.Handle);
        Assert.IsType<AccountLook.Dead>(await rig.SignIn.LookAsync(account, Bot("7001:revoked"), Token));
        Assert.Contains("chat not found", Assert.Single(Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(account with { UserId = "-5" }, Bot(Secret), Token)).Notes), StringComparison.Ordinal);
        Assert.IsType<AccountLook.Dead>(await rig.SignIn.LookAsync(account, new("other", []) { IssuedAt = AdapterRig.Now }, Token));
    }

    [Fact]
    public async Task AServerThatCannotBeReachedSaysNothingOfTheToken()
    {
        var rig = Rig(new TelegramStub(Secret, Chat), TimeProvider.System);
        await rig.Server.DisposeAsync();
        Assert.IsType<AccountLook.Unknown>(await rig.SignIn.LookAsync(new("channel", TelegramPlatform.Id, "x") { UserId = "-5" }, Bot(Secret), Token));
        Assert.IsType<Renewal.Failed>(await rig.SignIn.RenewAsync(new("channel", TelegramPlatform.Id, "x"), Bot(Secret), Token));
        await rig.DisposeAsync();
    }

    private static Credentials Bot(string token) => new("bot", [new("token", new(token))]) { IssuedAt = AdapterRig.Now };

    private static AdapterRig Rig(TelegramStub stub, TimeProvider? clock = null) =>
        new(stub.Answer, "telegram:api", services => TelegramPlatform.Connect(TelegramPlatform.Create(), services), clock);

    private static Task<SignInResult> EnterAsync(AdapterRig rig, string handle, string token = Secret) =>
        rig.SignIn.EnterAsync(new() { Handle = handle }, (SignInWay.Typed)rig.SignIn.Ways[0], [new("token", new(token))], Token);
}
