namespace SocialKit.Deliveries;

/// <summary>Exactly what will be sent, without credentials. It is stored together with the intent to send, and repeated byte for byte.</summary>
/// <param name="Key">What the platform tells repeats by (a record key, an idempotency key); empty where it has no such thing.</param>
/// <param name="Body">The body, with the ids of uploaded pictures and the time of creation where the platform takes one.</param>
public sealed record WireForm(string Key, ReadOnlyMemory<byte> Body)
{
    /// <inheritdoc/>
    public bool Equals(WireForm? other) => other is not null && Key == other.Key && Body.Span.SequenceEqual(other.Body.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Key);
        hash.AddBytes(Body.Span);
        return hash.ToHashCode();
    }
}
