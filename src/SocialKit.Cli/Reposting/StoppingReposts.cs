using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Reposting;

/// <summary>Ends the reposting of a campaign.</summary>
internal sealed class StoppingReposts(IOutbox outbox, CliContext context)
{
    /// <summary>Ends it, at once and on every machine.</summary>
    public async Task<int> RunAsync(string given, string? account, string by, bool asJson, CancellationToken cancellationToken)
    {
        var campaign = CampaignNames.SlugOf(given, context);
        var jobs = (await outbox.ReadRepostsAsync(campaign, cancellationToken).ConfigureAwait(false)).Where(job => account is null || job.From.Id == account).ToList();
        if (jobs.Count == 0)
        {
            var known = (await outbox.ReadRepostsAsync(null, cancellationToken).ConfigureAwait(false)).Select(job => account is null ? job.Campaign : $"{job.Campaign} from {job.From.Id}").Distinct().ToList();
            throw new UsageException($"Nothing was changed: nothing is reposted for \"{campaign}\"{(account is null ? "" : $" from \"{account}\"")}.{(known.Count > 0 ? $" There is {string.Join(", ", known)}." : "")}");
        }
        var stopped = await outbox.StopRepostsAsync(campaign, account, by, cancellationToken).ConfigureAwait(false);
        if (asJson)
        {
            CliJson.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("campaign", campaign);
                json.WriteNumber("jobs", stopped.Jobs);
                json.WriteNumber("cancelled", stopped.Cancelled);
                json.WriteEndObject();
            });
            return ExitCodes.Fine;
        }
        context.Out.WriteLine(TerminalText.Clean($"Nothing more is reposted for {campaign}{(account is null ? "" : $" from {account}")}{(stopped.Jobs == 0 ? ", as before" : "")}: {EntryWords.Count(stopped.Cancelled, "repost that waited is", "reposts that waited are")} taken out."));
        context.Error.WriteLine("What is out stays out: \"socialkit repost undo\" takes it back.");
        return ExitCodes.Fine;
    }
}
