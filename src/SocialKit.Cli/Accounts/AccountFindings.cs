using SocialKit.Cli.Queue;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Accounts;

/// <summary>What the accounts' sign-ins mean for posts that are about to be stored. No platform is asked.</summary>
internal static class AccountFindings
{
    /// <summary>Error: the account is not signed in here.</summary>
    public const string NotSignedIn = "not-signed-in";

    /// <summary>Error: the platform has said that the sign-in is of no use any more.</summary>
    public const string Dead = "sign-in-over";

    /// <summary>Error: what is kept belongs to another account than the one that is listed.</summary>
    public const string SomebodyElse = "somebody-elses-sign-in";

    /// <summary>Warning: the secrets cannot be looked at.</summary>
    public const string Unknown = "sign-in-unknown";

    /// <summary>Warning: the sign-in ends before the post is due.</summary>
    public const string ExpiresBefore = "expires-before-due";

    /// <summary>True if the finding is mended by signing in.</summary>
    public static bool AsksToSignIn(Finding finding) => finding.Code is NotSignedIn or Dead or SomebodyElse;

    /// <summary>True if the finding is one of these.</summary>
    public static bool Are(Finding finding) => AsksToSignIn(finding) || finding.Code is Unknown or ExpiresBefore;

    /// <summary>The findings about those accounts.</summary>
    /// <param name="accounts">Who posts.</param>
    /// <param name="request">What is planned; null if there is no plan.</param>
    /// <param name="context">The world outside.</param>
    public static ValueList<Finding> Of(IEnumerable<Account> accounts, AddRequest? request, CliContext context)
    {
        var standings = Task.WhenAll(accounts.DistinctBy(account => account.Id).Select(account => AccountStanding.OfAsync(account, context, CancellationToken.None))).GetAwaiter().GetResult();
        return [.. standings.SelectMany(standing => Of(standing, request, context))];
    }

    private static IEnumerable<Finding> Of(AccountStanding standing, AddRequest? request, CliContext context)
    {
        var (account, login) = (standing.Account, $"Run \"{AccountStanding.Login(standing.Account)}\".");
        switch (standing.State)
        {
            case AccountState.NotSignedIn:
                yield return new(NotSignedIn, Severity.Error, $"{account.Id} (@{account.Handle}) is not signed in here.", login) { Platform = account.Platform };
                break;
            case AccountState.Dead:
                yield return new(Dead, Severity.Error, $"The sign-in of {account.Id} (@{account.Handle}) is over: {standing.Credentials!.DeadBecause}", login) { Platform = account.Platform };
                break;
            case AccountState.SomebodyElse:
                yield return new(SomebodyElse, Severity.Error, $"{account.Id}: {standing.Reason}", login) { Platform = account.Platform };
                break;
            case AccountState.Unknown:
                yield return new(Unknown, Severity.Warning, $"Whether {account.Id} is signed in cannot be seen: {standing.Reason}", "See that whoever sends the posts can read it; \"socialkit doctor\" tells more.") { Platform = account.Platform };
                break;
            default:
                if (standing.Credentials is { ExpiresAt: { } expires } kept && LastDue(account, request) is { } due && expires < due && !RenewsItself(kept))
                {
                    yield return new(ExpiresBefore, Severity.Warning,
                        $"The sign-in of {account.Id} is good until {Stamp.Day(Stamp.DayOf(expires, context.Settings.TimeZone))}, and posts are due after that.",
                        "A worker that is running renews it where the platform lets it, and says so if it cannot; else sign in again before.") { Platform = account.Platform };
                }
                break;
        }
    }

    private static DateTimeOffset? LastDue(Account account, AddRequest? request) => request is null ? null :
        request.Deliveries.Where(added => added.Delivery.From.Id == account.Id).Select(added => (DateTimeOffset?)added.Delivery.DueAt)
            .Concat(request.Series.Where(series => series.From.Id == account.Id).Select(series => series.NextAt)).Max();

    // By a token of its own for that, or with what a person has typed: whether or not what expires is still good by then.
    private static bool RenewsItself(Access.Credentials credentials) => credentials.Find("refresh") is not null || credentials.Find("password") is not null || credentials.Find("app-password") is not null;
}
