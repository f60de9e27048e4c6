using System.CommandLine;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Stopping;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit resume</c></summary>
internal static class ResumeCommand
{
    private const string Notes = """
        Every entry stands again where it stood, and goes out when it is due. What became due meanwhile is late: it goes out at
        once, or not at all if its late rule says "skip". If anything would go out at once, it is listed and you are asked;
        --yes asks nobody. Move what should go out later first: "socialkit queue edit" takes stopped entries too.

        Reposting goes on where it stopped: what listed accounts published meanwhile is judged like everything else, so that what is too
        old is left out; and reposts go out one by one as their pace says, however many wait.

        After "socialkit withdraw", deletions that still wait are called off; what is deleted stays deleted, and is listed.

        With --account, an account goes on that was stopped by you, or by its platform (signed out, out of credit, suspended); with --series, a series that was stopped by you, by a fault of its own, or by a restore.

        Exit codes: 0 it goes on, 1 the queue cannot be used, 2 there is no such campaign, account or series, 3 you said no.

        --json prints one object: campaign, resumed, deletionsCalledOff, late, expired, deleted and mayBeDeleted (entries as in
        "socialkit queue --json"), dryRun; with
        --account: account, platform, wasStoppedBecause; with --series: series, inQueue.
        """;

    public static CliCommand Create(CliContext context)
    {
        var campaign = StopCommand.CampaignArgument(context);
        var account = StopCommand.AccountOption(context, "Lets this account go on instead.");
        var series = StopCommand.SeriesOption("Lets this series go on instead.");
        var yes = new Option<bool>("--yes") { Description = "Asks nobody; needed where nobody can be asked and something would go out at once." };
        var dry = new Option<bool>("--dry-run") { Description = "Says what would come back, and changes nothing." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("resume", "Lets a stopped campaign, account or series go on.")
        {
            Examples =
            [
                new("socialkit resume 2019-serikzhan-bilash --dry-run", "shows what would come back, and what is late"),
                new("socialkit resume 2019-serikzhan-bilash", "lets the campaign go on"),
                new("socialkit resume --account org-x", "lets an account go on"),
            ],
            Notes = Notes,
        };
        command.Add(campaign);
        foreach (var option in (Option[])[account, series, yes, dry, json])
            command.Add(option);
        StopCommand.OneOf(command, campaign, account, series);
        command.Validators.Add(result =>
        {
            if (result.GetValue(campaign) is null && result.GetValue(dry))
                result.AddError("--dry-run is for campaigns.");
        });
        command.SetAction(parsed => StoreRun.Change(context, (store, cancellationToken) => (parsed.GetValue(account), parsed.GetValue(series)) switch
        {
            ({ } name, _) => AccountLane.PauseAsync(store, name, null, parsed.GetValue(json), context, cancellationToken),
            (_, { } name) => SeriesPause.PauseAsync(store, name, null, parsed.GetValue(json), context, cancellationToken),
            _ => new Resuming(store, context) { AsksNobody = parsed.GetValue(yes), IsDry = parsed.GetValue(dry), WritesJson = parsed.GetValue(json) }.RunAsync(parsed.GetValue(campaign)!, cancellationToken),
        }));
        return command;
    }

    /// <summary>One run.</summary>
    private sealed class Resuming(IOutbox outbox, CliContext context)
    {
        // What is due by then is as good as due: a worker looks again right after.
        private readonly DateTimeOffset _now = context.Time.GetUtcNow();

        public bool AsksNobody { get; init; }

        public bool IsDry { get; init; }

        public bool WritesJson { get; init; }

        public async Task<int> RunAsync(string given, CancellationToken cancellationToken)
        {
            var campaign = await CampaignInQueue.FindAsync(outbox, given, context, cancellationToken).ConfigureAwait(false);
            var stopped = await campaign.EntriesAsync(outbox, [DeliveryState.Stopped], cancellationToken).ConfigureAwait(false);
            List<Entry> due = [.. stopped.Where(entry => entry.StoppedFrom == DeliveryState.Scheduled && entry.Delivery.DueAt <= _now && entry.Delivery.Act is not Act.Repost { Pace: not null })];
            List<Entry> late = [.. due.Where(entry => !IsOver(entry))];
            List<Entry> expired = [.. due.Where(IsOver)];
            if (!WritesJson)
            {
                if (campaign.State?.WithdrawnAt is not null)
                    context.Error.WriteLine(TerminalText.Clean($"{campaign.Slug} was withdrawn: what was taken back stays gone, and the rest would go out."));
                EntryLines.Write($"Late, and out at once when it goes on ({EntryWords.Count(late.Count, "entry", "entries")}):", late, context);
                EntryLines.Write($"Too late: their time has passed, and they do not go out ({EntryWords.Count(expired.Count, "entry", "entries")}):", expired, context);
            }
            if (!IsDry && !await MayAsync(campaign, late.Count, cancellationToken).ConfigureAwait(false))
            {
                context.Error.WriteLine("Nothing was changed.");
                return ExitCodes.ProblemsFound;
            }
            var deletions = (await campaign.EntriesAsync(outbox, [DeliveryState.Draft, DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Held, DeliveryState.Sending, DeliveryState.Unclear, DeliveryState.Sent], cancellationToken).ConfigureAwait(false))
                .Where(entry => entry.Delivery.Act is Act.Delete).ToList();
            var resumed = IsDry
                ? new Resumed(stopped.Count, deletions.Count(entry => ChangeRules.LeaveUp(entry) is not null))
                : await outbox.ResumeAsync(campaign.Slug, cancellationToken).ConfigureAwait(false);
            List<Entry> deleted = [.. deletions.Where(entry => entry.State == DeliveryState.Sent)];
            List<Entry> mayBeDeleted = [.. deletions.Where(entry => entry.State is DeliveryState.Sending or DeliveryState.Unclear || (entry.MayBeOut && entry.State != DeliveryState.Sent))];
            Report(campaign, resumed, late, expired, deleted, mayBeDeleted);
            return ExitCodes.Fine;
        }

        private async Task<bool> MayAsync(CampaignInQueue campaign, int late, CancellationToken cancellationToken)
        {
            if (late == 0 || AsksNobody)
                return true;
            if (!context.Terminal.CanAsk || WritesJson)
                throw new UsageException($"{EntryWords.Count(late, "entry", "entries")} would go out at once, and nobody can be asked: add --yes, or move them first with \"socialkit queue edit\".");
            return await Question.AskAsync($"Let {campaign.Slug} go on, and {EntryWords.Count(late, "entry", "entries")} out at once?", context, cancellationToken).ConfigureAwait(false);
        }

        // What is later than the worker's own patience is late by its rule; what is not, goes out in any case.
        private bool IsOver(Entry entry) => entry.Delivery.NotAfter <= _now || (entry.Delivery.Late == LateRule.Skip && _now - entry.Delivery.DueAt > new WorkerOptions { Owner = "" }.LateAfter);

        private void Report(CampaignInQueue campaign, Resumed resumed, List<Entry> late, List<Entry> expired, List<Entry> deleted, List<Entry> mayBeDeleted)
        {
            if (WritesJson)
            {
                CliJson.Write(context.Out, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("campaign", campaign.Slug);
                    writer.WriteNumber("resumed", resumed.Entries);
                    writer.WriteNumber("deletionsCalledOff", resumed.Deletions);
                    writer.WriteBoolean("dryRun", IsDry);
                    EntryLines.Write(writer, "late", late);
                    EntryLines.Write(writer, "expired", expired);
                    EntryLines.Write(writer, "deleted", deleted);
                    EntryLines.Write(writer, "mayBeDeleted", mayBeDeleted);
                    writer.WriteEndObject();
                });
                return;
            }
            var what = campaign.State?.StoppedAt is null ? "was not stopped" : IsDry ? "would go on" : "goes on";
            context.Out.WriteLine(TerminalText.Clean($"{campaign.Slug} {what}: {EntryWords.Count(resumed.Entries, "entry", "entries")} {(IsDry ? "would come back" : "came back")}."));
            if (resumed.Deletions > 0)
                context.Out.WriteLine($"{EntryWords.Count(resumed.Deletions, "deletion", "deletions")} that waited {(IsDry ? "would be" : resumed.Deletions == 1 ? "is" : "are")} called off: those posts stay.");
            EntryLines.Write($"Deleted already, and stays deleted ({EntryWords.Count(deleted.Count, "post", "posts")}):", deleted, context);
            EntryLines.Write($"May be deleted: look on the platform ({EntryWords.Count(mayBeDeleted.Count, "post", "posts")}):", mayBeDeleted, context);
        }
    }
}
