namespace SocialKit.Benchmarks.Chaos;

/// <summary>What kind of run it is.</summary>
internal sealed record ChaosOptions
{
    public required bool IsPostgres { get; init; }

    /// <summary>How many faults must happen.</summary>
    public required int Faults { get; init; }

    public required int Workers { get; init; }

    public required int Seed { get; init; }

    /// <summary>True for senders that send again whatever did not answer: the proof must find them out.</summary>
    public required bool IsNaive { get; init; }

    /// <summary>The platform whose real adapter writes to a real server; null for the invented ones.</summary>
    public required string? Platform { get; init; }

    /// <summary>After this no more faults are begun, however many there were.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>Posts a second.</summary>
    public required int Rate { get; init; }

    /// <summary>How many workers are killed to measure how soon others take over.</summary>
    public required int Recoveries { get; init; }

    /// <summary>How long a lane is held in the run; while recovery is measured it is <see cref="LongLease"/>, so that no lease explains it.</summary>
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(4);

    public TimeSpan LongLease { get; } = TimeSpan.FromSeconds(12);

    public string Store => IsPostgres ? "postgres" : "sqlite";

    /// <summary>Reads the command line; null if it cannot be understood.</summary>
    public static ChaosOptions? Read(string[] arguments)
    {
        var given = new Arguments(arguments);
        return given.Find("store") is not ("sqlite" or "postgres") || given.Find("platform") is not (null or "bluesky") ? null : new()
        {
            IsPostgres = given.Find("store") == "postgres",
            Faults = given.Number("faults", 1000),
            Workers = given.Number("workers", 4),
            Seed = given.Number("seed", 1),
            IsNaive = given.Has("naive"),
            Platform = given.Find("platform"),
            Longest = TimeSpan.FromMinutes(given.Number("minutes", 30)),
            Rate = given.Number("rate", 12),
            Recoveries = given.Number("recoveries", 20),
        };
    }
}
