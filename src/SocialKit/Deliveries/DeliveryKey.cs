using System.Text;

namespace SocialKit.Deliveries;

/// <summary>The name of one intended occurrence. Adding a key a second time adds nothing, so that a plan can be added twice.</summary>
/// <param name="Value">Five parts with "/" between them: campaign, message, language, account, slot. "%" and "/" inside a part are percent-encoded.</param>
public readonly record struct DeliveryKey(string Value) : IComparable<DeliveryKey>
{
    private const string AgainMark = " again ";

    /// <summary>The key of an occurrence.</summary>
    /// <param name="campaign">The campaign's slug; empty for a text that belongs to none.</param>
    /// <param name="message">The message's id, with "/2" for a rotation variant, or what else is said, such as <c>repost-ID</c>.</param>
    /// <param name="language">BCP 47; empty if it is not known.</param>
    /// <param name="account">The id of the account it goes out from.</param>
    /// <param name="slot">Which occurrence of several: the wall-clock time it is meant for, such as <c>2026-12-01T09:00 Asia/Almaty</c>.</param>
    public static DeliveryKey Of(string campaign, string message, string language, string account, string slot) =>
        new(string.Join('/', Escape(campaign), Escape(message), Escape(language), Escape(account), Escape(slot)));

    /// <summary>The same message and account at another slot.</summary>
    public DeliveryKey WithSlot(string slot) => new(Value[..(Value.LastIndexOf('/') + 1)] + Escape(slot));

    /// <summary>The slot of a deliberate second time.</summary>
    /// <param name="slot">The slot of the first.</param>
    /// <param name="again">What tells it apart; null for the first itself.</param>
    public static string Again(string slot, string? again) => again is null ? slot : slot + AgainMark + again;

    /// <summary>The slot, again if <paramref name="key"/> is: the occurrences of a second series are others than those of the first.</summary>
    internal static string AgainAs(string slot, DeliveryKey key)
    {
        var mark = key.Value.LastIndexOf(AgainMark, StringComparison.Ordinal);
        return mark < key.Value.LastIndexOf('/') ? slot : slot + key.Value[mark..].Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public int CompareTo(DeliveryKey other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The key itself.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(DeliveryKey left, DeliveryKey right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(DeliveryKey left, DeliveryKey right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(DeliveryKey left, DeliveryKey right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(DeliveryKey left, DeliveryKey right) => left.CompareTo(right) >= 0;

    private static string Escape(string part) =>
        part.AsSpan().IndexOfAny('%', '/') < 0 ? part : new StringBuilder(part).Replace("%", "%25").Replace("/", "%2F").ToString();
}
