using System.Net.Sockets;
using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>What ails a PostgreSQL database: what is worth another try, and the rest in words for people.</summary>
internal static class PostgresFaults
{
    /// <summary>True if a unit of work that failed so was not done, and may be done when it is tried again.</summary>
    public static bool IsWorthAnotherTry(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => false,
        PostgresException known => known.IsTransient || IsEndOfSession(known),
        NpgsqlException other => other.IsTransient || other.InnerException is IOException or SocketException or TimeoutException,
        _ => false,
    };

    /// <summary>True if the connection is gone, so that it is not known whether what was asked last was done.</summary>
    public static bool IsLostConnection(Exception fault) => fault switch
    {
        PostgresException known => IsEndOfSession(known),
        NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException => true,
        _ => false,
    };

    /// <summary>The exception for <paramref name="fault"/>. Npgsql's messages hold no password.</summary>
    public static StoreException Of(Exception fault, StoreAddress address) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new($"{address.Shown} does not let this user in.", "See that the user and the password are right (in the address, PGPASSWORD or ~/.pgpass), and that pg_hba.conf allows this machine.", fault),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new($"{address.Shown}: there is no such database.", "Make it with createdb, or name another.", fault),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => new($"{address.Shown}: this user may not do that ({Message(fault)}).", "Let the user own its schema, or grant it the right to make and use tables.", fault),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new($"{address.Shown}: the server's disk is full.", "Make room there, then repeat the command: nothing of it was done.", fault),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => new($"{address.Shown} is read-only: a standby, or set so.", "Name the primary server.", fault),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => new($"{address.Shown} has no connection left.", "End what uses them, or raise max_connections.", fault),
        PostgresException => new($"{address.Shown}: {Message(fault)}", "Repeat the command: nothing of it was done.", fault),
        _ => new($"{address.Shown} cannot be reached: {Message(fault.InnerException is SocketException or TimeoutException or IOException ? fault.InnerException : fault)}",
            "See that the server runs and can be reached from here, then repeat the command.", fault),
    };

    private static string Message(Exception fault) => fault is PostgresException known ? known.MessageText : fault.Message;

    private static bool IsEndOfSession(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow || fault.SqlState.StartsWith("08", StringComparison.Ordinal);
}
