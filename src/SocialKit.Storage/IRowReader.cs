namespace SocialKit.Storage;

/// <summary>Gives the values of a row, each in its column's turn, without making objects of numbers.</summary>
internal interface IRowReader
{
    /// <summary>A text from outside, or null.</summary>
    string? Text();

    /// <summary>A whole number, or null.</summary>
    long? Number();

    /// <summary>A real number; 0 for null.</summary>
    double Real();

    /// <summary>An id, or null.</summary>
    Guid? Id();

    /// <summary>Bytes, or null.</summary>
    byte[]? Bytes();
}

/// <summary>What rows have in common that are read value by value.</summary>
internal static class RowReaders
{
    /// <summary>An instant, or null.</summary>
    public static DateTimeOffset? Instant(this IRowReader row) => Instants.At(row.Number());

    /// <summary>False for 0.</summary>
    public static bool Flag(this IRowReader row) => row.Number() is > 0;

    /// <summary>A text that is never null in its table.</summary>
    public static string Given(this IRowReader row) => row.Text() ?? throw Missing();

    /// <summary>A number that is never null in its table.</summary>
    public static long GivenNumber(this IRowReader row) => row.Number() ?? throw Missing();

    /// <summary>An id that is never null in its table.</summary>
    public static Guid GivenId(this IRowReader row) => row.Id() ?? throw Missing();

    private static FormatException Missing() => new("The store holds nothing where something must be.");
}
