using SocialKit.Deliveries;
using SocialKit.Platforms.Graph;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Threads;

/// <summary>What a container is, and whether the account may publish another one.</summary>
internal sealed class ThreadsContainers(GraphAccount graph, ThreadsApi api, TimeProvider clock)
{
    // Troubleshooting, read 2026-11: ask for the status before publishing. Texts are ready at once; Threads advises half a minute on average for pictures.
    private const int Looks = 15;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    /// <summary>The wait once the quota is used up: it counts a rolling day.</summary>
    private static readonly TimeSpan Quota = TimeSpan.FromMinutes(30);

    /// <summary>Reads a container's status: IN_PROGRESS, FINISHED, PUBLISHED, EXPIRED or ERROR.</summary>
    public Task<GraphRead> StatusAsync(Account account, string container, CancellationToken cancellationToken) =>
        graph.ReadAsync(account, api.To(container) + "?fields=status,error_message", cancellationToken);

    /// <summary>Waits until a container can be published.</summary>
    /// <returns>Null if it can; else why not.</returns>
    public async Task<Outcome?> ReadyAsync(Account account, string container, CancellationToken cancellationToken)
    {
        var reason = "";
        for (var i = 0; i < Looks; i++)
        {
            if (i > 0)
                await Task.Delay(Between, clock, cancellationToken).ConfigureAwait(false);
            var read = await StatusAsync(account, container, cancellationToken).ConfigureAwait(false);
            switch (read.Json?.Text("status"))
            {
                case "FINISHED":
                    return null;
                case "ERROR" or "EXPIRED" or "PUBLISHED":
                    return new Outcome.NotSent($"Threads could not make the container: {read.Json?.Text("error_message") ?? read.Json?.Text("status")}.");
                default:
                    reason = read.Json is null ? read.Reason : "it is still at work on it.";
                    break;
            }
        }
        return new Outcome.NotSent($"Threads did not get the container ready: {reason}");
    }

    /// <summary>Why nothing more can be published for a while; null if something can, or Threads does not say.</summary>
    public async Task<Outcome?> FullAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var kind = delivery.ReplyTo is null ? "" : "reply_";
        var read = await graph.ReadAsync(delivery.From, api.To(delivery.From.UserId!, "threads_publishing_limit") + $"?fields={kind}quota_usage,{kind}config", cancellationToken).ConfigureAwait(false);
        if (read.Json?.Items("data").FirstOrDefault() is not { } limit || limit.Number(kind + "quota_usage") is not { } used || limit.Member(kind + "config")?.Number("quota_total") is not { } total || used < total)
            return null;
        return new Outcome.NotSent($"{used} of {total} posts of the last day are used up.", Quota);
    }
}
