using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialKit.Testing;

/// <summary>An invented account's repository on one of two servers: the reader's own, which is its PLC directory too, and another one. As @atproto/pds 0.5.35 answers (tried 2026-11-24), in this process.</summary>
/// <param name="clock">The servers' clock.</param>
public sealed class BlueskyStub(TimeProvider clock)
{
    public const string Own = "https://own.example", Elsewhere = "https://far.example", Did = "did:plc:bcdefghijklmnopqrstuvwxy";

    private const string Digits = "234567abcdefghijklmnopqrstuvwxyz";
    private const string Posts = "app.bsky.feed.post";

    private readonly SortedDictionary<string, JsonObject> _records = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>What the account is called.</summary>
    public string Handle { get; set; } = "boris.invented.example";

    /// <summary>The handle that its name leads to; null for <see cref="Handle"/>.</summary>
    public string? ResolvesTo { get; set; }

    /// <summary>True if its repository is on the other server.</summary>
    public bool IsElsewhere { get; set; }

    /// <summary>Why it is not there any more, as the server names it; null while it is.</summary>
    public string? ClosedAs { get; set; }

    /// <summary>The server that its document names; null for the one where it is.</summary>
    public string? DocumentNames { get; set; }

    /// <summary>True if sessions are not renewed any more.</summary>
    public bool RefusesToRenew { get; set; }

    /// <summary>True if it lists everything at once, whatever is asked for, the newest first.</summary>
    public bool ListsEverything { get; set; }

    /// <summary>True if its pages begin with the newest, whatever is asked for.</summary>
    public bool KnowsNoReverse { get; set; }

    /// <summary>What was asked, with its server, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Adds a record.</summary>
    /// <param name="make">Changes what is in it.</param>
    /// <param name="key">Its key; null for one of now.</param>
    /// <param name="collection">Its type.</param>
    /// <returns>Its AT URI.</returns>
    public string Add(Action<JsonObject>? make = null, string? key = null, string collection = Posts)
    {
        var record = new JsonObject { ["$type"] = collection, ["text"] = "", ["createdAt"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) };
        make?.Invoke(record);
        key ??= KeyOf(clock.GetUtcNow(), ++_count);
        _records[$"{collection}/{key}"] = record;
        return $"at://{Did}/{collection}/{key}";
    }

    /// <summary>A key as a server makes it.</summary>
    public static string KeyOf(DateTimeOffset time, int count)
    {
        var value = ((ulong)time.ToUnixTimeMilliseconds() * 1000 << 10) + (ulong)count;
        return string.Create(13, value, static (key, rest) =>
        {
            for (var i = key.Length - 1; i >= 0; i--, rest >>= 5)
                key[i] = Digits[(int)(rest & 31)];
        });
    }

    /// <summary>Writes another record in the place of one.</summary>
    public void Edit(string uri, Action<JsonObject> change)
    {
        var name = uri[$"at://{Did}/".Length..];
        var record = _records[name].DeepClone().AsObject();
        change(record);
        _records[name] = record;
    }

    /// <summary>Deletes a record.</summary>
    public void Delete(string uri) => _records.Remove(uri[$"at://{Did}/".Length..]);

    /// <summary>Answers for the reader's own server, and for the directory.</summary>
    public StubAnswer AnswerOwn(StubRequest request)
    {
        Asked.Add(Own + request.Path);
        return request.Route switch
        {
            "/" + Did => Json(new() { ["id"] = Did, ["alsoKnownAs"] = new JsonArray("at://" + Handle), ["service"] = new JsonArray(new JsonObject { ["id"] = "#atproto_pds", ["type"] = "AtprotoPersonalDataServer", ["serviceEndpoint"] = DocumentNames ?? (IsElsewhere ? Elsewhere : Own) }) }),
            _ when request.Route.StartsWith("/did:plc:", StringComparison.Ordinal) => new StubAnswer.Reply(404, """{"message":"DID not registered"}"""),
            "/xrpc/com.atproto.identity.resolveHandle" => request.Fields["handle"] == (ResolvesTo ?? Handle) && ClosedAs is null ? Json(new() { ["did"] = Did }) : Error("HandleNotFound", "Unable to resolve handle"),
            "/xrpc/com.atproto.server.refreshSession" when RefusesToRenew => Error("ExpiredToken", "Token has been revoked"),
            "/xrpc/com.atproto.server.createSession" when RefusesToRenew => new StubAnswer.Reply(401, """{"error":"AuthenticationRequired","message":"Invalid identifier or password"}"""),
            _ => Answer(request, isHere: !IsElsewhere),
        };
    }

    /// <summary>Answers for the other server.</summary>
    public StubAnswer AnswerElsewhere(StubRequest request)
    {
        Asked.Add(Elsewhere + request.Path);
        return request.Headers.ContainsKey("Authorization") ? throw new InvalidOperationException("Another server than the reader's own got credentials.") : Answer(request, IsElsewhere);
    }

    private StubAnswer.Reply Answer(StubRequest request, bool isHere)
    {
        var fields = request.Fields;
        var repo = fields.GetValueOrDefault("repo");
        var isThere = isHere && repo == Did && ClosedAs is null;
        return request.Route switch
        {
            "/xrpc/com.atproto.repo.describeRepo" => isThere ? Json(new() { ["handle"] = Handle, ["did"] = Did, ["didDoc"] = new JsonObject(), ["collections"] = new JsonArray(), ["handleIsCorrect"] = true })
                : isHere && repo == Did ? Error(ClosedAs!, $"Repo is closed: {repo}") : Error("RepoNotFound", $"Could not find repo for DID: {repo}"),
            "/xrpc/com.atproto.repo.listRecords" => isThere ? List(fields) : Error("InvalidRequest", $"Could not find repo: {repo}"),
            "/xrpc/com.atproto.repo.getRecord" => !isThere ? Error("InvalidRequest", "Could not locate record")
                : _records.TryGetValue($"{fields["collection"]}/{fields["rkey"]}", out var record) ? Json(Shown($"{fields["collection"]}/{fields["rkey"]}", record)) : Error("RecordNotFound", "Could not locate record"),
            _ => new StubAnswer.Reply(501, """{"error":"MethodNotImplemented","message":"Method Not Implemented"}"""),
        };
    }

    private StubAnswer.Reply List(IReadOnlyDictionary<string, string> fields)
    {
        var most = int.Parse(fields.GetValueOrDefault("limit", "50"), CultureInfo.InvariantCulture);
        var all = _records.Where(record => record.Key.StartsWith(fields["collection"] + "/", StringComparison.Ordinal)).Select(record => (Key: record.Key[(fields["collection"].Length + 1)..], Shown: Shown(record.Key, record.Value))).ToList();
        var forward = fields.GetValueOrDefault("reverse") == "true" && !KnowsNoReverse && !ListsEverything;
        if (!forward)
            all.Reverse();
        if (fields.TryGetValue("cursor", out var cursor) && !ListsEverything)
            all = all.Where(record => KnowsNoReverse || (forward ? string.CompareOrdinal(record.Key, cursor) > 0 : string.CompareOrdinal(record.Key, cursor) < 0)).ToList();
        var page = ListsEverything ? all : all.Take(most).ToList();
        var answer = new JsonObject { ["records"] = new JsonArray([.. page.Select(JsonNode? (record) => record.Shown)]) };
        if (page.Count > 0 && !ListsEverything)
            answer["cursor"] = page[^1].Key;
        return Json(answer);
    }

    private static JsonObject Shown(string name, JsonObject record) => new() { ["uri"] = $"at://{Did}/{name}", ["cid"] = "bafyrei" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.ToJsonString())))[..40], ["value"] = record.DeepClone() };

    private StubAnswer.Reply Json(JsonObject json) => new(200, json.ToJsonString()) { Headers = new Dictionary<string, string> { ["Date"] = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture) } };

    private static StubAnswer.Reply Error(string code, string message) => new(400, $$"""{"error":"{{code}}","message":"{{message}}"}""");
}
