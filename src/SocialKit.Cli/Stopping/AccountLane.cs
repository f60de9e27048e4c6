using SocialKit.Cli.Json;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Text;

namespace SocialKit.Cli.Stopping;

/// <summary>Stops an account, or lets it go on.</summary>
internal static class AccountLane
{
    /// <summary>Stops the account for a reason, or lets it go on without one.</summary>
    /// <exception cref="UsageException">Neither the queue nor accounts.json knows the account.</exception>
    public static async Task<int> PauseAsync(IOutbox outbox, string account, string? because, bool json, CliContext context, CancellationToken cancellationToken)
    {
        var lanes = await outbox.ReadLanesAsync(cancellationToken).ConfigureAwait(false);
        var lane = lanes.FirstOrDefault(lane => lane.Account == account);
        if ((lane?.Platform ?? context.Accounts.FirstOrDefault(known => known.Id == account)?.Platform) is not { } platform)
        {
            var known = lanes.Select(lane => lane.Account).Concat(context.Accounts.Select(account => account.Id)).Distinct().ToList();
            var meant = EditDistance.Nearest(account, known, most: 3) is { } near ? $" Did you mean \"{near}\"?" : known.Count > 0 ? $" There are {string.Join(", ", known)}." : "";
            throw new UsageException($"Nothing was changed: neither the queue nor accounts.json knows an account \"{account}\".{meant}");
        }
        await outbox.PauseLaneAsync(account, platform, because, cancellationToken).ConfigureAwait(false);
        if (json)
        {
            CliJson.Write(context.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("account", account);
                writer.WriteString("platform", platform.Value);
                writer.WriteIfAny("because", because);
                writer.WriteIfAny("wasStoppedBecause", lane?.PausedBecause);
                writer.WriteEndObject();
            });
            return ExitCodes.Fine;
        }
        context.Out.WriteLine(TerminalText.Clean(because is not null
            ? $"{account} on {platform} sends nothing any more, until \"socialkit resume --account {account}\". What is being sent right now is not stopped."
            : lane?.PausedBecause is { } was ? $"{account} on {platform} goes on. It was stopped: {was}" : $"{account} on {platform} was not stopped; if it waited by the platform's word, it waits no longer."));
        return ExitCodes.Fine;
    }
}
