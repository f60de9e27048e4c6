using SocialKit.Campaigns;
using SocialKit.Cli.Json;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Sharing;

/// <summary>The profiles of the accounts that a campaign asks to follow.</summary>
internal sealed class FollowLinks(string? given, CliContext context)
{
    /// <summary>Writes them: the addresses alone in a pipe, with their handles on a terminal.</summary>
    /// <param name="platform">The platform to keep to; null for all.</param>
    /// <param name="json">True for JSON.</param>
    public int Write(string? platform, bool json)
    {
        if (SourceFinder.FindOne(given, context) is not Source.CampaignFolder folder)
            throw new UsageException("Only a campaign lists accounts to follow, and this is a text.");
        var reading = new CampaignReader(context.Platforms).Read(folder.Path);
        if (reading.HasErrors || reading.Campaign is not { } campaign)
            throw new BadSourceException(reading.Findings, reading.CouldNotBeRead ? ExitCodes.Usage : ExitCodes.ProblemsFound);
        var only = platform is null ? null : PlatformOption.ResolveOne(platform, context);
        var accounts = campaign.Follow.Select(Read).OfType<Account>().Where(account => only is null || account.Platform == only).ToList();
        if (json)
            WriteJson(accounts);
        else if (accounts.Count == 0)
            context.Error.WriteLine($"{campaign.Slug} lists no accounts to follow{(only is null ? "" : $" on {only.Name}")}.");
        else
            WriteLines(accounts);
        return ExitCodes.Fine;
    }

    private Account? Read(FollowedAccount account) =>
        context.Platforms.TryFind(account.Platform.Value, out var platform) && platform.Handles.TryParse(account.Value, out var handle)
            ? new(platform, platform.Handles.Mention(handle), platform.Handles.Profile(handle))
            : null;

    private void WriteLines(List<Account> accounts)
    {
        var name = accounts.Max(account => account.Platform.Name.Length);
        var mention = accounts.Max(account => account.Mention.Length);
        foreach (var account in accounts)
        {
            var head = context.Terminal.IsTerminal ? $"{account.Platform.Name.PadRight(name)}  {account.Mention.PadRight(mention)}  " : "";
            context.Out.WriteLine(TerminalText.Clean(head + account.Profile));
        }
    }

    private void WriteJson(List<Account> accounts) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartArray();
        foreach (var account in accounts)
        {
            json.WriteStartObject();
            json.WriteString("platform", account.Platform.Id.Value);
            json.WriteString("mention", account.Mention);
            json.WriteString("profile", account.Profile);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private sealed record Account(Platform Platform, string Mention, string Profile);
}
