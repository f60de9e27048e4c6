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

/// <summary>A statement that writes any number of rows, the same for every database: <c>{rows}</c> in it stands for them, as a table <c>v</c> with these columns.</summary>
internal sealed record RowShape(string Sql, IReadOnlyList<Column> Columns)
{
    /// <summary>Inserts rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="otherwise">What follows, such as ON CONFLICT.</param>
    public static RowShape Insert(string table, IReadOnlyList<Column> columns, string otherwise)
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        // Without the WHERE, SQLite would read ON CONFLICT as the beginning of a join.
        return new($"INSERT INTO {table} ({names}) SELECT {names} FROM {{rows}} WHERE true {otherwise}", columns);
    }

    /// <summary>Updates rows that are there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The column that says which.</param>
    /// <param name="columns">With the key first; the others are set.</param>
    /// <param name="keepIfNull">Those that stay as they are where null is given.</param>
    /// <param name="also">Further assignments.</param>
    public static RowShape Update(string table, string key, IReadOnlyList<Column> columns, IReadOnlyCollection<string> keepIfNull, string also = "")
    {
        var sets = columns.Skip(1).Select(column => keepIfNull.Contains(column.Name) ? $"{column.Name} = COALESCE(v.{column.Name}, {table}.{column.Name})" : $"{column.Name} = v.{column.Name}");
        return new($"UPDATE {table} SET {string.Join(", ", sets)}{also} FROM {{rows}} WHERE {table}.{key} = v.{key}", columns);
    }
}
