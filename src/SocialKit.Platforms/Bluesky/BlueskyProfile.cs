using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Reads an account's profile record, and labels it as a bot's without touching anything else in it.</summary>
/// <remarks>app.bsky.actor.profile and com.atproto.label.defs#selfLabels, bluesky-social/atproto @d6296a1 (2026-08); the label <c>bot</c> is what Bluesky asks automated accounts to give themselves.</remarks>
/// <param name="services">Makes the write.</param>
/// <param name="records">Reads.</param>
internal sealed class BlueskyProfile(PlatformServices services, RecordReads records)
{
    private const string Labels = "labels";
    private const string SelfLabels = "com.atproto.label.defs#selfLabels";
    private const string Bot = "bot";

    /// <summary>The name that it shows, and whether it says that a program posts.</summary>
    /// <returns>Nulls where that is not known.</returns>
    public async Task<(string? Name, bool? IsBot)> ReadAsync(BlueskyHome home, CancellationToken cancellationToken) => await records.ReadAsync(home.Server, NameOf(home), cancellationToken).ConfigureAwait(false) switch
    {
        RecordRead.Found found => (found.Value.Text("displayName"), IsLabelled(found.Value)),
        RecordRead.NotThere => (null, false),
        _ => (null, null),
    };

    /// <summary>Adds the label. Only over the profile that was read: if somebody changes it meanwhile, nothing is written.</summary>
    /// <returns>Null if it is there now; else why not, in words.</returns>
    public async Task<string?> LabelAsBotAsync(BlueskyHome home, Secret access, CancellationToken cancellationToken)
    {
        JsonElement? profile = null;
        string? cid = null;
        switch (await records.ReadAsync(home.Server, NameOf(home), cancellationToken).ConfigureAwait(false))
        {
            case RecordRead.Found found when IsLabelled(found.Value):
                return null;
            case RecordRead.Found found when found.Value.Member(Labels) is { } labels && labels.Text("$type") != SelfLabels:
                return "It has labels of a kind that this program does not know.";
            case RecordRead.Found found:
                (profile, cid) = (found.Value, found.Ref.Cid);
                break;
            case RecordRead.Unknown unknown:
                return unknown.Why.Reason;
        }
        var body = BlueskyWire.Replace(NameOf(home), json => Write(json, profile), cid);
        var result = await services.Http.SendAsync(Xrpc.Procedure(home.Server, "com.atproto.repo.putRecord", body).With(access), null, cancellationToken).ConfigureAwait(false);
        return result is HttpResult.Answer { IsSuccess: true } ? null : RecordReads.Passing(result, services.Clock).Reason;
    }

    private static void Write(Utf8JsonWriter json, JsonElement? profile)
    {
        json.WriteStartObject();
        if (profile is null)
            json.WriteString("$type", RecordName.Profiles);
        foreach (var member in profile?.EnumerateObject().Where(member => !member.NameEquals(Labels)) ?? [])
            member.WriteTo(json);
        json.WriteStartObject(Labels);
        json.WriteString("$type", SelfLabels);
        json.WriteStartArray("values");
        foreach (var value in profile?.Member(Labels)?.Items("values") ?? [])
            value.WriteTo(json);
        json.WriteStartObject();
        json.WriteString("val", Bot);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsLabelled(JsonElement profile) => profile.Member(Labels)?.Items("values").Any(value => value.Text("val") == Bot) == true;

    private static RecordName NameOf(BlueskyHome home) => new(home.Did, RecordName.Profiles, "self");
}
