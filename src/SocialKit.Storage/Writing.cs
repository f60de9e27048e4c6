namespace SocialKit.Storage;

/// <summary>Rows to be written: several of them go to the database in one trip, one after the other.</summary>
internal abstract class Writing
{
    /// <inheritdoc cref="RowShape{T}.OfOne"/>
    public abstract string OfOne { get; }

    /// <inheritdoc cref="RowShape{T}.OfMany"/>
    public abstract string OfMany { get; }

    /// <inheritdoc cref="RowShape{T}.Columns"/>
    public abstract IReadOnlyList<Column> Columns { get; }

    /// <inheritdoc cref="RowShape{T}.CopiedTo"/>
    public abstract string? CopiedTo { get; }

    /// <summary>How many rows.</summary>
    public abstract int Count { get; }

    /// <summary>Writes the values of a row.</summary>
    public abstract void Write(int index, IRowWriter row);

    /// <summary>What is asked before a row is written, if it is written by itself; null for nothing.</summary>
    public abstract string? Asks { get; }

    /// <summary>Writes the key by which it is asked.</summary>
    public abstract void WriteKey(int index, IRowWriter row);

    /// <summary>The rows <paramref name="rows"/> as <paramref name="shape"/> writes them.</summary>
    public static Writing<T> Of<T>(RowShape<T> shape, IEnumerable<T> rows) => new(shape, rows as IReadOnlyList<T> ?? [.. rows]);
}

/// <inheritdoc/>
internal sealed class Writing<T>(RowShape<T> shape, IReadOnlyList<T> rows) : Writing
{
    public override string OfOne => shape.OfOne;

    public override string OfMany => shape.OfMany;

    public override IReadOnlyList<Column> Columns => shape.Columns;

    public override string? CopiedTo => shape.CopiedTo;

    public override int Count => rows.Count;

    public override void Write(int index, IRowWriter row) => shape.Values(row, rows[index]);

    public override string? Asks => shape.Asks?.Sql;

    public override void WriteKey(int index, IRowWriter row) => shape.Asks!.Value.Key(row, rows[index]);
}
