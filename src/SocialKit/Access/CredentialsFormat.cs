using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace SocialKit.Access;

/// <summary>Credentials as the bytes that a token store keeps. They hold the secrets in clear: only what is about to be encrypted, or handed to the system's keyring, is written so.</summary>
public static class CredentialsFormat
{
    /// <summary>The bytes: JSON in UTF-8.</summary>
    public static byte[] Write(Credentials credentials)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", credentials.Kind);
            json.WriteString("issued", Time(credentials.IssuedAt));
            if (credentials.ExpiresAt is { } expires)
                json.WriteString("expires", Time(expires));
            if (credentials.UserId is { } user)
                json.WriteString("user", user);
            if (credentials.Server is { } server)
                json.WriteString("server", server);
            if (credentials.DeadBecause is { } reason)
                json.WriteString("dead", reason);
            json.WriteStartArray("scopes");
            foreach (var scope in credentials.Scopes)
                json.WriteStringValue(scope);
            json.WriteEndArray();
            json.WriteStartObject("secrets");
            foreach (var secret in credentials.Secrets)
                json.WriteString(secret.Name, secret.Value.Reveal());
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads <see cref="Write"/>.</summary>
    /// <exception cref="FormatException">These are no credentials; the message quotes nothing of them.</exception>
    public static Credentials Read(ReadOnlyMemory<byte> written)
    {
        try
        {
            using var document = JsonDocument.Parse(written);
            var json = document.RootElement;
            return new(json.GetProperty("kind").GetString()!, [.. json.GetProperty("secrets").EnumerateObject().Select(secret => new NamedSecret(secret.Name, new(secret.Value.GetString()!)))])
            {
                IssuedAt = Time(json.GetProperty("issued")),
                ExpiresAt = json.TryGetProperty("expires", out var expires) ? Time(expires) : null,
                UserId = json.TryGetProperty("user", out var user) ? user.GetString() : null,
                Server = json.TryGetProperty("server", out var server) ? server.GetString() : null,
                DeadBecause = json.TryGetProperty("dead", out var dead) ? dead.GetString() : null,
                Scopes = [.. json.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!)],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            // The cause may quote what it could not read.
            throw new FormatException("What is kept for this account are no credentials.");
        }
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonElement json) => DateTimeOffset.ParseExact(json.GetString()!, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
