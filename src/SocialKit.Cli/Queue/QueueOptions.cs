using System.CommandLine;
using SocialKit.Cli.Sources;
using SocialKit.Deliveries;
using SocialKit.Text;

namespace SocialKit.Cli.Queue;

/// <summary>The options by which commands narrow down what of the queue they show.</summary>
internal sealed class QueueOptions
{
    private static readonly string[] StateNames = [.. Enum.GetValues<DeliveryState>().Select(state => state.Name())];

    private readonly CliContext _context;

    public QueueOptions(CliContext context)
    {
        _context = context;
        Platform = PlatformOption.Create(context);
        Platform.Description = $"Only on {string.Join(", ", context.Platforms.Select(platform => platform.Id))}; repeat it, or separate names by commas. All if not given.";
        State.CompletionSources.Add(_ => StateNames);
        From.CompletionSources.Add(_ => Completed(() => context.Accounts.Select(account => account.Id)));
        Campaign.CompletionSources.Add(_ => Completed(() => CampaignNames.InFolder(context)));
    }

    /// <summary><c>--platform</c></summary>
    public Option<string[]> Platform { get; }

    /// <summary><c>--campaign</c></summary>
    public Option<string?> Campaign { get; } = new("--campaign") { HelpName = "CAMPAIGN", Description = "Only of this campaign: its name, or its folder." };

    /// <summary><c>--from</c></summary>
    public Option<string?> From { get; } = new("--from") { HelpName = "ACCOUNT", Description = "Only from this account of accounts.json." };

    /// <summary><c>--state</c></summary>
    public Option<string[]> State { get; } = new("--state") { HelpName = "STATE", Description = $"Only in this state: {string.Join(", ", StateNames)}; repeat it, or separate states by commas." };

    /// <summary><c>--limit</c></summary>
    public Option<int?> Limit { get; } = new("--limit") { HelpName = "N", Description = "The most entries; 200 if not given." };

    /// <summary>What was asked for. The setting "platforms" is for posts to come, and hides nothing of what waits.</summary>
    /// <exception cref="UsageException">A name is unknown.</exception>
    public QueueWish Wish(ParseResult parsed)
    {
        var platforms = PlatformOption.Split(parsed.GetValue(Platform)) is { Count: > 0 } ? PlatformOption.Resolve(parsed.GetValue(Platform), _context) : [];
        var states = PlatformOption.Split(parsed.GetValue(State));
        var limit = parsed.GetValue(Limit);
        if (limit < 1)
            throw new UsageException("--limit is at least 1.");
        var wish = new QueueWish
        {
            Platforms = [.. platforms.Select(platform => platform.Id)],
            Campaign = parsed.GetValue(Campaign) is { } campaign ? CampaignNames.SlugOf(campaign, _context) : null,
            Account = parsed.GetValue(From),
        };
        return wish with { Limit = limit ?? wish.Limit, States = states.Count > 0 ? [.. states.Select(StateOf)] : wish.States };
    }

    private static DeliveryState StateOf(string written)
    {
        var name = written.Replace('-', '_').Replace(' ', '_').ToLowerInvariant();
        if (StateNames.Contains(name))
            return DeliveryStates.Parse(name);
        var meant = EditDistance.Nearest(name, StateNames, most: 3) is { } near ? $" Did you mean \"{near}\"?" : $" It is one of {string.Join(", ", StateNames)}.";
        throw new UsageException($"There is no state \"{written}\".{meant}");
    }

    private static IEnumerable<string> Completed(Func<IEnumerable<string>> names)
    {
        try
        {
            return [.. names()];
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            return []; // completion has no place to say what is wrong
        }
    }
}
