using System.Security.Cryptography;
using SocialKit.Storage;
using SocialKit.Storage.Tokens;
using SocialKit.Testing;

namespace SocialKit.EndToEndTests;

/// <summary>Several machines that share a database, an account, and a refresh token that is good for one use.</summary>
public sealed class SharedAccountTests : IDisposable
{
    private const string Me = "2244994945";
    private const int Machines = 4;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socialkit-shared-");
    private readonly HashSet<string> _good = ["a-refresh-token-0"];
    private readonly HashSet<string> _access = [];
    private int _renewals;
    private int _refused;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task AnExpiredTokenIsRenewedOnceHoweverManyProcessesNeedIt()
    {
        if (Environment.GetEnvironmentVariable("SOCIALKIT_TEST_POSTGRES") is not { Length: > 0 } url)
        {
            const string why = "SOCIALKIT_TEST_POSTGRES does not name a PostgreSQL server: tests/postgres.sh starts one";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);
            Assert.Skip(why);
            return;
        }
        await using var x = new StubServer(Answer);
        var schema = "shared_" + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        await PsqlAsync(url, $"CREATE SCHEMA {schema}");
        try
        {
            var database = $"{url}?search_path={schema}";
            var key = Path.Combine(_home.FullName, "key");
            File.WriteAllText(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.True(StoreAddress.TryParse(database, out var address, out var error), error);
            await using (var tokens = new PostgresTokenStore((StoreAddress.Server)address, key, TimeProvider.System))
            {
                await tokens.SaveAsync("org", new("oauth2", [new("access", new("an-access-token-0")), new("refresh", new("a-refresh-token-0")), new("client-id", new("a-client"))])
                {
                    UserId = Me,
                    IssuedAt = DateTimeOffset.UtcNow.AddHours(-3),
                    ExpiresAt = DateTimeOffset.UtcNow.AddHours(-1),
                }, TestContext.Current.CancellationToken);
            }
            var config = Directory.CreateDirectory(Path.Combine(_home.FullName, "config", "socialkit"));
            File.WriteAllText(Path.Combine(config.FullName, "accounts.json"), $$"""[{ "id": "org", "platform": "x", "handle": "invented_org", "userId": "{{Me}}" }]""");
            Dictionary<string, string?> environment = new()
            {
                ["HOME"] = _home.FullName,
                ["XDG_CONFIG_HOME"] = Path.Combine(_home.FullName, "config"),
                ["SOCIALKIT_DATABASE"] = database,
                ["SOCIALKIT_KEY_FILE"] = key,
                ["SOCIALKIT_X_API"] = x.Address,
                ["SOCIALKIT_X_SITE"] = x.Address,
            };
            var runs = await Task.WhenAll(Enumerable.Range(0, Machines).Select(_ => Task.Run(() => Tool.Run(["accounts", "--check", "--json"], _home.FullName, environment: environment))));
            Assert.All(runs, run => Assert.True(run.ExitCode == 0 && run.Out.Contains("\"alive\"", StringComparison.Ordinal), $"{run.ExitCode} {run.Out} {run.Error}"));
            Assert.Equal((1, 0), (_renewals, _refused));
        }
        finally
        {
            await PsqlAsync(url, $"DROP SCHEMA {schema} CASCADE");
        }
    }

    // A refresh token that is shown a second time is refused, as after a theft. The answer takes a while: time enough for the others to come.
    private StubAnswer Answer(StubRequest request)
    {
        lock (_good)
        {
            if (request.Route == "/2/oauth2/token")
            {
                if (!_good.Remove(request.Fields["refresh_token"]))
                {
                    _refused++;
                    return new StubAnswer.Reply(400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""");
                }
                var n = ++_renewals;
                _good.Add($"a-refresh-token-{n}");
                _access.Add($"an-access-token-{n}");
                return new StubAnswer.Reply(200, $$"""{"token_type":"bearer","expires_in":7200,"access_token":"an-access-token-{{n}}","refresh_token":"a-refresh-token-{{n}}"}""") { After = TimeSpan.FromSeconds(1) };
            }
            return _access.Any(token => request.Headers.GetValueOrDefault("Authorization") == $"Bearer {token}") && request.Route == "/2/users/me"
                ? new StubAnswer.Reply(200, $$"""{"data":{ "id":"{{Me}}","username":"invented_org","name":"An invented organisation" } }""")
                : new StubAnswer.Reply(401, """{"title":"Unauthorized","status":401,"detail":"Unauthorized","type":"about:blank"}""");
        }
    }

    private static async Task PsqlAsync(string url, string sql)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("psql", [url, "-q", "-c", sql]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }
}
