using Dapper;
using DbUp;
using DbUp.Postgresql;
using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>The tables of a PostgreSQL store: made where they are missing, brought up to date where they are older.</summary>
internal static class PostgresTables
{
    private const string Folder = "postgres";

    /// <summary>Brings the tables up to date, under an advisory lock.</summary>
    public static async Task<PostgresNames> UpgradeAsync(NpgsqlDataSource source, StoreAddress address, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            if (await connection.QueryFirstAsync<string?>("SELECT CAST(current_schema() AS text)").ConfigureAwait(false) is not { } schema)
                throw new StoreException($"{address.Shown} has no schema that this user may use.", "Make one and let the user own it, or name one by ?search_path=NAME in the address.");
            var names = new PostgresNames(schema);
            if (!Migrations.AreNeeded(Folder, await AppliedAsync(connection, names).ConfigureAwait(false), address))
                return names;
            await connection.ExecuteAsync("SELECT pg_advisory_lock(@key)", new { key = names.Upgrading }).ConfigureAwait(false);
            try
            {
                // Somebody else may have done it while this waited.
                if (Migrations.AreNeeded(Folder, await AppliedAsync(connection, names).ConfigureAwait(false), address))
                    Upgrade(source, names);
            }
            finally
            {
                await connection.ExecuteAsync("SELECT pg_advisory_unlock(@key)", new { key = names.Upgrading }).ConfigureAwait(false);
            }
            return names;
        }
    }

    private static void Upgrade(NpgsqlDataSource source, PostgresNames names)
    {
        var manager = new PostgresqlConnectionManager(source);
        // The schema is there; DbUp would want the right to make it.
        var builder = DeployChanges.To.PostgresqlDatabase(manager).WithTransactionPerScript();
        builder.Configure(configuration => configuration.Journal = new PostgresqlTableJournal(() => configuration.ConnectionManager, () => configuration.Log, names.Schema, Migrations.Journal));
        Migrations.Run(builder, Folder);
    }

    private static async Task<IReadOnlyList<string>> AppliedAsync(NpgsqlConnection connection, PostgresNames names)
    {
        var isThere = await connection.QueryFirstAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = @schema AND tablename = @journal)", new { schema = names.Schema, journal = Migrations.Journal }).ConfigureAwait(false);
        return isThere ? [.. await connection.QueryAsync<string>($"SELECT scriptname FROM {Migrations.Journal}").ConfigureAwait(false)] : [];
    }
}
