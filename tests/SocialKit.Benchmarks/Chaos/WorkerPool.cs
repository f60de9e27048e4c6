using System.Globalization;
using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>The worker processes of a run: killed, frozen, and started again.</summary>
internal sealed class WorkerPool(ChaosOptions options, string store, Uri platform, string log, params string[] more) : IDisposable
{
    private readonly ChildProcess[] _workers = new ChildProcess[options.Workers];
    private readonly string[] _owners = new string[options.Workers];
    private readonly bool[] _frozen = new bool[options.Workers];
    private readonly List<string> _complaints = [];
    private TimeSpan _lease = options.Lease;
    private int _started;

    /// <summary>The last complaints of workers that are gone.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public int Count => _workers.Length;

    /// <summary>True if a worker works: it has its seat.</summary>
    public bool IsSeated(int slot) => _workers[slot].Said.IsCompleted && !_workers[slot].HasEnded;

    public bool IsFrozen(int slot) => _frozen[slot];

    public int SlotOf(string owner) => Array.IndexOf(_owners, owner);

    public string OwnerOf(int slot) => _owners[slot];

    public void StartAll(TimeSpan lease)
    {
        _lease = lease;
        for (var slot = 0; slot < _workers.Length; slot++)
            Start(slot);
    }

    /// <summary>kill -9, and another one in its place.</summary>
    public async Task KillAsync(int slot)
    {
        await _workers[slot].KillAsync();
        Replace(slot);
    }

    public void Replace(int slot)
    {
        _complaints.AddRange(_workers[slot].Errors.TakeLast(3));
        if (_complaints.Count > 100)
            _complaints.RemoveRange(0, _complaints.Count - 100);
        _workers[slot].Dispose();
        Start(slot);
    }

    /// <summary>SIGSTOP, and SIGCONT later; a worker that was killed meanwhile stays dead.</summary>
    public async Task FreezeAsync(int slot, TimeSpan time)
    {
        var worker = _workers[slot];
        _frozen[slot] = true;
        worker.Freeze();
        await Task.Delay(time);
        if (ReferenceEquals(worker, _workers[slot]))
            worker.Thaw();
        _frozen[slot] = false;
    }

    /// <summary>SIGTERM for all; each finishes what it has in hand.</summary>
    public async Task StopAllAsync()
    {
        foreach (var worker in _workers)
            worker.Ask();
        foreach (var worker in _workers)
            await worker.EndedAsync();
    }

    /// <summary>Starts those again that have ended by themselves, which none should.</summary>
    /// <returns>How many had.</returns>
    public int Mend()
    {
        var ended = 0;
        for (var slot = 0; slot < _workers.Length; slot++)
        {
            if (!_workers[slot].HasEnded)
                continue;
            ended++;
            _complaints.Add(string.Create(CultureInfo.InvariantCulture, $"{_owners[slot]} ended by itself with {_workers[slot].ExitCode}: {string.Join(" | ", _workers[slot].Errors.TakeLast(6))}"));
            Replace(slot);
        }
        return ended;
    }

    /// <summary>The worker that holds the most lanes.</summary>
    public int Busiest(IReadOnlyList<Lane> lanes) =>
        lanes.Where(lane => lane.Owner is not null && SlotOf(lane.Owner) >= 0).GroupBy(lane => lane.Owner!).OrderByDescending(group => group.Count()).Select(group => SlotOf(group.Key)).FirstOrDefault(-1);

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker?.Dispose();
    }

    private void Start(int slot)
    {
        var number = ++_started;
        _owners[slot] = string.Create(CultureInfo.InvariantCulture, $"worker-{slot + 1}.{number}");
        string[] arguments =
        [
            "chaos-worker", "--store", store, "--platform", platform.AbsoluteUri, "--owner", _owners[slot], "--log", log,
            "--seed", (options.Seed + number).ToString(CultureInfo.InvariantCulture), "--lease", _lease.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            .. _lease == options.Lease ? Quick : Slow,
            .. options.IsNaive ? (string[])["--naive"] : [],
            .. more,
        ];
        _workers[slot] = new(arguments);
    }

    // Small shares, so that all have some; on SQLite a lost answer cannot be made by a proxy, so the worker's own store loses it.
    private string[] Quick => ["--lanes", options.IsPostgres ? "8" : "24", "--lost-commits", options.IsPostgres ? "0" : "150"];

    // While recovery is measured, most of a lane's time is spent preparing: it is held and nothing is being sent.
    private static string[] Slow => ["--lanes", "64", "--prepare", "200"];
}
