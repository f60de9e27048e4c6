using SocialKit.Cli.Sources;
using SocialKit.Text;

namespace SocialKit.Cli.Scheduling;

/// <summary>An account that posts, and where.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Account">The account.</param>
internal sealed record Sender(Platform Platform, Account Account)
{
    /// <summary>The accounts that <paramref name="wish"/> means, in the order of the platforms.</summary>
    /// <exception cref="UsageException">One is unknown, or a platform has none or several; all of that at once.</exception>
    public static ValueList<Sender> Choose(SendWish wish, CliContext context)
    {
        List<string> problems = [];
        var named = wish.From.Select(id => Find(id, context, problems)).OfType<Account>().Distinct().ToList();
        var platforms = PlatformsOf(wish, named, context);
        List<Sender> senders = [];
        foreach (var platform in platforms)
        {
            var own = named.Where(account => account.Platform == platform.Id).ToList();
            if (own.Count == 0 && Only(platform, context, problems) is { } only)
                own.Add(only);
            senders.AddRange(own.Select(account => new Sender(platform, account)));
        }
        problems.AddRange(named.Where(account => platforms.All(platform => platform.Id != account.Platform))
            .Select(account => $"The account \"{account.Id}\" is on {account.Platform}, which is none of the platforms that you named."));
        return problems.Count == 0 ? senders.ToValueList() : throw new UsageException(string.Join(" ", problems));
    }

    private static ValueList<Platform> PlatformsOf(SendWish wish, List<Account> named, CliContext context)
    {
        if (wish.Platforms.Count > 0)
            return wish.Platforms;
        if (named.Count > 0)
            return [.. named.Select(account => context.Platforms[account.Platform]).Distinct()];
        if (wish.From.Count > 0)
            return []; // they are unknown, which is said
        if (context.Settings.Platforms.Count > 0)
            return PlatformOption.Resolve(null, context);
        ValueList<Platform> withAccounts = [.. context.Platforms.Where(platform => context.Accounts.Any(account => account.Platform == platform.Id))];
        return withAccounts.Count > 0
            ? withAccounts
            : throw new UsageException($"Say where to with --platform: {string.Join(", ", context.Platforms.Select(platform => platform.Id))}. Without any account, \"-p folder\" writes the posts into a folder.");
    }

    private static Account? Find(string id, CliContext context, List<string> problems)
    {
        var all = context.Accounts.Concat(context.Platforms.Select(platform => platform.OwnAccount).OfType<Account>()).ToList();
        if (all.Find(account => account.Id == id) is { } found)
            return found;
        var meant = EditDistance.Nearest(id, all.Select(account => account.Id), most: Math.Max(1, id.Length / 3)) is { } near
            ? $"Did you mean \"{near}\"?"
            : context.Accounts.Count == 0 ? $"None are listed in {context.Settings.AccountsFile} yet." : $"It is one of {string.Join(", ", context.Accounts.Select(account => account.Id))}.";
        problems.Add($"There is no account \"{id}\". {meant}");
        return null;
    }

    private static Account? Only(Platform platform, CliContext context, List<string> problems)
    {
        var listed = context.Accounts.Where(account => account.Platform == platform.Id).ToList();
        switch (listed.Count)
        {
            case 1:
                return listed[0];
            case 0 when platform.OwnAccount is { } own:
                return own;
            case 0:
                problems.Add(context.SendingPlatforms[platform.Id].SignIn is null
                    ? $"There is no account on {platform.Name} yet: list it in {context.Settings.AccountsFile}, such as {{\"id\": \"our-{platform.Id}\", \"platform\": \"{platform.Id}\", \"handle\": \"…\"}}."
                    : $"There is no account on {platform.Name} yet: \"socialkit login {platform.Id}\" signs one in.");
                return null;
            default:
                problems.Add($"There are {listed.Count} accounts on {platform.Name}: say which with --from, such as --from {listed[0].Id} ({string.Join(", ", listed.Select(account => $"{account.Id} is @{account.Handle}"))}).");
                return null;
        }
    }
}
