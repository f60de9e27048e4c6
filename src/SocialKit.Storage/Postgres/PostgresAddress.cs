using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>Reads the address of a PostgreSQL database as its own programs do: <c>postgres://user:password@host:port/database?sslmode=require</c>.</summary>
internal static class PostgresAddress
{
    private const int DefaultPort = 5432;

    /// <summary>The settings of a connection.</summary>
    /// <exception cref="StoreException">A parameter is not known.</exception>
    public static NpgsqlConnectionStringBuilder Read(StoreAddress.Server address)
    {
        var uri = address.Uri;
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(uri.Host),
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Timeout = 5,
            ApplicationName = "socialkit",
            // What is often asked is planned once. Nothing is left behind in a session that the next user of it would have to be rid of.
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            MaxPoolSize = 20,
            IncludeErrorDetail = false,
        };
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Set(settings, parts[0], parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "", address);
        }
        // Whatever the server's own setting is: what was committed must be on the disk.
        settings.Options = $"{settings.Options} -c synchronous_commit=on".Trim();
        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value, StoreAddress.Server address)
    {
        try
        {
            switch (name)
            {
                case "sslmode":
                    settings["SSL Mode"] = value.Replace("-", "", StringComparison.Ordinal);
                    break;
                case "sslrootcert":
                    settings.RootCertificate = value;
                    break;
                case "host":
                    settings.Host = value;
                    break;
                case "port":
                    settings["Port"] = value;
                    break;
                case "user":
                    settings.Username = value;
                    break;
                case "password":
                    settings.Password = value;
                    break;
                case "passfile":
                    settings.Passfile = value;
                    break;
                case "search_path":
                    settings.SearchPath = value;
                    break;
                case "application_name":
                    settings.ApplicationName = value;
                    break;
                case "connect_timeout":
                    settings["Timeout"] = value;
                    break;
                default:
                    throw new StoreException($"The address of {address.Shown} has a parameter that is not known here: {name}.", "Known are sslmode, sslrootcert, host, port, user, password, passfile, search_path, application_name and connect_timeout.");
            }
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new StoreException($"The address of {address.Shown} has a {name} that cannot be understood.", "See the documentation of PostgreSQL's connection URIs.", fault);
        }
    }
}
