using System.Text.Json.Serialization;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>What a sender writes to an invented platform.</summary>
/// <param name="Act">publish, repost or delete.</param>
/// <param name="Text">The text; null for what has none.</param>
/// <param name="ReplyTo">The id of the post that it replies to; null if it replies to none.</param>
/// <param name="Subject">The id of the post that is reposted or deleted; null for a post of its own.</param>
/// <param name="Key">By which the platform tells repeats, where it does.</param>
/// <param name="PreparedAt">When this was made, in Unix milliseconds: no earlier attempt can have had an effect.</param>
internal sealed record PlatformWire(string Act, string? Text, string? ReplyTo, string? Subject, string Key, long PreparedAt);

/// <summary>A post as it can be read.</summary>
internal sealed record PlatformPost(string Id, string Act, string? Text, string? Subject, long CreatedAt);

/// <summary>Something that others could see: what the proof counts.</summary>
/// <param name="N">From 1, in the order in which they happened on the whole platform.</param>
/// <param name="Kind">Where.</param>
/// <param name="Account">Whose.</param>
/// <param name="Delivery">The key of the delivery that it came of, which the platform itself knows nothing of.</param>
/// <param name="Act">publish, repost or delete.</param>
/// <param name="Text">The text; null if it has none.</param>
/// <param name="ReplyTo">What it replies to; null if nothing.</param>
/// <param name="Id">The post's id.</param>
/// <param name="At">When, in Unix milliseconds.</param>
internal sealed record PlatformEffect(int N, PlatformKind Kind, string Account, string Delivery, string Act, string? Text, string? ReplyTo, string Id, long At);

/// <summary>What the oracle knows.</summary>
/// <param name="Effects">All effects, in order.</param>
/// <param name="Faults">How often each fault happened.</param>
/// <param name="Conflicts">How often a repeat came with the same key and another body: it must be never.</param>
/// <param name="Retries">How often one attempt arrived twice: it must be never.</param>
internal sealed record PlatformReport(IReadOnlyList<PlatformEffect> Effects, IReadOnlyDictionary<string, int> Faults, int Conflicts, int Retries)
{
    public int FaultCount => Faults.Values.Sum();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlatformWire))]
[JsonSerializable(typeof(PlatformPost))]
[JsonSerializable(typeof(PlatformPost[]))]
[JsonSerializable(typeof(PlatformReport))]
internal sealed partial class PlatformJson : JsonSerializerContext;
