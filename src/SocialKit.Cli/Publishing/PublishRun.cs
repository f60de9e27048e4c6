using SocialKit.Cli.Accounts;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Running;
using SocialKit.Cli.Scheduling;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Cli.Publishing;

/// <summary>One run of <c>publish</c>: checks, shows, asks, puts the posts into the queue as due now, and sends them or leaves that to the worker that is there.</summary>
internal sealed class PublishRun(PublishWish wish, CliContext context)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private readonly Ids _ids = new(context.Time, context.Random);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (wish is { Json: true, Yes: false, DryRun: false })
            throw new UsageException("--json asks nothing: add --yes to publish, or --dry-run to look.");
        var senders = Sender.Choose(wish.Send, context);
        RefuseWithoutSender(senders);
        var prepared = PreparedPosts.Of(wish.Send with { NamesByContent = true }, senders, context);
        if (prepared.Source.HasFileErrors)
            return FileErrors.Write(prepared.Source, context);
        var report = new PublishReport(wish, prepared.Campaign, context);
        var plan = MakePlan(prepared, null);
        ValueList<Finding> signIns = AccountFindings.Of(senders.Select(sender => sender.Account), plan.Request, context);
        ValueList<Finding> findings = [.. prepared.Findings, .. plan.Findings, .. signIns, .. plan.Request is null ? [] : ScheduleFindings.SameWordsWithin(plan.Request, context.Platforms)];
        if (IsBlocking(findings))
            return Refuse(findings, report);
        if (wish.DryRun && StoreRun.Missing(context) is not null)
            return Show(new(plan.Request!, [], findings), findings, report);
        return CommandBody.RunWithStore(context, (store, stop) => RunAsync(store, prepared, findings, report, stop));
    }

    private async Task<int> RunAsync(IStore store, PreparedPosts prepared, ValueList<Finding> findings, PublishReport report, CancellationToken stop)
    {
        var plan = await PublishPlan.OfAsync(wish.Again, store, again => MakePlan(prepared, again), stop).ConfigureAwait(false);
        findings = [.. prepared.Findings, .. plan.Findings, .. findings.Where(AccountFindings.Are)];
        if (IsBlocking(findings))
            return Refuse(findings, report);
        if (wish.DryRun)
            return Show(plan, findings, report);
        if (plan.Request.Deliveries.Count == 0 && !plan.Waiting.Any())
            return NothingNew(plan, report);
        if (!wish.Yes && !context.Terminal.CanAsk)
            throw new UsageException("Nobody can be asked here: add --yes to publish without a question, or --dry-run to look.");
        if (!wish.Json)
            FindingLines.WriteGrouped(findings, context);
        if (!wish.Yes && !await AskAsync(store, plan, report, stop).ConfigureAwait(false))
        {
            context.Error.WriteLine("Nothing was published.");
            return ExitCodes.Failure;
        }
        // The answer may have taken its time: due is now, and now is what deadline and embargo are asked about.
        plan = await PublishPlan.OfAsync(wish.Again, store, again => MakePlan(prepared, again), stop).ConfigureAwait(false);
        if (IsBlocking(plan.Findings))
            return Refuse(plan.Findings, report);
        if (await AddAsync(store, plan, prepared, stop).ConfigureAwait(false) is { Count: > 0 } obstacles)
            return Refuse(obstacles, report);
        return await SendAsync(store, plan, report, stop).ConfigureAwait(false);
    }

    private Plan MakePlan(PreparedPosts prepared, string? again)
    {
        var now = context.Time.GetUtcNow();
        return Plan.Of(new(prepared.Items, wish.DryRun ? context.Now : now)
        {
            Campaign = prepared.Campaign,
            Rotate = wish.Send.Rotate,
            AfterDeadline = wish.Send.AfterDeadline,
            Again = again,
            Snapshot = prepared.Campaign is { } campaign ? CampaignSnapshot.Write(campaign) : null,
        }, _ids);
    }

    private static async Task<ValueList<Finding>> AddAsync(IStore store, PublishPlan plan, PreparedPosts prepared, CancellationToken stop)
    {
        if (plan.Request.Deliveries.Count == 0)
            return [];
        foreach (var bytes in prepared.Pictures.Values)
            await store.KeepMediaAsync(bytes, stop).ConfigureAwait(false);
        return await store.AddAsync(plan.Request, stop).ConfigureAwait(false) is AddResult.Refused refused ? [.. refused.Obstacles.Select(ScheduleFindings.Of).Distinct()] : [];
    }

    private async Task<int> SendAsync(IStore store, PublishPlan plan, PublishReport report, CancellationToken stop)
    {
        var ids = await IdsAsync(store, [.. plan.Before.Select(entry => entry.Delivery.Key), .. plan.Request.Deliveries.Select(added => added.Delivery.Key)], stop).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(wish.Patience, context.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        Task<bool> IsDone(CancellationToken cancellationToken) => Settling.AreSettledAsync(store, ids, cancellationToken);
        // Only what this is about: what else is due, on other platforms, is for a worker that somebody started.
        var concerned = plan.Request.Deliveries.Select(added => added.Delivery.From.Platform).Concat(plan.Before.Select(entry => entry.Delivery.From.Platform)).ToHashSet();
        var run = new WorkerRun(context, store, new(context.SendingPlatforms.Select(platform => concerned.Contains(platform.Id) ? platform : platform with { Sender = null })), new PublishWatch(context));
        try
        {
            var seat = await run.TakeSeatAsync(end.Token).ConfigureAwait(false);
            await using var leaving = seat.ConfigureAwait(false);
            await run.WorkUntilAsync(IsDone, end.Token).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.SeatIsTaken)
        {
            context.Error.WriteLine("A worker is running, and sends it.");
            await WaitAsync(IsDone, end.Token).ConfigureAwait(false);
        }
        // Whatever ended the waiting: what stands is said.
        var entries = await Settling.ReadAsync(store, ids, CancellationToken.None).ConfigureAwait(false);
        report.WriteResult(entries, await Settling.PausedAsync(store, entries, CancellationToken.None).ConfigureAwait(false));
        if (entries.Any(entry => entry.State.IsInLane()))
            context.Error.WriteLine("What waits stays in the queue: \"socialkit run\" sends it, \"socialkit queue cancel\" takes it out.");
        stop.ThrowIfCancellationRequested();
        var sent = entries.Count(entry => entry.State == DeliveryState.Sent);
        return sent == entries.Count ? ExitCodes.Fine : sent > 0 ? ExitCodes.PartlyPublished : ExitCodes.Failure;
    }

    // By their keys: somebody who published the same at the same time may have been quicker.
    private static async Task<List<Guid>> IdsAsync(IStore store, IReadOnlyList<DeliveryKey> keys, CancellationToken stop)
    {
        List<Guid> ids = [];
        foreach (var key in keys)
            ids.AddRange((await store.FindAsync(key.Value, stop).ConfigureAwait(false)).Where(entry => entry.Delivery.Key == key).Select(entry => entry.Id));
        return ids;
    }

    private async Task WaitAsync(Func<CancellationToken, Task<bool>> isDone, CancellationToken end)
    {
        try
        {
            while (!await isDone(end).ConfigureAwait(false))
                await Task.Delay(LookInterval, context.Time, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // It is said below what stands.
        }
    }

    private async Task<bool> AskAsync(IStore store, PublishPlan plan, PublishReport report, CancellationToken stop)
    {
        report.WriteBefore(plan.Before);
        List<Delivery> deliveries = [.. plan.Waiting.Select(entry => entry.Delivery), .. plan.Request.Deliveries.Select(added => added.Delivery)];
        report.WriteTexts(deliveries);
        foreach (var platform in deliveries.Select(delivery => delivery.From.Platform).Distinct())
        {
            var now = context.Time.GetUtcNow();
            var due = await store.PageAsync(new() { Platform = platform, States = [DeliveryState.Scheduled], To = now, Limit = 100 }, stop).ConfigureAwait(false);
            var others = due.Entries.Count(entry => plan.Before.All(own => own.Id != entry.Id));
            if (others > 0)
                context.Error.WriteLine($"{(due.Next is null ? "" : "At least ")}{EntryWords.Count(others, "other post is", "other posts are")} due on {EntryWords.PlatformName(platform, context)}, and goes out as well.");
        }
        return await Question.AskAsync($"Publish {EntryWords.Count(deliveries.Count, "post", "posts")} now?", context, stop).ConfigureAwait(false);
    }

    private int NothingNew(PublishPlan plan, PublishReport report)
    {
        if (wish.Json)
            report.WriteJson(plan.Before, []);
        else
            report.WriteBefore(plan.Before);
        var isOut = plan.Before.Any(entry => entry.State == DeliveryState.Sent);
        context.Error.WriteLine(isOut
            ? "It was published before, and nothing was published now: --again publishes it once more."
            : "Nothing was published: it stands in the queue already, and \"socialkit queue\" tells what to do; --again publishes it anew where it is cancelled, failed or expired.");
        return ExitCodes.Failure;
    }

    private int Show(PublishPlan plan, ValueList<Finding> findings, PublishReport report)
    {
        if (wish.Json)
        {
            report.WriteJson([.. plan.Before, .. plan.Request.Deliveries.Select(AddRules.EntryOf)], findings);
            return ExitCodes.Fine;
        }
        FindingLines.WriteGrouped(findings, context);
        report.WriteBefore(plan.Before);
        report.WriteTexts([.. plan.Request.Deliveries.Select(added => added.Delivery)]);
        return ExitCodes.Fine;
    }

    private int Refuse(ValueList<Finding> findings, PublishReport report)
    {
        if (wish.Json)
            report.WriteJson([], findings);
        else
            FindingLines.WriteGrouped(findings, context);
        context.Error.WriteLine("Nothing was published.");
        return findings.Where(finding => finding.Severity != Severity.Warning).All(AccountFindings.AsksToSignIn) ? ExitCodes.SignInNeeded : ExitCodes.ProblemsFound;
    }

    private void RefuseWithoutSender(ValueList<Sender> senders)
    {
        var without = senders.Select(sender => context.SendingPlatforms[sender.Platform.Id]).Where(platform => platform.Sender is null).Distinct().ToList();
        if (without.Count > 0)
            throw new UsageException($"This version cannot send to {string.Join(", ", without.Select(platform => platform.Name))} yet, and nothing was published. \"socialkit copy\" gives the text to be pasted there.");
    }

    private static bool IsBlocking(IEnumerable<Finding> findings) => findings.Any(finding => finding.Severity != Severity.Warning);
}
