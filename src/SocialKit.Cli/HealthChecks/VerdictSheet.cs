using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.HealthChecks;

/// <summary>A verdict on a terminal or in a pipe: one line for monitors, and below it what a person should know.</summary>
internal static class VerdictSheet
{
    public static void Write(Verdict verdict, CliContext context)
    {
        context.Out.WriteLine(TerminalText.Clean(verdict.Line));
        var health = verdict.Health;
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 8);
        foreach (var problem in verdict.Problems)
            sheet.Field("problem", problem, new(Color.Red));
        if (health.Held > 0)
            sheet.Field("held", $"{EntryWords.Count(health.Held, "entry waits", "entries wait")} for a person{(health.OldestHeld is { } oldest && oldest < health.Now ? $", the oldest since {EntryWords.Of(health.Now - oldest)}" : "")}: socialkit queue --state held");
        if (health.Unclear > 0)
            sheet.Field("unclear", $"{EntryWords.Count(health.Unclear, "entry is", "entries are")} looked for: socialkit queue --state unclear");
        if (health.AwaitingApproval > 0)
            sheet.Field("approval", $"{EntryWords.Count(health.AwaitingApproval, "entry waits", "entries wait")} for approval: socialkit queue --state awaiting_approval");
        foreach (var lane in health.Paused)
            sheet.Field("stopped", $"{lane.Account} on {EntryWords.PlatformName(lane.Platform, context)}: {lane.PausedBecause} When that is mended: socialkit resume --account {lane.Account}");
        foreach (var series in verdict.StoppedSeries)
            sheet.Field("stopped", $"the series {SeriesList.Id(series)} ({series.Cron}) of {series.From.Id}: {series.PausedBecause} When that is mended: socialkit resume --series {SeriesList.Id(series)}");
        foreach (var lane in verdict.Waiting)
            sheet.Field("waits", Waits(lane, health, context));
        foreach (var worker in verdict.Working)
            sheet.Field("worker", $"{worker.Owner}: alive, heard of {Ago(health.Now - worker.BeatAt)}, {EntryWords.Count(worker.Begun, "attempt", "attempts")} in {EntryWords.Of(health.Now - worker.StartedAt)}{(worker.PausedBecause is { } because ? $"; sends nothing: {because}" : "")}");
        foreach (var worker in verdict.Silent)
            sheet.Field("worker", $"{worker.Owner}: silent since {EntryWords.Of(health.Now - worker.BeatAt)}; it ended without a goodbye, or hangs", new(decoration: Decoration.Dim));
        if (verdict is { IsWell: true, Working.Count: 0 } && health.Scheduled > 0)
            sheet.Field("note", "No worker is running: what is scheduled goes out only while one does. Start it: socialkit run");
    }

    private static string Waits(Lane lane, Health health, CliContext context)
    {
        var name = $"{lane.Account} on {EntryWords.PlatformName(lane.Platform, context)}";
        if (lane.RetryAfter > health.Now)
            return $"{name} for {EntryWords.Of(lane.RetryAfter.Value - health.Now)} more, as its platform asked or its rate allows";
        return lane.WaitUntil > health.Now
            ? $"{name} for {EntryWords.Of(lane.WaitUntil.Value - health.Now)} more, to try or to look again"
            : $"{name} for the entry at its head: it is being sent or looked for";
    }

    private static string Ago(TimeSpan stretch) => stretch < TimeSpan.FromSeconds(1) ? "just now" : $"{EntryWords.Of(stretch)} ago";
}
