namespace SocialKit.Storage;

/// <summary>Takes the values of rows, each in its column's turn, without making objects of numbers.</summary>
internal interface IRowWriter
{
    /// <summary>A text from outside, or null.</summary>
    void Text(string? value);

    /// <summary>A whole number, or null.</summary>
    void Number(long? value);

    /// <summary>A real number.</summary>
    void Real(double value);

    /// <summary>An id, or null.</summary>
    void Id(Guid? value);

    /// <summary>Bytes, or null.</summary>
    void Bytes(ReadOnlyMemory<byte>? value);
}

/// <summary>What rows have in common that are written of values: instants and answers to yes or no.</summary>
internal static class RowWriters
{
    /// <summary>An instant, or null.</summary>
    public static void Instant(this IRowWriter row, DateTimeOffset? value) => row.Number(Instants.Of(value));

    /// <summary>1 or 0.</summary>
    public static void Flag(this IRowWriter row, bool value) => row.Number(value ? 1 : 0);
}
