using System.Globalization;
using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Telegram;

/// <summary>Signing in as a bot that posts into one channel or group: the token from @BotFather, and the chat.</summary>
internal sealed class TelegramSignIn(PlatformServices services, TelegramApi api) : ISignIn
{
    /// <inheritdoc/>
    public ValueList<SignInWay> Ways { get; } =
    [
        new SignInWay.Typed([new(TelegramApi.TokenName, "The bot's token, from @BotFather")])
        {
            Name = "token",
            Help = "Make a bot with @BotFather and add it to your channel as an administrator that may post messages, or to your group. Name the chat by --handle: @name, or its id as in --handle=-1001234567890.",
            NeedsHandle = true,
        },
    ];

    /// <inheritdoc/>
    public Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<BrowserSignIn>(new BrowserSignIn.Impossible("Bots have no way in the browser. Use the way \"token\"."));

    /// <inheritdoc/>
    public Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken) =>
        Task.FromResult<SignInResult>(new SignInResult.Refused("Bots have no way in the browser. Use the way \"token\"."));

    /// <inheritdoc/>
    public async Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken)
    {
        if (secrets.FirstOrDefault(secret => secret.Name == TelegramApi.TokenName)?.Value is not { } token || !TelegramApi.IsToken(token.Reveal()))
            return new SignInResult.Refused("That is no bot's token: it is a number, \":\" and letters, as @BotFather gives it.");
        if (ChatOf(request.Handle) is not { } named)
            return new SignInResult.Refused("Name the chat by --handle: @name of the channel or group, or its id.");
        var me = await api.ReadAsync(token, "getMe", cancellationToken).ConfigureAwait(false);
        if (me.Result is not { } bot || bot.Number("id") is not { } botId)
            return new SignInResult.Refused(me.Result is null ? me.Reason : "Telegram did not say which bot it is.");
        var chat = await api.ReadAsync(token, "getChat?chat_id=" + Uri.EscapeDataString(named), cancellationToken).ConfigureAwait(false);
        if (chat.Result is not { } found || found.Number("id") is not { } id)
            return new SignInResult.Refused($"{(chat.Result is null ? chat.Reason : "Telegram did not say which chat it is.")} The bot must be in the chat.");
        var objection = await ObjectionAsync(token, id, botId, found.Text("type"), cancellationToken).ConfigureAwait(false);
        var handle = found.Text("username") ?? id.ToString(CultureInfo.InvariantCulture);
        var account = new Account(request.Id ?? $"telegram-{handle}", TelegramPlatform.Id, handle)
        {
            Name = found.Text("title"),
            UserId = id.ToString(CultureInfo.InvariantCulture),
            IsAutomated = true,
        };
        return new SignInResult.SignedIn(account, new("bot", [new(TelegramApi.TokenName, token)]) { IssuedAt = services.Clock.GetUtcNow() })
        {
            Notes = objection is null ? [] : [objection],
        };
    }

    /// <inheritdoc/>
    public async Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        // A bot's token is good until somebody revokes it. Whether that has happened, or it was refused in passing, a look tells.
        if (credentials.Find(TelegramApi.TokenName) is not { } token)
            return new Renewal.Dead(TelegramApi.NoToken(account));
        var me = await api.ReadAsync(token, "getMe", cancellationToken).ConfigureAwait(false);
        if (me.IsDead)
            return new Renewal.Dead("Telegram knows no such bot any more: its token was revoked, or the bot deleted.");
        return new Renewal.Failed(me.Result is null ? me.Reason : "Telegram refused the token once and takes it now.", TimeSpan.FromMinutes(1));
    }

    /// <inheritdoc/>
    public async Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.Find(TelegramApi.TokenName) is not { } token)
            return new AccountLook.Dead(TelegramApi.NoToken(account));
        var me = await api.ReadAsync(token, "getMe", cancellationToken).ConfigureAwait(false);
        if (me.Result is not { } bot || bot.Number("id") is not { } botId)
            return me.IsDead ? new AccountLook.Dead("Telegram knows no such bot any more: its token was revoked, or the bot deleted. Sign in again.") : new AccountLook.Unknown(me.Result is null ? me.Reason : "Telegram did not say which bot it is.");
        if (account.UserId is not { } pinned)
            return new AccountLook.Dead("Which chat it is was never asked. Sign in again.");
        var chat = await api.ReadAsync(token, "getChat?chat_id=" + Uri.EscapeDataString(pinned), cancellationToken).ConfigureAwait(false);
        if (chat.Result is not { } found || found.Number("id") is not { } id)
            // The token works; who has thrown the bot out can let it in again.
            return chat.Code is 400 or 403 ? new AccountLook.Alive(account) { Notes = [$"{chat.Reason} Add the bot to the chat again."] } : new AccountLook.Unknown(chat.Reason);
        var objection = await ObjectionAsync(token, id, botId, found.Text("type"), cancellationToken).ConfigureAwait(false);
        return new AccountLook.Alive(account with { Handle = found.Text("username") ?? pinned, Name = found.Text("title") }) { Notes = objection is null ? [] : [objection] };
    }

    /// <inheritdoc/>
    public Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("A bot's token is taken back only by @BotFather: send it /revoke.");

    // "@name" for a public chat, an id for any.
    private static string? ChatOf(string? handle)
    {
        if (handle is null)
            return null;
        if (long.TryParse(handle, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return handle;
        return new TelegramHandles().TryParse(handle, out var parsed) ? "@" + parsed.Name : null;
    }

    // Why the bot may not post there; null if it may, or Telegram does not say.
    private async Task<string?> ObjectionAsync(Secret token, long chat, long bot, string? type, CancellationToken cancellationToken)
    {
        var read = await api.ReadAsync(token, string.Create(CultureInfo.InvariantCulture, $"getChatMember?chat_id={chat}&user_id={bot}"), cancellationToken).ConfigureAwait(false);
        if (read.Result is not { } member)
            return $"Whether the bot may post there is not known. {read.Reason}";
        return (type, member.Text("status")) switch
        {
            ("private", _) or (_, "creator") => null,
            ("channel", "administrator") => May(member, "can_post_messages") ? null : "The bot is an administrator of the channel and may not post: allow it \"Post Messages\".",
            ("channel", _) => "The bot is no administrator of the channel, and only those can post.",
            (_, "left" or "kicked") => "The bot is not in the group: add it.",
            (_, "restricted") => May(member, "can_send_messages") ? null : "The bot may not send messages in the group.",
            _ => null,
        };
    }

    private static bool May(JsonElement member, string right) => member.IsTrue(right);
}
