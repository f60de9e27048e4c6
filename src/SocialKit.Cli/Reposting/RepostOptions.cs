using System.CommandLine;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Reposting;

/// <summary>The argument and the options that say which campaign's accounts are reposted, and from whom.</summary>
internal sealed class RepostOptions
{
    private readonly CliContext _context;
    private readonly Argument<string?> _campaign;
    private readonly Option<string[]> _platform;
    private readonly Option<string[]> _from;
    private readonly Option<string?> _by = WhoAsks.Option();

    public RepostOptions(CliContext context)
    {
        _context = context;
        _campaign = new("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder, or its name under messages/; the one that is here if not given." };
        _platform = PlatformOption.Create(context);
        _platform.Description = "Only there; repeat it, or separate names by commas. Wherever the campaign lists accounts and you have one, if not given.";
        _from = new("--from") { HelpName = "ACCOUNT", Description = "Reposts from this account of accounts.json; repeat it, or separate ids by commas. Needed where a platform has several." };
        _campaign.CompletionSources.Add(_ => CampaignNames.InFolder(context));
        _from.CompletionSources.Add(_ => KnownAccounts(context));
    }

    public void AddTo(Command command)
    {
        command.Add(_campaign);
        command.Add(_platform);
        command.Add(_from);
        command.Add(_by);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">A name is unknown.</exception>
    public RepostWish Wish(ParseResult parsed) => new()
    {
        Campaign = parsed.GetValue(_campaign),
        Platforms = PlatformOption.Split(parsed.GetValue(_platform)) is { Count: > 0 } ? PlatformOption.Resolve(parsed.GetValue(_platform), _context) : [],
        From = PlatformOption.Split(parsed.GetValue(_from)),
        By = WhoAsks.Name(parsed.GetValue(_by), _context),
    };

    /// <summary>The ids of the accounts, for completion; none where they cannot be read, which completion has no place to say.</summary>
    public static IEnumerable<string> KnownAccounts(CliContext context)
    {
        try
        {
            return [.. context.Accounts.Select(account => account.Id)];
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
