using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialKit.Access;

/// <summary>A password, token or key. It prints as <c>***</c> and refuses to be serialised, so that it reaches a log, an error or a file only where somebody writes <see cref="Reveal"/>.</summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(SecretConverter))]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <summary>A secret.</summary>
    /// <param name="value">What must not be seen; not empty.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>What it hides: for the request that needs it, and for the store that keeps it. Nowhere else.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public bool Equals(Secret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>The same for all secrets: nothing about one can be learned from it.</summary>
    public override int GetHashCode() => 0;

    /// <summary><c>***</c></summary>
    public override string ToString() => "***";
}

/// <summary>Refuses to read or write a <see cref="Secret"/>, so that no record that holds one slips into JSON.</summary>
public sealed class SecretConverter : JsonConverter<Secret>
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Refusal();

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => throw Refusal();

    private static NotSupportedException Refusal() => new("A secret is not serialised.");
}
