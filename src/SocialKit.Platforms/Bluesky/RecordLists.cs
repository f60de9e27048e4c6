using System.Globalization;
using System.Text.Json;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Reads a repository's records in the order of their keys, by com.atproto.repo.listRecords. That needs no session: repositories are public.</summary>
/// <remarks>Tried against @atproto/pds 0.5.35 on 2026-11-24: with <c>reverse</c> the lowest key first, from behind the cursor, which is compared with keys and need not be one.</remarks>
internal static class RecordLists
{
    /// <summary>The most that a server gives at once.</summary>
    public const int MostAtOnce = 100;

    /// <summary>Reads the records behind a key, oldest first.</summary>
    /// <param name="reads">Makes the call.</param>
    /// <param name="server">Where the repository is.</param>
    /// <param name="repo">Its DID.</param>
    /// <param name="collection">The type.</param>
    /// <param name="behind">A key.</param>
    /// <param name="atMost">The most to give; 1 to <see cref="MostAtOnce"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RecordList> ReadAsync(Reads reads, string server, string repo, string collection, string behind, int atMost, CancellationToken cancellationToken)
    {
        var result = await reads.SendAsync(Xrpc.Query(server, "com.atproto.repo.listRecords", ("repo", repo), ("collection", collection), ("limit", atMost.ToString(CultureInfo.InvariantCulture)), ("reverse", "true"), ("cursor", behind)), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer { IsSuccess: true } answer || AnswerJson.Object(answer) is not { } json || json.Member("records") is not { ValueKind: JsonValueKind.Array } records)
            return new RecordList.Unread(result);
        List<ListedRecord> listed = [];
        string? first = null, last = null;
        foreach (var item in records.EnumerateArray())
        {
            if (RecordRef.Read(item) is not { } named || !RecordName.TryParse(named.Uri, out var name) || name.Repo != repo || name.Collection != collection)
                continue;
            first ??= name.Key;
            last = name.Key;
            if (string.CompareOrdinal(name.Key, behind) > 0 && item.Member("value") is { ValueKind: JsonValueKind.Object } value)
                listed.Add(new(name, named.Cid, value));
        }
        var isInOrder = string.CompareOrdinal(first, last) <= 0 && string.CompareOrdinal(last, behind) > 0;
        // Servers that list everything at once, in whatever order, have left nothing out.
        var isWhole = json.Text("cursor") is null || records.GetArrayLength() == 0 || (isInOrder && records.GetArrayLength() < atMost);
        if (!isWhole && !isInOrder)
            return new RecordList.Disordered();
        listed.Sort((one, other) => string.CompareOrdinal(one.Name.Key, other.Name.Key));
        return new RecordList.Read(listed, isWhole, last, answer.Headers.Response.Date);
    }
}

/// <summary>A record of a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cid">Its content's hash.</param>
/// <param name="Value">The record.</param>
internal sealed record ListedRecord(RecordName Name, string Cid, JsonElement Value);

/// <summary>What reading a list came to.</summary>
internal abstract record RecordList
{
    private RecordList() { }

    /// <summary>It was read.</summary>
    /// <param name="Records">What is behind the key that was asked for, by their keys.</param>
    /// <param name="IsWhole">True if there is no more.</param>
    /// <param name="Last">The last key that the server gave; null if it gave none.</param>
    /// <param name="At">The server's clock; null if it does not say.</param>
    public sealed record Read(IReadOnlyList<ListedRecord> Records, bool IsWhole, string? Last, DateTimeOffset? At) : RecordList;

    /// <summary>The server gave a part of the list that does not begin where it was asked to, or in another order: what is between cannot be told.</summary>
    public sealed record Disordered : RecordList;

    /// <summary>It could not be read.</summary>
    /// <param name="Result">What came.</param>
    public sealed record Unread(HttpResult Result) : RecordList;
}
