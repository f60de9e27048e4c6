using System.Text.Json.Serialization;

namespace SocialKit.Testing;

/// <summary>Writes texts as JSON without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class StubJson : JsonSerializerContext;
