using System.Net;
using System.Text;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Calls by name, as AT Protocol servers take them: queries by GET, procedures by POST with JSON.</summary>
/// <remarks>atproto.com/specs/xrpc, read 2026-11.</remarks>
internal static class Xrpc
{
    private const int LongestError = 64 * 1024;

    /// <summary>A query.</summary>
    /// <param name="server">The server's address, without a slash at the end.</param>
    /// <param name="method">The method's NSID.</param>
    /// <param name="parameters">By name.</param>
    public static HttpCall Query(string server, string method, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var address = Address(server, method);
        for (var i = 0; i < parameters.Length; i++)
            address += $"{(i == 0 ? '?' : '&')}{parameters[i].Name}={Uri.EscapeDataString(parameters[i].Value)}";
        return HttpCall.Get(address);
    }

    /// <summary>A procedure with a JSON body.</summary>
    public static HttpCall Procedure(string server, string method, ReadOnlyMemory<byte> json) => HttpCall.Post(Address(server, method), json);

    /// <summary>A procedure without a body, authorised by <paramref name="token"/>.</summary>
    public static HttpCall Procedure(string server, string method, Secret token) => new HttpCall(HttpMethod.Post, Address(server, method)).With(token);

    /// <summary>A procedure whose body is a file.</summary>
    public static HttpCall Upload(string server, string method, ReadOnlyMemory<byte> bytes, string type) => new(HttpMethod.Post, Address(server, method)) { Body = bytes, BodyType = type };

    /// <summary>Makes a call that sends secrets. What comes back as an error is without them, wherever it is quoted.</summary>
    /// <param name="http">Makes it, once.</param>
    /// <param name="call">The call.</param>
    /// <param name="password">A secret in the call's body; null if there is none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<HttpResult> SendAsync(this HttpCaller http, HttpCall call, Secret? password, CancellationToken cancellationToken) =>
        await http.SendAsync(call, cancellationToken).ConfigureAwait(false) is var result && result is HttpResult.Answer { IsSuccess: false } answer
            ? answer with { Body = Encoding.UTF8.GetBytes(Evidence.Blot(Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, LongestError)]), call.Authorization, password)) }
            : result;

    private static string Address(string server, string method) => $"{server}/xrpc/{method}";
}

/// <summary>An error as AT Protocol servers state it.</summary>
/// <param name="Code">The error's name, such as <c>InvalidSwap</c>.</param>
/// <param name="Message">In words; the name again where there are none.</param>
internal sealed record XrpcError(string Code, string Message)
{
    private const int LongestMessage = 400;

    /// <summary>The error that an answer states; null if it is no such answer: a page of some machine in between, say.</summary>
    public static XrpcError? Of(HttpResult.Answer answer)
    {
        if (answer.IsSuccess || AnswerJson.Object(answer) is not { } json || json.Text("error") is not { Length: <= 100 } code)
            return null;
        var message = json.Text("message") ?? code;
        return new(code, message.Length > LongestMessage ? message[..LongestMessage] + "…" : message);
    }

    /// <summary>True if it says that the token was not taken. Servers say so with 400, and with 401 where there was none.</summary>
    /// <param name="status">The answer's status.</param>
    public bool IsOfToken(HttpStatusCode status) => Code is "ExpiredToken" or "InvalidToken" || (status == HttpStatusCode.Unauthorized && !IsOfAccount);

    /// <summary>True if it says that the account cannot be used, whatever the token.</summary>
    public bool IsOfAccount => Code is "AccountTakedown" or "AccountDeactivated" or "AccountNotFound";
}
