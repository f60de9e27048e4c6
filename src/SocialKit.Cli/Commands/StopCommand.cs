using System.CommandLine;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Stopping;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit stop</c></summary>
internal static class StopCommand
{
    private const string Notes = """
        Everything of the campaign that waits stops in one transaction, its series and its reposting too, and every worker sees it before it
        sends anything else; nothing can be scheduled for it until "socialkit resume". What is being sent right now cannot be
        called back: it is listed, and "socialkit withdraw" takes back what is out. It asks nobody, so that it is quick.

        With --account, one account sends nothing of any campaign until "socialkit resume --account". With --series, a series
        makes no further entries until "socialkit resume --series"; those in the queue are listed, and stay.

        Exit codes: 0 stopped, 1 the queue cannot be used, 2 there is no such campaign, account or series: nothing was stopped.

        --json prints one object: campaign, stopped, sending, unclear and held (entries as in "socialkit queue --json"); with
        --account: account, platform, because; with --series: series as in "socialkit queue --json", inQueue (entries).
        """;

    public static CliCommand Create(CliContext context)
    {
        var campaign = CampaignArgument(context);
        var account = AccountOption(context, "Stops this account instead, whatever it is to send.");
        var series = SeriesOption("Stops this series instead: it makes no further entries.");
        var reason = new Option<string?>("--reason") { HelpName = "TEXT", Description = "Why the account or the series is stopped, as it is kept and shown." };
        var by = WhoAsks.Option();
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("stop", "Stops a campaign at once, on every machine: nothing of it goes out until it is resumed.")
        {
            Examples =
            [
                new("socialkit stop 2019-serikzhan-bilash", "stops everything of a campaign that waits"),
                new("socialkit stop --account org-x --reason \"The account may be hacked\"", "stops an account"),
            ],
            Notes = Notes,
        };
        command.Add(campaign);
        foreach (var option in (Option[])[account, series, reason, by, json])
            command.Add(option);
        OneOf(command, campaign, account, series);
        command.SetAction(parsed =>
        {
            var who = WhoAsks.Name(parsed.GetValue(by), context);
            var because = parsed.GetValue(reason) is { } why ? $"Stopped by {who}: {why}" : $"Stopped by {who}.";
            return StoreRun.Change(context, (store, cancellationToken) => (parsed.GetValue(account), parsed.GetValue(series)) switch
            {
                ({ } name, _) => AccountLane.PauseAsync(store, name, because, parsed.GetValue(json), context, cancellationToken),
                (_, { } name) => SeriesPause.PauseAsync(store, name, because, parsed.GetValue(json), context, cancellationToken),
                _ => RunAsync(store, parsed.GetValue(campaign)!, who, parsed.GetValue(json), context, cancellationToken),
            });
        });
        return command;
    }

    /// <summary>The argument for a campaign, with those of this folder for completion.</summary>
    public static Argument<string?> CampaignArgument(CliContext context)
    {
        var campaign = new Argument<string?>("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "The campaign's name, or its folder." };
        campaign.CompletionSources.Add(_ => CampaignNames.InFolder(context));
        return campaign;
    }

    /// <summary>The option for an account.</summary>
    public static Option<string?> AccountOption(CliContext context, string does)
    {
        var account = new Option<string?>("--account") { HelpName = "ACCOUNT", Description = does };
        account.CompletionSources.Add(_ => context.Accounts.Select(known => known.Id));
        return account;
    }

    /// <summary>The option for a series.</summary>
    public static Option<string?> SeriesOption(string does) => new("--series") { HelpName = "ID", Description = does };

    /// <summary>A campaign, an account or a series, and only one of them.</summary>
    public static void OneOf(CliCommand command, Argument<string?> campaign, Option<string?> account, Option<string?> series) => command.Validators.Add(result =>
    {
        if (((string?[])[result.GetValue(campaign), result.GetValue(account), result.GetValue(series)]).Count(given => given is not null) != 1)
            result.AddError("Name a campaign; or an account with --account, or a series with --series.");
    });

    private static async Task<int> RunAsync(IOutbox outbox, string given, string by, bool json, CliContext context, CancellationToken cancellationToken)
    {
        var campaign = await CampaignInQueue.FindAsync(outbox, given, context, cancellationToken).ConfigureAwait(false);
        var stopped = await outbox.StopAsync(campaign.Slug, by, cancellationToken).ConfigureAwait(false);
        var underWay = await campaign.EntriesAsync(outbox, [DeliveryState.Sending, DeliveryState.Unclear, DeliveryState.Held], cancellationToken).ConfigureAwait(false);
        List<Entry> sending = [.. underWay.Where(entry => entry.State == DeliveryState.Sending)];
        List<Entry> unclear = [.. underWay.Where(entry => entry.State == DeliveryState.Unclear)];
        // What waited for another try and may be out is held by the stop: nobody looks for it any more but a person.
        List<Entry> held = [.. underWay.Where(entry => entry is { State: DeliveryState.Held, MayBeOut: true })];
        if (json)
        {
            CliJson.Write(context.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("campaign", campaign.Slug);
                writer.WriteNumber("stopped", stopped);
                EntryLines.Write(writer, "sending", sending);
                EntryLines.Write(writer, "unclear", unclear);
                EntryLines.Write(writer, "held", held);
                writer.WriteEndObject();
            });
            return ExitCodes.Fine;
        }
        var before = campaign.State?.StoppedAt is not null ? "was stopped already; " : "is stopped: ";
        context.Out.WriteLine(TerminalText.Clean($"{campaign.Slug} {before}{EntryWords.Count(stopped, "entry that waited goes", "entries that waited go")} out no more{(stopped == 0 ? "" : ", until \"socialkit resume\"")}."));
        EntryLines.Write($"{EntryWords.Count(sending.Count, "entry is", "entries are")} being sent right now and cannot be stopped:", sending, context);
        EntryLines.Write($"{EntryWords.Count(unclear.Count, "entry", "entries")} may be out, and {(unclear.Count == 1 ? "is" : "are")} looked for, not sent again:", unclear, context);
        EntryLines.Write($"{EntryWords.Count(held.Count, "entry is", "entries are")} held and may be out; look on the platform, then \"socialkit queue resolve\":", held, context);
        context.Error.WriteLine(TerminalText.Clean($"What is out stays out: \"socialkit withdraw {campaign.Slug}\" takes it back."));
        return ExitCodes.Fine;
    }
}
