namespace SocialKit.Storage;

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    Real,
    Id,
    Bytes,
}

/// <summary>A column of a <see cref="RowShape"/>.</summary>
internal readonly record struct Column(string Name, ColumnKind Kind);

/// <summary>A statement that writes rows, said once for every database.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
/// <param name="OfOne">For one row, with a <c>?</c> for each column in order: SQLite runs that again and again, twice as fast as a statement that selects from rows.</param>
/// <param name="OfMany">For any number of rows: <c>{rows}</c> in it stands for them, as a table <c>v</c> with the columns.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Values">Writes the values of a row, in the order of the columns.</param>
internal sealed record RowShape<T>(string OfOne, string OfMany, IReadOnlyList<Column> Columns, Action<IRowWriter, T> Values)
{
    /// <summary>What SQLite asks before it writes a row, with the row's key: its answer, a number or null, is the first value of <see cref="OfOne"/>. An UPDATE that selects makes a table of its own for every row. Null for nothing.</summary>
    public (string Sql, Action<IRowWriter, T> Key)? Asks { get; init; }

    /// <summary>The table and its columns, for rows that are only added: PostgreSQL copies many of them, so that it takes them in while others are still being made. Null where a row may be there already.</summary>
    public string? CopiedTo { get; init; }
}

/// <summary>Makes <see cref="RowShape{T}"/>s.</summary>
internal static class RowShape
{
    /// <summary>Inserts rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="otherwise">What follows, such as ON CONFLICT.</param>
    /// <param name="values">Writes a row.</param>
    public static RowShape<T> Insert<T>(string table, IReadOnlyList<Column> columns, string otherwise, Action<IRowWriter, T> values)
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        return new(
            $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select(_ => "?"))}) {otherwise}",
            $"INSERT INTO {table} ({names}) SELECT {names} FROM {{rows}} {otherwise}",
            columns, values)
        { CopiedTo = otherwise.Length == 0 ? $"{table} ({names})" : null };
    }

    /// <summary>Updates rows that are there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The column that says which; its value comes last.</param>
    /// <param name="columns">Those that are set.</param>
    /// <param name="values">Writes a row.</param>
    /// <param name="keepIfNull">Those that stay as they are where null is given.</param>
    /// <param name="addTo">Those to which the value is added.</param>
    /// <param name="asks">A further column and what it is set to: a SELECT of one number by the table's key, <c>?</c>; and what writes that key.</param>
    public static RowShape<T> Update<T>(string table, Column key, IReadOnlyList<Column> columns, Action<IRowWriter, T> values, IReadOnlyCollection<string>? keepIfNull = null, IReadOnlyCollection<string>? addTo = null, (string Column, string Select, Action<IRowWriter, T> Key)? asks = null)
    {
        string Sets(Func<Column, string> value, Func<string, string> asked) => string.Join(", ", (asks is { } first ? [$"{first.Column} = {asked(first.Select)}"] : Enumerable.Empty<string>())
            .Concat(columns.Select(column => column.Name + " = " + (keepIfNull?.Contains(column.Name) == true ? $"COALESCE({value(column)}, {table}.{column.Name})"
                : addTo?.Contains(column.Name) == true ? $"{table}.{column.Name} + {value(column)}"
                : value(column)))));
        return new(
            $"UPDATE {table} SET {Sets(_ => "?", _ => "?")} WHERE {key.Name} = ?",
            $"UPDATE {table} SET {Sets(column => "v." + column.Name, select => $"({select.Replace("?", $"{table}.{key.Name}", StringComparison.Ordinal)})")} FROM {{rows}} WHERE {table}.{key.Name} = v.{key.Name}",
            [.. columns, key], values)
        { Asks = asks is { } asked ? (asked.Select, asked.Key) : null };
    }
}
