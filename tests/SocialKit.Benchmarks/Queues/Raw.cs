using Npgsql;

namespace SocialKit.Benchmarks.Queues;

/// <summary>The databases without the store, as a peer would use them.</summary>
internal static class Raw
{
    /// <summary>The driver's own words for an address.</summary>
    public static string ConnectionString(Uri address)
    {
        var user = address.UserInfo.Split(':');
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host, Port = address.Port, Username = Uri.UnescapeDataString(user[0]), Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null, Database = address.AbsolutePath.Trim('/'),
        }.ConnectionString;
    }
}
