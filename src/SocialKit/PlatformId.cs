namespace SocialKit;

/// <summary>The short lower-case name of a platform, as it stands in commands, files and JSON.</summary>
/// <param name="Value">ASCII lower-case letters, such as the id on the command line.</param>
public readonly record struct PlatformId(string Value) : IComparable<PlatformId>
{
    /// <inheritdoc/>
    public int CompareTo(PlatformId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The id itself.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(PlatformId left, PlatformId right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(PlatformId left, PlatformId right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(PlatformId left, PlatformId right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(PlatformId left, PlatformId right) => left.CompareTo(right) >= 0;
}
