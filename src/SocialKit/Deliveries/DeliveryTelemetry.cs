using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SocialKit.Deliveries;

/// <summary>The traces and metrics of delivery, for whoever listens; they name platforms and accounts' ids, never texts or secrets.</summary>
public static class DeliveryTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "SocialKit.Delivery";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("socialkit.delivery.events", "{event}", "What became of deliveries, by event and platform.");
    private static readonly Counter<long> Prevented = Meter.CreateCounter<long>("socialkit.delivery.duplicates_prevented", "{delivery}", "Deliveries that a blind retry would have sent twice.");
    private static readonly Histogram<double> Lateness = Meter.CreateHistogram<double>("socialkit.delivery.lateness", "s", "From the due time to the first attempt.");
    private static readonly Gauge<long> Depth = Meter.CreateGauge<long>("socialkit.delivery.depth", "{delivery}", "Deliveries in the store, by state.");

    internal static ActivitySource Source { get; } = new(Name);

    internal static bool WantsDepth => Depth.Enabled;

    internal static void Count(WorkerEvent happened)
    {
        var platform = new KeyValuePair<string, object?>("platform", happened.Entry?.Delivery.From.Platform.Value);
        Events.Add(1, new KeyValuePair<string, object?>("event", happened.Kind.Code()), platform);
        if (happened.Kind == WorkerEventKind.Sent && happened.ConfirmedBy is Confirmation.ReadBack or Confirmation.Duplicate)
            Prevented.Add(1, platform);
        if (happened is { Kind: WorkerEventKind.Begun, Entry: { Attempts: 1 } entry })
            Lateness.Record((happened.At - entry.Delivery.DueAt).TotalSeconds, platform);
    }

    internal static void Report(Health health)
    {
        foreach (var (state, count) in new[] { ("due", health.Due), ("scheduled", health.Scheduled), ("sending", health.Sending), ("unclear", health.Unclear), ("held", health.Held) })
            Depth.Record(count, new KeyValuePair<string, object?>("state", state));
    }
}
