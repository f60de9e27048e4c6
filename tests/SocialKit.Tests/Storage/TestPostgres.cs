using System.Diagnostics;
using Npgsql;
using SocialKit.Storage;
using SocialKit.Storage.Postgres;

namespace SocialKit.Tests.Storage;

/// <summary>The PostgreSQL server that the environment variable SOCIALKIT_TEST_POSTGRES names (tests/postgres.sh starts one). Without it such tests are skipped; under CI they fail.</summary>
internal sealed class TestPostgres : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _schema;

    private TestPostgres(NpgsqlDataSource source, string schema, Uri uri) =>
        (_source, _schema, Address) = (source, schema, new(new UriBuilder(uri) { Query = "search_path=" + schema }.Uri));

    /// <summary>A schema of the test's own.</summary>
    public StoreAddress.Server Address { get; }

    public static async Task<TestPostgres> OpenAsync()
    {
        var uri = new Uri(Required());
        var source = NpgsqlDataSource.Create(PostgresAddress.Read(new(uri)).ToString());
        var schema = "test_" + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        var test = new TestPostgres(source, schema, uri);
        await test.RunAsync($"CREATE SCHEMA {schema}");
        return test;
    }

    /// <summary>The same schema by way of another port, such as that of a proxy.</summary>
    public StoreAddress.Server Through(int port) => new(new UriBuilder(Address.Uri) { Port = port }.Uri);

    /// <summary>Runs a statement in the schema.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"SET search_path = {_schema}; {sql}", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of what a query gives.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using (var path = new NpgsqlCommand($"SET search_path = {_schema}", connection))
            await path.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Writes the schema out with pg_dump, drops it, and reads it in again with psql.</summary>
    public async Task DumpAndRestoreAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var url = new UriBuilder(Address.Uri) { Query = "" }.Uri.AbsoluteUri;
        var dump = await ToolAsync("pg_dump", "", "--schema=" + _schema, url);
        await RunAsync($"DROP SCHEMA {_schema} CASCADE");
        await ToolAsync("psql", dump, "--quiet", "--set=ON_ERROR_STOP=1", url);
    }

    private static async Task<string> ToolAsync(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await error}");
        return await output;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"DROP SCHEMA {_schema} CASCADE");
        await _source.DisposeAsync();
    }

    private static string Required()
    {
        if (Environment.GetEnvironmentVariable("SOCIALKIT_TEST_POSTGRES") is { Length: > 0 } url)
            return url;
        const string why = "SOCIALKIT_TEST_POSTGRES does not name a PostgreSQL server: tests/postgres.sh starts one";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(why);
        Assert.Skip(why);
        return "";
    }
}
