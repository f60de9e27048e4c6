using System.Text;
using SocialKit.Access;
using SocialKit.Testing;

namespace SocialKit.EndToEndTests;

/// <summary>Tokens of a known shape go through every command, on servers that fail and send back all that they got: nowhere but in their own place do they turn up.</summary>
public sealed class CanaryTests : IAsyncDisposable
{
    private const string Canary = "4711:Canary_08-15~xyz";
    private static readonly string[] Platforms = ["x", "bluesky", "mastodon", "facebook", "threads", "telegram"];
    private static readonly string[] Names = ["access", "refresh", "access-secret", "consumer-key", "consumer-secret", "token", "password", "app-password", "client-secret"];

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socialkit-canary-");
    private readonly StringBuilder _seen = new();
    private readonly StubServer _server;
    private int _asked;

    public CanaryTests() => _server = new(Mirror);

    private string Secrets => Path.Combine(_home.FullName, "secrets");

    private string Campaign => Path.Combine(_home.FullName, "messages", "2026-invented");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public void NoCommandAndNoFileShowsAToken()
    {
        WriteHome();
        foreach (var command in HelpedCommands())
            Run([.. command.Split(' '), "--help"]);
        Run("accounts");
        Run("accounts", "--json");
        Run("accounts", "--check");
        Run("doctor");
        Run("doctor", "--json");
        foreach (var looking in (string[])["preview", "check", "copy", "share"])
            Run(looking, Campaign, "-p", string.Join(',', Platforms));
        Run("preview", Campaign, "--html", Path.Combine(_home.FullName, "preview.html"));
        Run("schedule", Campaign, "-p", string.Join(',', Platforms), "--at", "in 1 second");
        Run("schedule", Campaign, "-p", string.Join(',', Platforms), "--at", "in 1 week", "--json");
        Run("publish", Campaign, "-p", string.Join(',', Platforms), "--yes", "--again", "--wait", "2s");
        for (var i = 0; i < 3; i++)
        {
            Run("run", "--once");
            Run("run", "--once", "--json");
        }
        foreach (var looking in (string[][])[["queue"], ["queue", "--all"], ["queue", "--all", "--json"], ["log"], ["log", "--json"], ["health", "--probe", "0s"], ["health", "--json", "--probe", "0s"], ["calendar"], ["list"]])
            Run(looking);
        var queue = Run("queue", "--all", "--json");
        foreach (var id in Ids(queue.Out))
        {
            Run("queue", "show", id);
            Run("queue", "show", id, "--json");
        }
        Run("queue", "--ics", Path.Combine(_home.FullName, "queue.ics"));
        Run("queue", "--html", Path.Combine(_home.FullName, "queue.html"));
        Run("backup", Path.Combine(_home.FullName, "backup.db"));
        Run("withdraw", "2026-invented", "--yes", "--page", Path.Combine(_home.FullName, "withdrawn.html"));
        Assert.True(_server.Requests.Count > 0, "No platform was asked: nothing was tried.");
        // The servers did get them.
        Assert.Contains(_server.Requests, request => (request.Path + string.Join(' ', request.Headers.Values) + request.Text).Contains("Canary_08", StringComparison.Ordinal));
        foreach (var id in Platforms)
            Run("logout", id + "-org");

        AssertClean("what the program prints", Encoding.UTF8.GetBytes(_seen.ToString()));
        foreach (var file in Directory.EnumerateFiles(_home.FullName, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(Secrets, StringComparison.Ordinal)))
            AssertClean(Path.GetRelativePath(_home.FullName, file), File.ReadAllBytes(file));
    }

    [Fact]
    public async Task InASharedDatabaseNothingIsReadable()
    {
        if (Environment.GetEnvironmentVariable("SOCIALKIT_TEST_POSTGRES") is not { Length: > 0 } url)
        {
            const string why = "SOCIALKIT_TEST_POSTGRES does not name a PostgreSQL server: tests/postgres.sh starts one";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);
            Assert.Skip(why);
            return;
        }
        WriteHome();
        const string token = "4711:Canary_08-15-of-a-bot-that-is-invented";
        var network = new TelegramStub(token, 4711) { UserName = "invented" };
        await using var telegram = new StubServer(network.Answer);
        var schema = "canary_" + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        Client("psql", url, "-c", $"CREATE SCHEMA {schema}");
        try
        {
            var key = Path.Combine(_home.FullName, "key");
            File.WriteAllText(key, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)) + "\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Dictionary<string, string?> shared = new() { ["SOCIALKIT_SECRETS"] = null, ["SOCIALKIT_DATABASE"] = $"{url}?search_path={schema}", ["SOCIALKIT_KEY_FILE"] = key, ["SOCIALKIT_TELEGRAM_API"] = telegram.Address };
            var login = Run(shared, token + "\n", "login", "telegram", "--handle", "@invented", "--id", "bot");
            Assert.True(login.ExitCode == 0, login.Error);
            Assert.Contains("the database, encrypted under", login.Out, StringComparison.Ordinal);
            Assert.Equal(0, Run(shared, "", "publish", Campaign, "--from", "bot", "--yes", "--wait", "30s").ExitCode);
            Assert.Single(network.Messages);
            // And with a server that fails and says what it was asked.
            Run(new Dictionary<string, string?>(shared) { ["SOCIALKIT_TELEGRAM_API"] = _server.Address }, "", "publish", Campaign, "--from", "bot", "--yes", "--again", "--wait", "2s");
            Run(new Dictionary<string, string?>(shared) { ["SOCIALKIT_TELEGRAM_API"] = _server.Address }, "", "accounts", "--check");
            var dump = Client("pg_dump", url, "-n", schema, "--column-inserts");
            Assert.Contains("credential", dump, StringComparison.Ordinal);
            AssertClean("the database", Encoding.UTF8.GetBytes(dump));
            AssertClean("what the program prints", Encoding.UTF8.GetBytes(_seen.ToString()));
        }
        finally
        {
            Client("psql", url, "-c", $"DROP SCHEMA {schema} CASCADE");
        }
    }

    private static string Client(string program, string url, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program, [url, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {error.GetAwaiter().GetResult()}");
        return output;
    }

    // A different fault each time; all of it says what it was asked with.
    private StubAnswer Mirror(StubRequest request)
    {
        var all = System.Text.Json.JsonEncodedText.Encode($"{request.Method} {request.Path} {string.Join(' ', request.Headers.Select(header => header.Key + ": " + header.Value))} {request.Text}").ToString();
        var json = $$"""{"error":{"message":"{{all}}","type":"{{all}}","code":1},"errors":[{"message":"{{all}}","code":1}],"detail":"{{all}}","title":"{{all}}","description":"{{all}}","message":"{{all}}","ok":false,"error_description":"{{all}}"}""";
        return (Interlocked.Increment(ref _asked) % 8) switch
        {
            0 => new StubAnswer.Reply(500, $"<html>{request.Path} {string.Join(' ', request.Headers.Values)} {request.Text}</html>", "text/html"),
            1 => new StubAnswer.Reply(400, json),
            2 => new StubAnswer.Drop(),
            3 => new StubAnswer.Reply(403, json),
            4 => new StubAnswer.Half(json),
            5 => new StubAnswer.Reply(200, json),
            6 => new StubAnswer.Reply(422, json),
            _ => new StubAnswer.Reply(401, json),
        };
    }

    private void WriteHome()
    {
        var config = Path.Combine(_home.FullName, "config", "socialkit");
        foreach (var folder in (string[])[config, Secrets, Campaign])
            Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(config, "accounts.json"),
            "[" + string.Join(',', Platforms.Select(id => $$"""{ "id": "{{id}}-org", "platform": "{{id}}", "handle": "invented.example", "userId": "4711", "server": "{{_server.Address}}" }""")) + "]");
        foreach (var id in Platforms)
        {
            var credentials = new Credentials(id == "telegram" ? "bot" : "oauth2", [.. Names.Select(name => new NamedSecret(name, new(Canary))), new("client-id", new("client")), new("user", new("4711"))]) { IssuedAt = DateTimeOffset.UnixEpoch };
            File.WriteAllBytes(Path.Combine(Secrets, id + "-org"), CredentialsFormat.Write(credentials));
        }
        File.WriteAllText(Path.Combine(Campaign, "campaign.md"), """
            ---
            socialkit: 1
            title: An invented case
            person: Invented Person
            pronouns: she/her
            deadline: 2099-12-10
            time-zone: Asia/Almaty
            ---

            # Targets

            ## Invented Office
            - Name: Invented Official
            - X: @InventedOffice

            """);
        File.WriteAllText(Path.Combine(Campaign, "messages.en.md"), "---\nlanguage: en\n---\n\n# release\nRelease Invented Person now!\n");
    }

    private ToolRun Run(params string[] arguments) => Run([], "", arguments);

    private ToolRun Run(Dictionary<string, string?> more, string input, params string[] arguments)
    {
        Dictionary<string, string?> environment = new()
        {
            ["HOME"] = _home.FullName,
            ["XDG_CONFIG_HOME"] = Path.Combine(_home.FullName, "config"),
            ["XDG_DATA_HOME"] = Path.Combine(_home.FullName, "data"),
            ["SOCIALKIT_SECRETS"] = Secrets,
        };
        foreach (var setting in (string[])["X_API", "X_SITE", "FACEBOOK_API", "THREADS_API", "TELEGRAM_API", "BLUESKY_RESOLVER", "BLUESKY_PLC"])
            environment["SOCIALKIT_" + setting] = _server.Address;
        foreach (var (name, value) in more)
            environment[name] = value;
        var run = Tool.Run(arguments, _home.FullName, input, environment);
        _seen.AppendLine(run.Out).AppendLine(run.Error);
        Assert.DoesNotContain("this is a bug", run.Error, StringComparison.Ordinal);
        return run;
    }

    private IEnumerable<string> HelpedCommands() => Run("--help").Out.Split('\n')
        .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && char.IsAsciiLetterLower(line[2]))
        .Select(line => line.Trim().Split(' ')[0])
        .Where(name => name != "socialkit")
        .Distinct();

    private static IEnumerable<string> Ids(string json)
    {
        using var queue = System.Text.Json.JsonDocument.Parse(json);
        return [.. queue.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!)];
    }

    private static void AssertClean(string where, byte[] bytes)
    {
        foreach (var form in Forms())
            Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) >= 0, $"{where} holds the token as {form}");
    }

    // As it is, URL-encoded, in JSON, in hexadecimal, and in base64 wherever in the base64 it stands: its border characters depend on what stands beside it.
    private static IEnumerable<string> Forms()
    {
        yield return "Canary_08";
        yield return Uri.EscapeDataString(Canary);
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes("Canary_08"));
        yield return Convert.ToHexStringLower(Encoding.UTF8.GetBytes("Canary_08"));
        for (var shift = 0; shift < 3; shift++)
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + Canary))[4..^8];
    }
}
