using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>Makes authorised calls for accounts.</summary>
/// <param name="services">What makes them.</param>
/// <param name="api">Which calls there are.</param>
/// <param name="signIn">How credentials are renewed.</param>
internal sealed class XCalls(PlatformServices services, XApi api, ISignIn signIn)
{
    private readonly AccountAccess _access = new(services, signIn);
    private readonly Reads _reads = new(services);

    /// <summary>The calls.</summary>
    public XApi Api => api;

    /// <summary>The wall clock.</summary>
    public DateTimeOffset Now => services.Clock.GetUtcNow();

    /// <summary>Waits.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, services.Clock, cancellationToken);

    /// <summary>Credentials that can be used for the account; its id is known then.</summary>
    public async Task<Permit> PermitAsync(Account account, CancellationToken cancellationToken) => account.UserId is null
        ? new Permit.None(new Outcome.AccountStopped($"It is not known which account on X {account.Id} is. Run \"socialkit login x\" for it."))
        : await _access.GetAsync(account, cancellationToken).ConfigureAwait(false);

    /// <summary>One attempt.</summary>
    public Task<HttpResult> WriteAsync(HttpCall call, CancellationToken cancellationToken) => services.Http.SendAsync(call, cancellationToken);

    /// <summary>A read, repeated where a passing fault ended it; where the token was not taken, once more with a new one.</summary>
    public async Task<HttpResult> ReadAsync(Account account, Credentials credentials, HttpCall call, CancellationToken cancellationToken)
    {
        var result = await _reads.SendAsync(api.With(call, credentials), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer { Code: 401 } || credentials.Kind == XApi.OAuth1)
            return result;
        return await _access.RenewAsync(account, credentials, cancellationToken).ConfigureAwait(false) is Permit.Given { Credentials: var renewed } && renewed != credentials
            ? await _reads.SendAsync(api.With(call, renewed), cancellationToken).ConfigureAwait(false)
            : result;
    }

    /// <summary>What a read is that gave nothing: what X says, without a secret.</summary>
    public async Task<Outcome> UnreadAsync(Account account, Credentials credentials, HttpResult result, CancellationToken cancellationToken)
    {
        if (result is not HttpResult.Answer answer)
            return XVerdict.Of(result, Now);
        var problem = XProblem.Of(answer, XApi.SecretsOf(credentials));
        return answer.Code == 401 && XVerdict.Stops(problem) is null
            ? await NotTakenAsync(account, credentials, problem, cancellationToken).ConfigureAwait(false)
            : XVerdict.Of(answer, problem, Now);
    }

    /// <summary>What a 401 to a write is: it was not executed. The token is renewed once; keys that cannot be renewed are asked about.</summary>
    /// <param name="account">The account.</param>
    /// <param name="credentials">What X did not take.</param>
    /// <param name="said">What it said.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome> NotTakenAsync(Account account, Credentials credentials, XProblem said, CancellationToken cancellationToken)
    {
        if (credentials.Kind != XApi.OAuth1)
        {
            return await _access.RenewAsync(account, credentials, cancellationToken).ConfigureAwait(false) switch
            {
                Permit.None { Why: var why } => why,
                Permit.Given { Warning: { } warning } => new Outcome.NotSent($"X did not take the token, and there is no other yet: {warning}"),
                _ => new Outcome.NotSent("X did not take the token. There is a new one, with which it is sent again."),
            };
        }
        // 135: the request's time is too far from X's (X, error codes).
        if (said.Is("135") || said.Says("timestamp out of bounds"))
            return new Outcome.NotSent($"X refuses the time of the request: set this machine's clock right. {said.Words}");
        // X: a 401 "may also be returned in other undefined circumstances". Only 89 (the token is invalid or expired) and a second no to a plain question are a no.
        if (said.Is("89") || await ReadAsync(account, credentials, api.Me(), cancellationToken).ConfigureAwait(false) is HttpResult.Answer { Code: 401 })
            return new Outcome.AccountStopped($"X does not take the keys of {account.Id} any more: make new ones in X's Developer Console (console.x.com), run \"socialkit login x\", then resume the account. {said.Words}");
        return new Outcome.NotSent($"X did not take the keys for this request, though it takes them for others. {said.Words}");
    }
}
