using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SocialKit.Storage;

/// <summary>One unit of work on a database: a transaction, and what differs between the databases.</summary>
internal abstract class Session
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The connection, for Dapper.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>The transaction, for Dapper; null where there is none.</summary>
    public abstract DbTransaction? Transaction { get; }

    /// <summary>What is appended to a SELECT of lanes in order to hold them until the transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The same, passing over those that are held already.</summary>
    public abstract string SkipHeld { get; }

    /// <summary>The store's clock. Asked for after the rows are held: who waited for them has not gained time.</summary>
    public abstract Task<DateTimeOffset> ExactNowAsync();

    /// <summary>The same in whole milliseconds, as everything is kept.</summary>
    public async Task<DateTimeOffset> NowAsync() => Instants.At(Instants.Of(await ExactNowAsync().ConfigureAwait(false)));

    /// <summary>Keeps others who add out until the transaction ends: what is there is looked at first, and must still be so when the rows are written.</summary>
    public abstract Task HoldAddingAsync();

    /// <summary>A table of one column, <c>value</c>, with the texts of the parameter <paramref name="list"/>, which <see cref="List(IEnumerable{string})"/> makes.</summary>
    public abstract string Each(string list);

    /// <summary>The same of ids.</summary>
    public abstract string EachId(string list);

    /// <summary>Reads rows by their keys, one reading after the other.</summary>
    public abstract Task ReadAsync(params IReadOnlyList<Reading> readings);

    /// <summary>The same, and looks at the store's clock when that is done: what these rows hold is held then.</summary>
    public abstract Task<DateTimeOffset> ReadAndNowAsync(params IReadOnlyList<Reading> readings);

    /// <summary>Writes rows, one writing after the other.</summary>
    public abstract Task WriteAsync(params IReadOnlyList<Writing> writings);

    /// <summary>Writes rows.</summary>
    public Task WriteAsync<T>(RowShape<T> shape, IEnumerable<T> rows) => WriteAsync(Writing.Of(shape, rows));

    /// <summary>Ends the session's transaction in favour of what was done, and wakes who waits.</summary>
    public abstract Task WakeAsync();

    /// <summary>Texts, as <see cref="StoredText"/> has them, as one parameter.</summary>
    public static string List(IEnumerable<string> texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var text in texts)
                json.WriteStringValue(StoredText.Write(text));
            json.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Ids as one parameter.</summary>
    public abstract string List(IEnumerable<Guid> ids);
}
