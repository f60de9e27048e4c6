namespace SocialKit.Deliveries;

/// <summary>The queue of one account as the store has it: who works on it, and what it waits for. All instants are the store's clock.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Platform">Where the account is.</param>
public sealed record Lane(string Account, PlatformId Platform)
{
    /// <summary>The fencing token: every claim adds one, and work under an older one is refused.</summary>
    public long Epoch { get; init; }

    /// <summary>The worker that holds the lane; null if nobody does.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when it is held; null if it is not.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Why nothing goes out until a person says so; null if it does.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>Until when the whole account waits, because the platform said so or its budget is used up; null if it does not.</summary>
    public DateTimeOffset? RetryAfter { get; init; }

    /// <summary>The delivery that is being sent or looked for: nothing else begins before that is known; null if none.</summary>
    public Guid? BlockedBy { get; init; }

    /// <summary>Until when the lane waits, to try or to look for <see cref="WaitsFor"/> again; null if it does not.</summary>
    public DateTimeOffset? WaitUntil { get; init; }

    /// <summary>The delivery for whose sake <see cref="WaitUntil"/> is; null if there is none.</summary>
    public Guid? WaitsFor { get; init; }

    /// <summary>The tokens of the rate budget at <see cref="RefilledAt"/>.</summary>
    public double Tokens { get; init; }

    /// <summary>When <see cref="Tokens"/> was computed; null for a budget that was never used.</summary>
    public DateTimeOffset? RefilledAt { get; init; }
}

/// <summary>A worker's hold on a lane.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Platform">Where the account is.</param>
/// <param name="Epoch">The fencing token of this claim.</param>
/// <param name="Owner">The worker.</param>
public sealed record LaneClaim(string Account, PlatformId Platform, long Epoch, string Owner);
