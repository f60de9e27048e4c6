namespace SocialKit.Deliveries;

/// <summary>What a look for a post that may be out came to.</summary>
public abstract record Sighting
{
    private Sighting() { }

    /// <summary>It is out.</summary>
    /// <param name="Post">The post.</param>
    public sealed record Found(PostRef Post) : Sighting;

    /// <summary>It is certainly not out, and can be sent again with the same wire form: either it was read to be absent beyond doubt, or a
    /// repeat cannot have a second effect on this platform.</summary>
    /// <param name="Reason">How that is known, in words.</param>
    public sealed record SurelyAbsent(string Reason) : Sighting;

    /// <summary>It is too early to tell, or the look itself failed.</summary>
    /// <param name="Delay">How long to wait before the next look.</param>
    /// <param name="Reason">In words.</param>
    public sealed record LookAgainAfter(TimeSpan Delay, string Reason) : Sighting;

    /// <summary>Nothing on this platform can tell: a person looks.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record CannotTell(string Reason) : Sighting;
}
