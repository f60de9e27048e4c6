namespace SocialKit.Deliveries;

/// <summary>Passes on what happens in a worker: to who watches, to the metrics, and to a person where one is needed.</summary>
internal sealed class WorkerReports(INotify notify, IWorkerWatch? watch, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private bool _storeIsUnreachable;
    private bool _clockHasJumped;
    private long _begun;

    /// <summary>How many attempts have begun.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    public void Saw(WorkerEvent happened)
    {
        if (happened.Kind == WorkerEventKind.Begun)
            Interlocked.Increment(ref _begun);
        DeliveryTelemetry.Count(happened);
        lock (_lock)
        {
            try
            {
                Pass(happened);
            }
#pragma warning disable CA1031 // Who watches has promised not to throw; if it does, posts go out all the same: a lane, or the writer of all, must not end by it.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
    }

    private void Pass(WorkerEvent happened)
    {
        watch?.Saw(happened);
        if (!happened.Kind.NeedsAPerson())
            return;
        var delivery = happened.Entry?.Delivery;
        notify.Tell(new(happened.Kind.Code(), happened.Reason ?? "")
        {
            Entry = happened.Entry?.Id, Key = delivery?.Key, Account = delivery?.From.Id, Platform = delivery?.From.Platform, Campaign = delivery?.Campaign,
        });
    }

    /// <summary>A fault of the store, told once until it answers again (null).</summary>
    public void Store(Exception? fault)
    {
        lock (_lock)
        {
            if (fault is null == !_storeIsUnreachable)
                return;
            _storeIsUnreachable = fault is not null;
        }
        if (fault is not null)
            Saw(new(WorkerEventKind.StoreUnreachable, clock.GetUtcNow()) { Reason = $"The store does not answer ({fault.GetType().Name}): {fault.Message} Nothing goes out meanwhile and nothing is lost: the worker keeps trying, and goes on by itself when that is mended." });
    }

    /// <summary>The clock's complaint, told once until it has none (null).</summary>
    public void Clock(string? complaint)
    {
        if (complaint is null == !_clockHasJumped)
            return;
        _clockHasJumped = complaint is not null;
        Saw(new(complaint is null ? WorkerEventKind.ClockSettled : WorkerEventKind.ClockJumped, clock.GetUtcNow()) { Reason = complaint ?? "Sending goes on by the clock as it is now." });
    }
}
