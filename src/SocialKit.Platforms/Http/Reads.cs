using System.Net;
using Polly;
using Polly.Retry;

namespace SocialKit.Platforms.Http;

/// <summary>Reads are repeated when a passing fault ended them; writes never go through here.</summary>
public sealed class Reads
{
    private readonly HttpCaller _http;
    private readonly ResiliencePipeline<HttpResult> _pipeline;

    /// <summary>Reads through <paramref name="services"/>: three tries, half a second and more apart.</summary>
    public Reads(PlatformServices services)
    {
        _http = services.Http;
        _pipeline = new ResiliencePipelineBuilder<HttpResult> { TimeProvider = services.Clock }
            .AddRetry(new RetryStrategyOptions<HttpResult>
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome.Result)),
            })
            .Build();
    }

    /// <summary>Makes a read.</summary>
    /// <param name="call">A call that changes nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<HttpResult> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(static async (state, token) => await state._http.SendAsync(state.call, token).ConfigureAwait(false), (_http, call), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new HttpResult.Cut("It was cancelled.");
        }
    }

    // A 429 is no passing fault: whoever repeats it at once makes it worse.
    private static bool IsPassing(HttpResult? result) => result switch
    {
        HttpResult.NotConnected or HttpResult.Cut => true,
        HttpResult.Answer { Status: HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };
}
