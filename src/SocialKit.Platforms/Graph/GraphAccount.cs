using System.Text.Json;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Graph;

/// <summary>Calls to one of Meta's Graph APIs in an account's name: the token goes in the Authorization header, writes are tried once, reads again after a passing fault.</summary>
/// <param name="platform">The platform's name, for people.</param>
/// <param name="services">What speaks to the network.</param>
/// <param name="signIn">How the platform renews a token.</param>
/// <param name="early">How long before it expires a token is renewed; null for the usual.</param>
internal sealed class GraphAccount(string platform, PlatformServices services, ISignIn signIn, TimeSpan? early = null)
{
    /// <summary>The name of the token among an account's secrets.</summary>
    public const string TokenName = "access";

    private readonly AccountAccess _access = new(services, signIn, early);
    private readonly Reads _reads = new(services);

    /// <summary>Makes one attempt to write.</summary>
    /// <param name="account">In whose name.</param>
    /// <param name="call">The call, without a token.</param>
    /// <param name="receipt">Reads the receipt of an answer of 2xx; null if it holds none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome> WriteAsync(Account account, HttpCall call, Func<JsonElement, Outcome?> receipt, CancellationToken cancellationToken)
    {
        var permit = await PermitAsync(account, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given { Credentials: var credentials })
            return ((Permit.None)permit).Why;
        if (credentials.Find(TokenName) is not { } token)
            return new Outcome.AccountStopped(NoToken(account));
        var result = await services.Http.SendAsync(call.With(token), cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer) is { } json && receipt(json) is { } outcome)
            return outcome with { HttpStatus = answer.Code };
        if (IsToken(result) && result is HttpResult.Answer refused)
            return await NotTakenAsync(account, credentials, refused).ConfigureAwait(false);
        return GraphOutcome.Of(platform, result, services.Clock.GetUtcNow(), token);
    }

    /// <summary>Reads an object.</summary>
    public async Task<GraphRead> ReadAsync(Account account, string address, CancellationToken cancellationToken)
    {
        var permit = await PermitAsync(account, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given { Credentials: var credentials })
            return new(null, null, Reason(((Permit.None)permit).Why));
        return credentials.Find(TokenName) is { } token
            ? await ReadAsync(address, token, cancellationToken).ConfigureAwait(false)
            : new(null, null, NoToken(account));
    }

    /// <summary>Reads an object with a token that is kept nowhere yet.</summary>
    public async Task<GraphRead> ReadAsync(string address, Secret token, CancellationToken cancellationToken) =>
        GraphRead.Of(platform, await _reads.SendAsync(HttpCall.Get(address).With(token), cancellationToken).ConfigureAwait(false), token);

    /// <summary>Reads an object whose address holds secrets; errors name the host alone.</summary>
    /// <param name="address">The address.</param>
    /// <param name="token">The token for the header; null for none.</param>
    /// <param name="secrets">What stands in the address.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<GraphRead> ReadSecretlyAsync(string address, Secret? token, IEnumerable<Secret> secrets, CancellationToken cancellationToken)
    {
        var call = HttpCall.Get(address) with { ShownAs = new Uri(address).Authority };
        return GraphRead.Of(platform, await _reads.SendAsync(token is null ? call : call.With(token), cancellationToken).ConfigureAwait(false), secrets);
    }

    /// <summary>The words of an outcome that tells why nothing was done.</summary>
    public static string Reason(Outcome outcome) => outcome switch
    {
        Outcome.NotSent notSent => notSent.Reason,
        Outcome.AccountStopped stopped => stopped.Reason,
        Outcome.Refused refused => refused.Reason,
        Outcome.Unclear unclear => unclear.Reason,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>What to say where something else is kept for an account than a token.</summary>
    public static string NoToken(Account account) => $"What is kept for {account.Id} is no token. Run \"socialkit login {account.Platform}\".";

    private async Task<Permit> PermitAsync(Account account, CancellationToken cancellationToken)
    {
        try
        {
            return await _access.GetAsync(account, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new Permit.None(new Outcome.NotSent("It was cancelled before anything was sent."));
        }
    }

    private static bool IsToken(HttpResult result) => result is HttpResult.Answer { Code: >= 400 and < 500 } answer && GraphError.Of(answer) is { IsToken: true };

    // What was not taken was not carried out. Another worker may have renewed it meanwhile; else the platform is asked whether it is dead.
    private async Task<Outcome> NotTakenAsync(Account account, Credentials credentials, HttpResult.Answer answer)
    {
        var permit = await _access.RenewAsync(account, credentials, CancellationToken.None).ConfigureAwait(false);
        var outcome = permit is Permit.None none ? none.Why : new Outcome.NotSent($"{platform} did not take the token, and now there is another.", TimeSpan.FromSeconds(1));
        return outcome with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, credentials[TokenName]) };
    }
}

/// <summary>What a read came to.</summary>
/// <param name="Json">The object; null if it could not be read.</param>
/// <param name="Error">The platform's error; null if there was none that can be read.</param>
/// <param name="Reason">Why there is no object, in words; empty if there is.</param>
internal sealed record GraphRead(JsonElement? Json, GraphError? Error, string Reason)
{
    /// <summary>Reads what came of a call.</summary>
    public static GraphRead Of(string platform, HttpResult result, params IEnumerable<Secret> secrets) => result switch
    {
        HttpResult.NotConnected failed => new(null, null, failed.Reason),
        HttpResult.Cut cut => new(null, null, cut.Reason),
        HttpResult.Answer { IsSuccess: true } answer when AnswerJson.Object(answer) is { } json && json.Member("error") is null => new(json, null, ""),
        HttpResult.Answer answer when GraphError.Of(answer, secrets) is { } error => new(null, answer.Code < 500 ? error : error with { Code = 2 }, $"{platform} answered {error.Name}: {error.Message}"),
        HttpResult.Answer answer => new(null, null, $"{platform} answered {answer.Code} with something that is no answer of {platform}."),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>True if there is no such object, or the token cannot see it.</summary>
    public bool IsMissing => Error is { Code: 100, Subcode: GraphError.NoSuchObject };

    /// <summary>True if the platform said beyond doubt that the token is of no use.</summary>
    public bool IsDead => Error is { IsToken: true };
}
