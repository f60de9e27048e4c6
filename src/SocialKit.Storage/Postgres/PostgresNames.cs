using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SocialKit.Storage.Postgres;

/// <summary>Names and numbers that a store has in its server, where they are common to all schemas of a database.</summary>
/// <param name="schema">The schema of the store's tables.</param>
internal sealed class PostgresNames(string schema)
{
    /// <summary>The schema of the tables.</summary>
    public string Schema { get; } = schema;

    /// <summary>Where workers are woken.</summary>
    public string Channel { get; } = $"socialkit_{KeyOf(schema):x16}";

    /// <summary>The advisory lock of who adds.</summary>
    public long Adding { get; } = KeyOf("adding " + schema);

    /// <summary>The advisory lock of who brings the tables up to date.</summary>
    public long Upgrading { get; } = KeyOf("upgrading " + schema);

    /// <summary>The advisory lock that a worker holds while it lives.</summary>
    public long SeatOf(string owner) => KeyOf($"seat {Schema} {owner}");

    private static long KeyOf(string text) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("socialkit " + text)));
}
