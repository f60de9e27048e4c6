using SocialKit.Cli.Queue;
using SocialKit.Deliveries;

namespace SocialKit.Cli.HealthChecks;

/// <summary>Whether the delivery does its work, and what a person should know of it. Made of what the store says, twice where something is due.</summary>
/// <param name="Health">What the store said last.</param>
/// <param name="Lanes">The lanes.</param>
/// <param name="Wish">By what it is judged.</param>
internal sealed record Verdict(Health Health, IReadOnlyList<Lane> Lanes, HealthWish Wish)
{
    private static readonly TimeSpan Alive = 3 * new WorkerOptions { Owner = "" }.Beat;

    /// <summary>The accounts for which something is due.</summary>
    public required IReadOnlyList<string> DueAccounts { get; init; }

    /// <summary>The series that are stopped.</summary>
    public IReadOnlyList<Series> StoppedSeries { get; init; } = [];

    /// <summary>True if work was seen to be taken between two looks, or nothing had to be.</summary>
    public required bool WorkIsTaken { get; init; }

    /// <summary>The workers that were heard of lately.</summary>
    public IReadOnlyList<WorkerBeat> Working => [.. Health.Workers.Where(worker => Health.Now - worker.BeatAt <= Alive)];

    /// <summary>The workers that have fallen silent without a goodbye.</summary>
    public IReadOnlyList<WorkerBeat> Silent => [.. Health.Workers.Where(worker => Health.Now - worker.BeatAt > Alive)];

    /// <summary>How late the oldest due entry is; zero if nothing is due.</summary>
    public TimeSpan Lateness => Health.OldestDue is { } due && due < Health.Now ? Health.Now - due : TimeSpan.Zero;

    /// <summary>What is wrong, in sentences; none if all is well.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            List<string> problems = [];
            if (Lateness > Wish.LateAfter)
                problems.Add($"The oldest due entry is {EntryWords.Of(Lateness)} late.");
            if (Health.Due > 0 && Working.Count == 0)
                problems.Add($"{EntryWords.Count(Health.Due, "entry is", "entries are")} due, and no worker is running. Start one: socialkit run");
            else if (Health.Due > 0 && Working.All(worker => worker.PausedBecause is not null))
                problems.Add($"{EntryWords.Count(Health.Due, "entry is", "entries are")} due, and no worker sends: {Working[0].PausedBecause}");
            else if (!WorkIsTaken && Waiting.Count < DueAccounts.Count && !NobodySendsTo.Any())
                problems.Add($"{EntryWords.Count(Health.Due, "entry is", "entries are")} due, and the {(Working.Count == 1 ? "worker gives" : "workers give")} signs of life but {(Working.Count == 1 ? "takes" : "take")} none. Look at the worker's own output, then start it anew.");
            if (NobodySendsTo.ToList() is { Count: > 0 } platforms)
                problems.Add($"Something is due on {string.Join(", ", platforms)}, where this version cannot send. Copy it by hand (socialkit copy), then take it out: socialkit queue cancel");
            return problems;
        }
    }

    /// <summary>The platforms on which something is due and nobody can send.</summary>
    public IEnumerable<PlatformId> NobodySendsTo => Lanes.Where(lane => DueAccounts.Contains(lane.Account)).Select(lane => lane.Platform).Distinct().Where(platform => !Wish.SendsTo.Contains(platform));

    /// <summary>The lanes of due entries that wait for a time or an entry, and not for a worker.</summary>
    public IReadOnlyList<Lane> Waiting => [.. Lanes.Where(lane => DueAccounts.Contains(lane.Account) && (lane.RetryAfter > Health.Now || lane.WaitUntil > Health.Now || lane.BlockedBy is not null))];

    /// <summary>True if nothing is wrong.</summary>
    public bool IsWell => Problems.Count == 0;

    /// <summary>All of it on one line, for monitors.</summary>
    public string Line
    {
        get
        {
            var parts = new List<string> { IsWell ? "ok" : "late", $"{Number(Health.Due)} due" };
            if (Health.Due > 0)
                parts.Add($"oldest {((long)Lateness.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture)} s late");
            parts.AddRange([$"{Number(Health.Scheduled)} scheduled", $"{Number(Health.Sending)} sending", $"{Number(Health.Unclear)} unclear", $"{Number(Health.Held)} held", $"{Number(Health.AwaitingApproval)} awaiting approval",
                EntryWords.Count(Health.Paused.Count, "account stopped", "accounts stopped"), EntryWords.Count(Working.Count, "worker", "workers")]);
            return string.Join(", ", parts);
        }
    }

    private static string Number(long number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>By what health is judged.</summary>
/// <param name="LateAfter">How late the oldest due entry may be.</param>
/// <param name="Probe">How long it is watched whether work is taken.</param>
/// <param name="SendsTo">The platforms that this version can send to.</param>
internal sealed record HealthWish(TimeSpan LateAfter, TimeSpan Probe, ValueList<PlatformId> SendsTo);
