using SocialKit.Cli.Accounts;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Sources;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>One run of <c>schedule</c>: everything is composed, checked and planned before the queue is opened, and it is stored whole or not at all.</summary>
internal sealed class ScheduleRun(ScheduleWish wish, CliContext context)
{
    // These say that the command line is wrong, not the campaign.
    private static readonly string[] UsageCodes =
        [PlanCodes.TimePassed, PlanCodes.BadCron, PlanCodes.NoOccurrence, PlanCodes.Contradiction, PlanCodes.AfterNotAfter, PlanCodes.NothingToSchedule];

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var now = Whole(wish.DryRun ? context.Now : context.Time.GetUtcNow());
        var times = ScheduleTimes.Read(wish, now, context.Settings.TimeZone);
        var senders = Sender.Choose(wish.Send, context);
        var prepared = PreparedPosts.Of(wish.Send with { Automated = !wish.NeedsApproval }, senders, context);
        if (prepared.Source.HasFileErrors)
            return FileErrors.Write(prepared.Source, context);
        var plan = Plan.Of(new(prepared.Items, now)
        {
            Campaign = prepared.Campaign,
            At = times.At,
            Zone = times.AtZone,
            Spread = times.Spread,
            Every = wish.Every,
            Rotate = wish.Send.Rotate,
            NotAfter = times.NotAfter,
            Late = wish.Late,
            NeedsApproval = wish.NeedsApproval,
            AfterDeadline = wish.Send.AfterDeadline,
            Snapshot = prepared.Campaign is { } campaign ? CampaignSnapshot.Write(campaign) : null,
        }, new Ids(context.Time, context.Random));
        ValueList<Finding> findings =
        [
            .. prepared.Findings,
            .. plan.Findings,
            .. ScheduleFindings.WithoutSender(senders.Select(sender => context.SendingPlatforms[sender.Platform.Id])),
            .. AccountFindings.Of(senders.Select(sender => sender.Account), plan.Request, context),
            .. plan.Request is null ? [] : ScheduleFindings.SameWordsWithin(plan.Request, context.Platforms),
        ];
        var report = new ScheduleReport(wish, prepared, times.Zone, context);
        if (plan.Request is not { } request || findings.Any(finding => finding.Severity != Severity.Warning))
            return Refuse(new() { Findings = findings }, report);
        var storing = new PlanStoring(request, prepared, wish, times.Zone, context);
        if (wish.DryRun && StoreRun.Missing(context) is not null)
            return Finish(storing.Compare(StandingEntries.None), findings, report);
        return CommandBody.RunWithStore(context, async (store, cancellationToken) =>
        {
            var standing = await StandingEntries.ReadAsync(store, request, prepared.Campaign?.Slug, wish.Update, cancellationToken).ConfigureAwait(false);
            var result = wish.DryRun ? await storing.CompareAsync(store, standing, cancellationToken).ConfigureAwait(false) : await storing.StoreAsync(store, standing, cancellationToken).ConfigureAwait(false);
            return Finish(result, findings, report);
        });
    }

    private int Finish(ScheduleResult result, ValueList<Finding> findings, ScheduleReport report)
    {
        result = result with { Findings = [.. findings, .. result.Findings] };
        if (result.Findings.Any(finding => finding.Severity != Severity.Warning))
            return Refuse(result, report);
        Say(result);
        report.Write(result);
        return ExitCodes.Fine;
    }

    private int Refuse(ScheduleResult result, ScheduleReport report)
    {
        var errors = result.Findings.Where(finding => finding.Severity != Severity.Warning).ToList();
        var code = errors.TrueForAll(finding => UsageCodes.Contains(finding.Code)) ? ExitCodes.Usage : errors.TrueForAll(AccountFindings.AsksToSignIn) ? ExitCodes.SignInNeeded : ExitCodes.ProblemsFound;
        Say(result);
        // A change that somebody else was quicker with comes after others that were made.
        if (!result.Posts.Any(post => post.As == ScheduledAs.Updated) && result.SeriesUpdated.Count == 0)
            result = result with { Posts = [], Series = [] };
        report.WriteRefusal(result);
        return code;
    }

    private void Say(ScheduleResult result)
    {
        if (!wish.Json)
            FindingLines.WriteGrouped(result.Findings, context);
    }

    private static DateTimeOffset Whole(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
}
