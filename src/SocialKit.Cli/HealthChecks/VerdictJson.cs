using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;

namespace SocialKit.Cli.HealthChecks;

/// <summary>A verdict for programs.</summary>
internal static class VerdictJson
{
    public static void Write(Verdict verdict, CliContext context) => CliJson.Write(context.Out, json =>
    {
        var health = verdict.Health;
        json.WriteStartObject();
        json.WriteBoolean("ok", verdict.IsWell);
        json.WriteString("line", verdict.Line);
        json.WriteStartArray("problems");
        foreach (var problem in verdict.Problems)
            json.WriteStringValue(problem);
        json.WriteEndArray();
        json.WriteString("now", Stamp.Utc(health.Now));
        json.WriteNumber("due", health.Due);
        json.WriteNumber("lateSeconds", (long)verdict.Lateness.TotalSeconds);
        WriteIfAny(json, "oldestDue", health.OldestDue);
        json.WriteNumber("scheduled", health.Scheduled);
        json.WriteNumber("sending", health.Sending);
        json.WriteNumber("unclear", health.Unclear);
        json.WriteNumber("held", health.Held);
        WriteIfAny(json, "oldestHeld", health.OldestHeld);
        json.WriteNumber("awaitingApproval", health.AwaitingApproval);
        json.WriteBoolean("workIsTaken", verdict.WorkIsTaken);
        json.WriteStartArray("workers");
        foreach (var worker in health.Workers)
        {
            json.WriteStartObject();
            json.WriteString("name", worker.Owner);
            json.WriteBoolean("alive", verdict.Working.Contains(worker));
            json.WriteString("started", Stamp.Utc(worker.StartedAt));
            json.WriteString("lastBeat", Stamp.Utc(worker.BeatAt));
            json.WriteNumber("begun", worker.Begun);
            json.WriteIfAny("pausedBecause", worker.PausedBecause);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("stoppedAccounts");
        foreach (var lane in health.Paused)
        {
            json.WriteStartObject();
            json.WriteString("account", lane.Account);
            json.WriteString("platform", lane.Platform.Value);
            json.WriteIfAny("because", lane.PausedBecause);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        SeriesList.Write(json, verdict.StoppedSeries);
        json.WriteStartArray("waitingAccounts");
        foreach (var lane in verdict.Waiting)
        {
            json.WriteStartObject();
            json.WriteString("account", lane.Account);
            json.WriteString("platform", lane.Platform.Value);
            WriteIfAny(json, "until", lane.RetryAfter > lane.WaitUntil || lane.WaitUntil is null ? lane.RetryAfter : lane.WaitUntil);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteIfAny(Utf8JsonWriter json, string name, DateTimeOffset? instant) => json.WriteIfAny(name, instant is { } some ? Stamp.Utc(some) : null);
}
