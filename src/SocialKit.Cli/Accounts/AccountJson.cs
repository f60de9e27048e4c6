using System.Text.Json;
using SocialKit.Access;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;

namespace SocialKit.Cli.Accounts;

/// <summary>An account for programs; no secret, and nothing that was made of one.</summary>
internal static class AccountJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, Account account, Credentials? credentials, string keptIn)
    {
        json.WriteStartObject();
        WriteProperties(json, account, credentials, keptIn);
        json.WriteEndObject();
    }

    /// <summary>Writes the properties.</summary>
    public static void WriteProperties(Utf8JsonWriter json, Account account, Credentials? credentials, string keptIn)
    {
        json.WriteString("id", account.Id);
        json.WriteString("platform", account.Platform.Value);
        json.WriteString("handle", account.Handle);
        json.WriteIfAny("name", account.Name);
        json.WriteIfAny("server", account.Server);
        json.WriteIfAny("userId", account.UserId);
        json.WriteIfAny("software", account.Software);
        json.WriteBoolean("automated", account.IsAutomated);
        json.WriteString("keptIn", keptIn);
        if (credentials is null)
            return;
        json.WriteString("kind", credentials.Kind);
        json.WriteString("issued", Stamp.Utc(credentials.IssuedAt));
        json.WriteIfAny("expires", credentials.ExpiresAt is { } expires ? Stamp.Utc(expires) : null);
        json.WriteStartArray("scopes");
        foreach (var scope in credentials.Scopes)
            json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteIfAny("dead", credentials.DeadBecause);
    }
}
