using SocialKit.Cli.Accounts;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Cli.Running;

/// <summary>Looks at the accounts whose posts are due soon, so that a sign-in that is over is told to a person before, and not found out when, they are due.</summary>
internal sealed class AccountWatch(CliContext context, IStore store, INotify notices)
{
    /// <summary>How often it looks.</summary>
    /// <value>3 hours</value>
    public static TimeSpan Interval { get; } = TimeSpan.FromHours(3);

    /// <summary>How long before a post is due its account is looked at.</summary>
    /// <value>48 hours</value>
    public static TimeSpan Ahead { get; } = TimeSpan.FromHours(48);

    // What would expire before the next look is renewed now: a refresh token that is over shows itself then.
    private static readonly TimeSpan Early = Interval + TimeSpan.FromHours(1);

    private readonly Dictionary<string, string> _told = [];

    /// <summary>Looks until <paramref name="stop"/>.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await LookAsync(stop).ConfigureAwait(false);
                await Task.Delay(Interval, context.Time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll((await SoonAsync(cancellationToken).ConfigureAwait(false)).Select(account => LookAsync(account, cancellationToken))).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // The worker itself complains of a store that does not answer; the next look comes.
        }
    }

    private async Task<List<Account>> SoonAsync(CancellationToken cancellationToken)
    {
        List<Account> accounts = [];
        foreach (var lane in await store.ReadLanesAsync(cancellationToken).ConfigureAwait(false))
        {
            // What is stopped is known to a person already.
            if (lane.PausedBecause is not null)
                continue;
            var next = await store.PageAsync(new() { Account = lane.Account, States = [DeliveryState.Scheduled, DeliveryState.AwaitingApproval], To = context.Time.GetUtcNow() + Ahead, Limit = 1 }, cancellationToken).ConfigureAwait(false);
            if (next.Entries is [var entry, ..])
                accounts.Add(entry.Delivery.From);
        }
        return accounts;
    }

    private async Task LookAsync(Account account, CancellationToken cancellationToken)
    {
        var standing = await AccountStanding.AskAsync(account, context, Early, cancellationToken).ConfigureAwait(false);
        var said = standing switch
        {
            { IsOut: true } => standing.Reason,
            { State: AccountState.Unknown } => null, // a passing fault; the sender sees for itself
            { Notes: [var note, ..] } => note,
            _ => null,
        };
        if (said is null || (_told.TryGetValue(account.Id, out var before) && before == said))
            return;
        _told[account.Id] = said;
        notices.Tell(new(standing.IsOut ? "sign-in-over" : "account-note", TerminalText.Clean($"{account.Id} (@{account.Handle}): {said}{(standing.IsOut ? " Its posts wait." : "")}")) { Account = account.Id, Platform = account.Platform });
        // So that "socialkit health" says it too; signing in lets it go on.
        if (standing.IsOut)
            await store.PauseLaneAsync(account.Id, account.Platform, standing.Reason, cancellationToken).ConfigureAwait(false);
    }
}
