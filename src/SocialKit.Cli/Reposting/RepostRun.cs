using SocialKit.Cli.Commands;
using SocialKit.Cli.Json;
using SocialKit.Cli.Notices;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Running;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;
using SocialKit.Storage;

namespace SocialKit.Cli.Reposting;

/// <summary>One run of <c>repost</c>: by hand, while it runs; or the start of standing jobs.</summary>
internal sealed class RepostRun(RepostWish wish, CliContext context)
{
    /// <summary>Reads each account once, and ends.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Shows what would be done, and does nothing.</summary>
    public bool IsDry { get; init; }

    /// <summary>Prints JSON.</summary>
    public bool WritesJson { get; init; }

    /// <summary>The most posts to take; null for any number.</summary>
    public int? AtMost { get; init; }

    /// <summary>Makes jobs that <c>run</c> does.</summary>
    /// <returns>The exit code.</returns>
    public int Start()
    {
        var plan = RepostPlan.Of(wish, isStanding: true, context);
        if (Obstacle(plan) is { } code)
            return code;
        if (IsDry)
            return Show(plan, isStarted: false);
        return CommandBody.RunWithStore(context, async (store, cancellationToken) =>
        {
            if (!await store.StartRepostsAsync(plan.Starts, cancellationToken).ConfigureAwait(false))
                return Stopped(plan);
            Show(plan, isStarted: true);
            if (!WritesJson)
                context.Error.WriteLine(TerminalText.Clean($"\"socialkit run\" does it from now on. The first look at an account only marks where it is: what it published before is not reposted.{(plan.Starts[0].Job.Rules.NeedsApproval ? " What is chosen waits: \"socialkit queue --state awaiting_approval\", then \"socialkit queue approve\"." : "")}"));
            return ExitCodes.Fine;
        });
    }

    /// <summary>Reads and reposts while it runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var plan = RepostPlan.Of(wish, isStanding: false, context);
        if (Obstacle(plan) is { } code)
            return code;
        return IsDry ? Show(plan, isStarted: false) : CommandBody.RunWithStore(context, (store, stop) => RunAsync(store, plan, stop));
    }

    private async Task<int> RunAsync(IStore store, RepostPlan plan, CancellationToken stop)
    {
        if (!await store.StartRepostsAsync(plan.Starts, stop).ConfigureAwait(false))
            return Stopped(plan);
        if (!WritesJson)
            FindingLines.WriteGrouped(plan.Findings, context);
        // Only what this is about: what else is due, on other platforms, is for a worker that somebody started.
        var concerned = plan.Starts.Select(start => start.Job.From.Platform).ToHashSet();
        var log = new RunLog(WritesJson, context);
        var unread = 0;
        var run = new WorkerRun(context, store, new(context.SendingPlatforms.Select(platform => concerned.Contains(platform.Id) ? platform : platform with { Sender = null, Feed = null })), log)
        {
            ReadsFor = plan.Campaign!.Slug,
            TakesAtMost = AtMost,
            Reads = async (reposter, end) =>
            {
                if (IsOnce)
                    unread = await reposter.ReadAllOnceAsync(end).ConfigureAwait(false);
                else
                    await reposter.RunAsync(end).ConfigureAwait(false);
            },
        };
        await WorkAsync(run, log, store, stop).ConfigureAwait(false);
        if (unread > 0)
            log.Say("not-read", $"{EntryWords.Count(unread, "account", "accounts")} could not be read now: \"socialkit repost status\" says when they are.");
        log.Say("stopped", $"{EntryWords.Count(log.Taken, "post", "posts")} taken, {log.Sent} reposted. What waits is in \"socialkit queue\"; \"socialkit run\" reposts it when it is its turn.");
        return log.NeedingAPerson == 0 ? ExitCodes.Fine : log.Sent > 0 ? ExitCodes.PartlyPublished : ExitCodes.Failure;
    }

    private async Task WorkAsync(WorkerRun run, RunLog log, IStore store, CancellationToken stop)
    {
        try
        {
            var seat = await run.TakeSeatAsync(stop).ConfigureAwait(false);
            await using var leaving = seat.ConfigureAwait(false);
            log.Say("started", run.Introduction());
            // Without end where it may take any number; else until as many are taken, and what is due is out.
            if (IsOnce || AtMost is not null)
                await run.WorkUntilEmptyAsync(stop).ConfigureAwait(false);
            else
                await run.WorkAsync(stop).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.SeatIsTaken)
        {
            log.Say("started", $"A worker is running on {store.Address.Shown}, and sends what this finds.");
            var notices = new NoticeDesk(context);
            await using var closing = notices.ConfigureAwait(false);
            await run.Reads!(run.Reposter(notices), stop).ConfigureAwait(false);
        }
    }

    private int? Obstacle(RepostPlan plan)
    {
        if (plan.Source.HasFileErrors)
            return FileErrors.Write(plan.Source, context);
        if (!plan.IsBlocked)
            return null;
        var needsSignIn = plan.Findings.Where(finding => finding.Severity != Severity.Warning).All(Accounts.AccountFindings.AsksToSignIn);
        // Who looks before signing in sees what it would cost.
        if (IsDry && needsSignIn)
        {
            Show(plan, isStarted: false);
            return ExitCodes.SignInNeeded;
        }
        if (WritesJson)
            WriteJson(plan, isStarted: false);
        else
            FindingLines.WriteGrouped(plan.Findings, context);
        context.Error.WriteLine("Nothing is reposted.");
        return needsSignIn ? ExitCodes.SignInNeeded : ExitCodes.ProblemsFound;
    }

    private int Stopped(RepostPlan plan)
    {
        context.Error.WriteLine(TerminalText.Clean($"{plan.Campaign!.Slug} is stopped, and nothing is reposted for it: \"socialkit resume {plan.Campaign.Slug}\" lets it go on."));
        return ExitCodes.ProblemsFound;
    }

    private int Show(RepostPlan plan, bool isStarted)
    {
        if (WritesJson)
        {
            WriteJson(plan, isStarted);
            return ExitCodes.Fine;
        }
        FindingLines.WriteGrouped(plan.Findings, context);
        new PlanReport(context).Write(plan.Starts);
        return ExitCodes.Fine;
    }

    private void WriteJson(RepostPlan plan, bool isStarted) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", !plan.IsBlocked);
        json.WriteBoolean("started", isStarted);
        json.WriteBoolean("dryRun", IsDry);
        json.WriteString("campaign", plan.Campaign!.Slug);
        new PlanReport(context).Write(json, plan.Starts);
        PostJson.WriteFindings(json, plan.Findings);
        json.WriteEndObject();
    });
}
