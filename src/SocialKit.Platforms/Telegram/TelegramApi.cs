using System.Buffers;
using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Telegram;

/// <summary>Calls of the Bot API. The bot's token stands in the address, so no call shows its own.</summary>
internal sealed class TelegramApi
{
    /// <summary>The name of the token among an account's secrets.</summary>
    public const string TokenName = "token";

    private static readonly SearchValues<char> TokenChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private readonly PlatformServices _services;
    private readonly Reads _reads;
    private readonly string _server;

    /// <summary>Reads the setting <c>telegram:api</c>.</summary>
    /// <exception cref="FormatException">It is wrong.</exception>
    public TelegramApi(PlatformServices services)
    {
        _services = services;
        _reads = new(services);
        _server = services.Address("telegram:api", "https://api.telegram.org");
    }

    /// <summary>True if <paramref name="token"/> has the form that @BotFather gives: a number, ":", and letters, digits, "_" and "-". Anything else would make another address of it.</summary>
    public static bool IsToken(string token)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < token.Length - 1 && token.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0 && token.AsSpan(colon + 1).IndexOfAnyExcept(TokenChars) < 0;
    }

    /// <summary>What to say where something else is kept for an account than a bot's token.</summary>
    public static string NoToken(Account account) => $"What is kept for {account.Id} is no bot's token. Run \"socialkit login {account.Platform}\".";

    /// <summary>Makes one attempt to write.</summary>
    public Task<HttpResult> WriteAsync(Secret token, string method, string type, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _services.Http.SendAsync(Call(HttpMethod.Post, token, method) with { Body = body, BodyType = type }, cancellationToken);

    /// <summary>Reads; the query is part of the call.</summary>
    public async Task<TelegramRead> ReadAsync(Secret token, string call, CancellationToken cancellationToken) =>
        TelegramRead.Of(await _reads.SendAsync(Call(HttpMethod.Get, token, call), cancellationToken).ConfigureAwait(false), token);

    private HttpCall Call(HttpMethod method, Secret token, string call) =>
        new(method, $"{_server}/bot{token.Reveal()}/{call}") { ShownAs = new Uri(_server).Authority };
}

/// <summary>What a read came to.</summary>
/// <param name="Result">What was asked for; null if it could not be read.</param>
/// <param name="Code">The Bot API's own code of an error; 0 if it gave none.</param>
/// <param name="Reason">Why there is no result, in words; empty if there is.</param>
internal sealed record TelegramRead(JsonElement? Result, long Code, string Reason)
{
    /// <summary>Reads what came of a call.</summary>
    public static TelegramRead Of(HttpResult result, Secret token) => result switch
    {
        HttpResult.NotConnected failed => new(null, 0, failed.Reason),
        HttpResult.Cut cut => new(null, 0, cut.Reason),
        HttpResult.Answer { IsSuccess: true } answer when AnswerJson.Object(answer) is { } json && json.IsTrue("ok") && json.Member("result") is { } value => new(value, 0, ""),
        HttpResult.Answer answer when TelegramError.Of(answer, token) is { } error => new(null, answer.Code < 500 ? error.Code : 0, $"Telegram answered {error.Code}: {error.Description}"),
        HttpResult.Answer answer => new(null, 0, $"Telegram answered {answer.Code} with something that is no answer of Telegram."),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>True if Telegram said beyond doubt that the token is of no use.</summary>
    public bool IsDead => Code == 401;
}
