using System.CommandLine;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Scheduling;

/// <summary>The options that say which posts go out and from whom: the same for now and for later.</summary>
internal sealed class SendOptions
{
    private readonly CliContext _context;
    private readonly Argument<string?> _campaign;
    private readonly Option<string[]> _platform;
    private readonly Option<string?> _message;
    private readonly Option<string[]> _language;
    private readonly Option<string[]> _from;
    private readonly Option<bool> _rotate;
    private readonly Option<string?> _afterDeadline;

    public SendOptions(CliContext context)
    {
        _context = context;
        _campaign = new("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder, or its name under messages/; or a text file, or - for stdin, for a text that belongs to no campaign." };
        _platform = PlatformOption.Create(context);
        _platform.Description = $"One of {string.Join(", ", context.Platforms.Select(platform => platform.Id))}; repeat it, or separate names by commas. Those of the setting \"platforms\" if not given, or those that you have accounts on.";
        _message = new("--message", "-m") { HelpName = "ID", Description = "Only this message; all of them if not given." };
        _language = new("--lang", "-l") { HelpName = "LANG", Description = "In this language; repeat it, or separate languages by commas. The campaign's own if not given; \"all\" for every one that is translated." };
        _from = new("--from") { HelpName = "ACCOUNT", Description = "From this account of accounts.json; repeat it, or separate ids by commas. Needed where a platform has several." };
        _rotate = new("--rotate") { Description = "Lets several accounts of a platform, or the times of a series, take the message's texts in turn." };
        _afterDeadline = new("--after-deadline") { HelpName = "REASON", Description = "Why it goes out although the last day for appeals has passed; the reason is kept with it." };
        _campaign.CompletionSources.Add(_ => CampaignNames.InFolder(context));
        _from.CompletionSources.Add(_ => Accounts(context));
    }

    public void AddTo(Command command)
    {
        command.Add(_campaign);
        command.Add(_platform);
        command.Add(_message);
        command.Add(_language);
        command.Add(_from);
        command.Add(_rotate);
        command.Add(_afterDeadline);
    }

    private static IEnumerable<string> Accounts(CliContext context)
    {
        try
        {
            return [.. context.Accounts.Select(account => account.Id)];
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            return []; // completion has no place to say what is wrong
        }
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">A name is unknown.</exception>
    public SendWish Wish(ParseResult parsed)
    {
        var languages = PlatformOption.Split(parsed.GetValue(_language));
        var reason = parsed.GetValue(_afterDeadline);
        if (reason is not null && string.IsNullOrWhiteSpace(reason))
            throw new UsageException("--after-deadline needs a reason in words: it is kept with the posts.");
        return new()
        {
            Campaign = parsed.GetValue(_campaign),
            Platforms = PlatformOption.Split(parsed.GetValue(_platform)) is { Count: > 0 } ? PlatformOption.Resolve(parsed.GetValue(_platform), _context) : [],
            From = PlatformOption.Split(parsed.GetValue(_from)),
            Message = parsed.GetValue(_message),
            Languages = languages.Contains("all") ? [] : languages,
            EveryLanguage = languages.Contains("all"),
            Rotate = parsed.GetValue(_rotate),
            AfterDeadline = reason,
        };
    }
}
