namespace SocialKit.Benchmarks.Chaos;

/// <summary>The faults that wait for a request, and how often each has happened.</summary>
internal sealed class PlatformFaults
{
    private readonly Lock _lock = new();
    private readonly List<PlatformFault> _armed = [];
    private readonly Dictionary<string, int> _happened = [];

    public IReadOnlyDictionary<string, int> Happened
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, int>(_happened);
        }
    }

    public void Arm(PlatformFault fault)
    {
        lock (_lock)
            _armed.Add(fault);
    }

    public void Calm()
    {
        lock (_lock)
            _armed.Clear();
    }

    /// <summary>The fault that befalls a request: the first that fits it.</summary>
    /// <param name="isWrite">True if it publishes; a look can only fail.</param>
    /// <param name="isRepeat">True if it was done already.</param>
    public PlatformFault Take(bool isWrite, bool isRepeat)
    {
        lock (_lock)
        {
            var at = _armed.FindIndex(fault => fault switch
            {
                PlatformFault.ErrorOnRepeat => isWrite && isRepeat,
                PlatformFault.DropBefore or PlatformFault.ErrorBefore or PlatformFault.EmptyBefore or PlatformFault.RateLimited => true,
                _ => isWrite,
            });
            if (at < 0)
                return PlatformFault.None;
            var fault = _armed[at];
            _armed.RemoveAt(at);
            Count(fault);
            return fault;
        }
    }

    /// <summary>Counts a fault that befalls no single request.</summary>
    public void Count(PlatformFault fault)
    {
        lock (_lock)
            _happened[fault.ToString()] = _happened.GetValueOrDefault(fault.ToString()) + 1;
    }
}
