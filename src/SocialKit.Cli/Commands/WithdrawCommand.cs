using System.CommandLine;
using SocialKit.Cli.Json;
using SocialKit.Cli.Preview;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Stopping;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit withdraw</c></summary>
internal static class WithdrawCommand
{
    private const string Notes = """
        It stops the campaign as "socialkit stop" does, and puts the deletion of everything of it that is out into the queue:
        the worker deletes it, and "socialkit log" shows that it did. What is being sent at this moment is deleted right after.
        Where this version cannot delete, the addresses are listed, so that a person does it. Copies that others made stay.

        It shows what is out and asks; --yes asks nobody. It also writes a page that says that the action was withdrawn. The
        page names only the action's title: look whether that should be there.

        Exit codes: 0 done, 1 the queue cannot be used, 2 there is no such campaign, or nobody could be asked, 3 you said no,
        or something has to be deleted or looked for by hand.

        --json prints one object: campaign, dryRun, stopped, deleted, byHand, mayBeOut (entries as in "socialkit queue --json"),
        page.
        """;

    public static CliCommand Create(CliContext context)
    {
        var campaign = StopCommand.CampaignArgument(context);
        campaign.Arity = ArgumentArity.ExactlyOne;
        var yes = new Option<bool>("--yes") { Description = "Asks nobody; needed where nobody can be asked." };
        var dry = new Option<bool>("--dry-run") { Description = "Shows what would be stopped and deleted, and changes nothing." };
        var page = new Option<string?>("--page") { HelpName = "FILE", Description = "Where the page is written, withdrawn-CAMPAIGN.html here if not given; \"none\" writes none." };
        var reason = new Option<string?>("--reason") { HelpName = "TEXT", Description = "Why, as the page says it; nothing if not given." };
        var by = WhoAsks.Option();
        var json = new Option<bool>("--json") { Description = "Prints one JSON object; needs --yes or --dry-run." };
        var command = new CliCommand("withdraw", "Stops a campaign and deletes what is out of it; asks first.")
        {
            Examples =
            [
                new("socialkit withdraw 2019-serikzhan-bilash --dry-run", "shows what is out and would be deleted"),
                new("socialkit withdraw 2019-serikzhan-bilash", "shows it, asks, and does it"),
            ],
            Notes = Notes,
        };
        command.Add(campaign);
        foreach (var option in (Option[])[yes, dry, page, reason, by, json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && !result.GetValue(yes) && !result.GetValue(dry))
                result.AddError("With --json nobody is asked: add --yes or --dry-run.");
            if (result.GetValue(json) && result.GetValue(page) == "-")
                result.AddError("stdout takes the page or the JSON: name a file for one of them.");
        });
        command.SetAction(parsed => StoreRun.Change(context, (store, cancellationToken) => new Withdrawing(store, context)
        {
            AsksNobody = parsed.GetValue(yes),
            IsDry = parsed.GetValue(dry),
            Page = parsed.GetValue(page),
            Reason = parsed.GetValue(reason),
            By = WhoAsks.Name(parsed.GetValue(by), context),
            WritesJson = parsed.GetValue(json),
        }.RunAsync(parsed.GetValue(campaign)!, cancellationToken)));
        return command;
    }

    /// <summary>One run.</summary>
    private sealed class Withdrawing(IOutbox outbox, CliContext context)
    {
        public bool AsksNobody { get; init; }

        public bool IsDry { get; init; }

        public string? Page { get; init; }

        public string? Reason { get; init; }

        public required string By { get; init; }

        public bool WritesJson { get; init; }

        public async Task<int> RunAsync(string given, CancellationToken cancellationToken)
        {
            var campaign = await CampaignInQueue.FindAsync(outbox, given, context, cancellationToken).ConfigureAwait(false);
            var file = Page ?? WithdrawnPage.FileFor(campaign.Slug);
            if (file is not ("none" or "-"))
                HtmlFile.Check(context.PathOf(file));
            var found = await OutAsync(campaign, cancellationToken).ConfigureAwait(false);
            if (!WritesJson)
                Show(campaign, found);
            if (!IsDry && !await MayAsync(campaign, found, cancellationToken).ConfigureAwait(false))
            {
                context.Error.WriteLine("Nothing was changed.");
                return ExitCodes.ProblemsFound;
            }
            var now = context.Time.GetUtcNow();
            var withdrawal = new Withdrawal(new(context.Time, context.Random));
            List<NewDelivery> deletions = [.. found.Deletable.Select(entry => withdrawal.Of(entry.Delivery, entry.Receipt!, now)).OfType<NewDelivery>()];
            var stopped = IsDry
                ? (await campaign.EntriesAsync(outbox, [DeliveryState.Draft, DeliveryState.AwaitingApproval, DeliveryState.Scheduled], cancellationToken).ConfigureAwait(false)).Count(entry => entry.Delivery.Act is not Act.Delete)
                : await outbox.WithdrawAsync(campaign.Slug, By, deletions, cancellationToken).ConfigureAwait(false);
            if (!IsDry)
                WritePage(campaign, file, now);
            Report(campaign, stopped, found, IsDry || file is "none" or "-" ? null : file);
            return !IsDry && (found.ByHand.Count > 0 || found.MayBe.Count > 0) ? ExitCodes.ProblemsFound : ExitCodes.Fine;
        }

        private async Task<Out> OutAsync(CampaignInQueue campaign, CancellationToken cancellationToken)
        {
            var entries = await campaign.EntriesAsync(outbox, [DeliveryState.Sent, DeliveryState.Sending, DeliveryState.Unclear, DeliveryState.Held], cancellationToken).ConfigureAwait(false);
            // A deletion that is under way, or done, takes its post off the list.
            var gone = entries.Where(entry => entry.State == DeliveryState.Sent).Select(entry => entry.Delivery.Act).OfType<Act.Delete>().Select(delete => (delete.Post.Platform, delete.Post.Id)).ToHashSet();
            var posts = entries.Where(entry => entry.Delivery.Act is not Act.Delete).ToList();
            var sent = posts.Where(entry => entry.State == DeliveryState.Sent && entry.Receipt is { } receipt && !gone.Contains((receipt.Platform, receipt.Id))).ToList();
            return new(
                [.. sent.Where(entry => CanDelete(entry.Delivery.From.Platform))],
                [.. sent.Where(entry => !CanDelete(entry.Delivery.From.Platform))],
                [.. posts.Where(entry => entry.State is DeliveryState.Sending or DeliveryState.Unclear || (entry.State == DeliveryState.Held && entry.MayBeOut))]);
        }

        private bool CanDelete(PlatformId platform) => context.SendingPlatforms.TryFind(platform.Value, out var known) && known.Sender is not null;

        private void Show(CampaignInQueue campaign, Out found)
        {
            EntryLines.Write($"Out, and deleted by the worker ({EntryWords.Count(found.Deletable.Count, "post", "posts")}):", found.Deletable, context);
            EntryLines.Write($"Out, where this version cannot delete: please delete them by hand ({EntryWords.Count(found.ByHand.Count, "post", "posts")}):", found.ByHand, context);
            EntryLines.Write($"May be out: look on the platform, then \"socialkit queue resolve\" ({EntryWords.Count(found.MayBe.Count, "post", "posts")}):", found.MayBe, context);
            if (found is { Deletable.Count: 0, ByHand.Count: 0, MayBe.Count: 0 })
                context.Error.WriteLine(TerminalText.Clean($"Nothing of {campaign.Slug} is out."));
        }

        private async Task<bool> MayAsync(CampaignInQueue campaign, Out found, CancellationToken cancellationToken)
        {
            if (AsksNobody)
                return true;
            if (!context.Terminal.CanAsk)
                throw new UsageException("Here nobody can be asked, and nothing was changed: add --yes. To stop it right now: socialkit stop " + campaign.Slug);
            return await Question.AskAsync($"Stop {campaign.Slug} and delete {EntryWords.Count(found.Deletable.Count, "post", "posts")}?", context, cancellationToken).ConfigureAwait(false);
        }

        private void WritePage(CampaignInQueue campaign, string file, DateTimeOffset now)
        {
            if (file == "none")
                return;
            var page = WithdrawnPage.Of(campaign.Title, now, Reason);
            if (file == "-")
                context.Out.Write(page);
            else
                HtmlFile.Write(page, context.PathOf(file));
        }

        private void Report(CampaignInQueue campaign, int stopped, Out found, string? file)
        {
            if (WritesJson)
            {
                CliJson.Write(context.Out, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("campaign", campaign.Slug);
                    writer.WriteBoolean("dryRun", IsDry);
                    writer.WriteNumber("stopped", stopped);
                    EntryLines.Write(writer, "deleted", found.Deletable);
                    EntryLines.Write(writer, "byHand", found.ByHand);
                    EntryLines.Write(writer, "mayBeOut", found.MayBe);
                    writer.WriteIfAny("page", file);
                    writer.WriteEndObject();
                });
                return;
            }
            context.Out.WriteLine(TerminalText.Clean($"{campaign.Slug} {(IsDry ? "would be" : "is")} withdrawn: {EntryWords.Count(stopped, "entry", "entries")} that waited {(IsDry ? "would be " : "")}stopped, {EntryWords.Count(found.Deletable.Count, "deletion", "deletions")} {(IsDry ? "would go " : "")}into the queue."));
            if (!IsDry && found.Deletable.Count > 0)
                context.Error.WriteLine("The worker deletes them: \"socialkit run\" if none is running, and \"socialkit log\" to see that it did.");
            if (file is not null)
                context.Error.WriteLine(TerminalText.Clean($"Written to {file}: put it where the action was announced."));
        }

        /// <summary>What is out of a campaign.</summary>
        private sealed record Out(IReadOnlyList<Entry> Deletable, IReadOnlyList<Entry> ByHand, IReadOnlyList<Entry> MayBe);
    }
}
