namespace SocialKit.Deliveries;

/// <summary>Where a delivery stands. In the store and in JSON it is written in lower case with "_" between words, by <see cref="DeliveryStates.Name"/>.</summary>
public enum DeliveryState
{
    /// <summary>Written down, not meant to go out yet.</summary>
    Draft,

    /// <summary>It waits for a person's approval.</summary>
    AwaitingApproval,

    /// <summary>It goes out when it is due.</summary>
    Scheduled,

    /// <summary>An attempt has begun; its answer is not recorded yet.</summary>
    Sending,

    /// <summary>It is out, and what proves it is recorded.</summary>
    Sent,

    /// <summary>It may be out: it is looked for before anything else happens on its lane.</summary>
    Unclear,

    /// <summary>A person has to look; everything else on its lane goes on.</summary>
    Held,

    /// <summary>The platform refused it.</summary>
    Failed,

    /// <summary>A person took it out.</summary>
    Cancelled,

    /// <summary>Its time passed without an effect.</summary>
    Expired,

    /// <summary>Its campaign is stopped; <c>resume</c> brings it back to where it stood.</summary>
    Stopped,
}

/// <summary>The names of states, and what they have in common.</summary>
public static class DeliveryStates
{
    private static readonly string[] Names =
        ["draft", "awaiting_approval", "scheduled", "sending", "sent", "unclear", "held", "failed", "cancelled", "expired", "stopped"];

    /// <summary>The name in the store and in JSON, such as <c>awaiting_approval</c>.</summary>
    public static string Name(this DeliveryState state) => Names[(int)state];

    /// <summary>Reads <see cref="Name"/>.</summary>
    /// <exception cref="FormatException">It is none of the eleven.</exception>
    public static DeliveryState Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index >= 0 ? (DeliveryState)index : throw new FormatException($"'{name}' is no state of a delivery.");
    }

    /// <summary>True while it may still be edited, cancelled or stopped: nothing of it has left the machine.</summary>
    public static bool IsWaiting(this DeliveryState state) => state is DeliveryState.Draft or DeliveryState.AwaitingApproval or DeliveryState.Scheduled;

    /// <summary>True if the worker acts on it when it is due: it is in its lane.</summary>
    public static bool IsInLane(this DeliveryState state) => state is DeliveryState.Scheduled or DeliveryState.Sending or DeliveryState.Unclear;

    /// <summary>True if it ended without being sent, so that no reply to it can go out.</summary>
    public static bool IsDead(this DeliveryState state) => state is DeliveryState.Failed or DeliveryState.Cancelled or DeliveryState.Expired;
}
