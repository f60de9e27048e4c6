namespace SocialKit.Storage;

/// <summary>A query for rows by a key, said once for every database.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
/// <param name="select">Everything before the condition.</param>
/// <param name="key">The column of the key.</param>
/// <param name="read">Reads the values of a row, in the order of the columns.</param>
internal sealed class RowQuery<T>(string select, string key, Func<IRowReader, T> read)
{
    /// <summary>Reads the values of a row, in the order of the columns.</summary>
    public Func<IRowReader, T> Read => read;

    /// <summary>A further condition; null for none.</summary>
    public string? And { get; init; }

    /// <summary>A GROUP BY for many keys, without the word; null for none.</summary>
    public string? GroupBy { get; init; }

    /// <summary>True if the rows are held until the transaction ends, in the order of their keys.</summary>
    public bool Holds { get; init; }

    /// <summary>For one key, <c>?</c>: SQLite runs that again and again.</summary>
    public string OfOne => field ??= $"{select} WHERE {key} = ?{Rest}";

    /// <summary>For the keys of the array <c>$1</c>.</summary>
    public string OfMany => field ??= $"{select} WHERE {key} = ANY($1){Rest}{(Holds ? $" ORDER BY {key} FOR UPDATE" : "")}";

    private string Rest => (And is null ? "" : $" AND {And}") + (GroupBy is null ? "" : $" GROUP BY {GroupBy}");
}

/// <summary>A query with its keys, and then its rows: several of them are read in one trip to the database, one after the other.</summary>
/// <param name="texts">The keys, each once, if they are texts from outside; else null.</param>
/// <param name="ids">The keys, each once, if they are ids; else null.</param>
internal abstract class Reading(IReadOnlyList<string>? texts, IReadOnlyList<Guid>? ids)
{
    /// <inheritdoc cref="RowQuery{T}.OfOne"/>
    public abstract string OfOne { get; }

    /// <inheritdoc cref="RowQuery{T}.OfMany"/>
    public abstract string OfMany { get; }

    /// <summary>The keys, each once, if they are texts from outside; else null.</summary>
    public IReadOnlyList<string>? Texts => texts;

    /// <summary>The keys, each once, if they are ids; else null.</summary>
    public IReadOnlyList<Guid>? Ids => ids;

    /// <summary>Takes a row.</summary>
    public abstract void Take(IRowReader row);

    /// <summary>What <paramref name="query"/> finds under these keys.</summary>
    public static Reading<T> Of<T>(RowQuery<T> query, IEnumerable<string> keys) => new(query, [.. keys.Distinct().Order(StringComparer.Ordinal)], null);

    /// <inheritdoc cref="Of{T}(RowQuery{T}, IEnumerable{string})"/>
    public static Reading<T> Of<T>(RowQuery<T> query, IEnumerable<Guid> keys) => new(query, null, [.. keys.Distinct()]);
}

/// <inheritdoc/>
internal sealed class Reading<T>(RowQuery<T> query, IReadOnlyList<string>? texts, IReadOnlyList<Guid>? ids) : Reading(texts, ids)
{
    private readonly List<T> _rows = [];

    public override string OfOne => query.OfOne;

    public override string OfMany => query.OfMany;

    /// <summary>What was found, in no certain order.</summary>
    public IReadOnlyList<T> Rows => _rows;

    public override void Take(IRowReader row) => _rows.Add(query.Read(row));
}
