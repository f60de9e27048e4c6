using System.Diagnostics;
using System.Text;
using SocialKit.Testing;

namespace SocialKit.EndToEndTests;

/// <summary>The program signs in, sends and signs out with its secrets in the system's keyring: on a bus and with a keyring of the test's own.</summary>
public sealed class KeyringTests : IAsyncDisposable
{
    private const string BotToken = "4711:Canary_08-15-of-a-bot-that-is-invented";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socialkit-keyring-");
    private readonly List<Process> _started = [];
    private readonly TelegramStub _network = new(BotToken, 4711) { UserName = "invented" };
    private readonly StubServer _server;
    private string _bus = "";

    public KeyringTests() => _server = new(_network.Answer);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var process in _started)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        _home.Delete(recursive: true);
    }

    [Fact]
    public void WhatIsKeptInTheKeyringIsUsedAndForgotten()
    {
        StartKeyring();
        var login = Run(BotToken + "\n", "login", "telegram", "--handle", "@invented", "--id", "bot");
        Assert.True(login.ExitCode == 0, login.Error);
        Assert.Contains("this system's keyring", login.Out, StringComparison.Ordinal);
        Assert.Contains("label = SocialKit: bot", SecretTool("search", "--all", "application", "socialkit"), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_home.FullName, "note.txt"), "Release the invented prisoner now!");
        var published = Run("", "publish", Path.Combine(_home.FullName, "note.txt"), "--from", "bot", "--yes", "--wait", "30s");
        Assert.True(published.ExitCode == 0, published.Error);
        Assert.Single(_network.Messages);
        var accounts = Run("", "accounts", "--check", "--json");
        Assert.True(accounts.ExitCode == 0, accounts.Error);
        Assert.Contains("\"state\": \"alive\"", accounts.Out, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_home.FullName, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0))
            Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes("Canary_08")) >= 0, $"{file} holds the token.");
        Assert.Equal(1, Run("", "logout", "bot").ExitCode); // a bot's token is revoked by a person, which is said
        Assert.Equal("", SecretTool("search", "--all", "application", "socialkit"));
        Assert.Equal(4, Run("", "accounts").ExitCode);
    }

    [Fact]
    public void WithoutAKeyringItIsSaidWhatToDoBeforeAnybodyTypesASecret()
    {
        var login = Run(BotToken + "\n", "login", "telegram", "--handle", "@invented");
        Assert.Equal(1, login.ExitCode);
        Assert.Contains("keyring", login.Error, StringComparison.Ordinal);
        Assert.Contains("SOCIALKIT_SECRETS", login.Error, StringComparison.Ordinal);
        Assert.Contains("--insecure-storage", login.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("this is a bug", login.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    private void StartKeyring()
    {
        if (!File.Exists("/usr/bin/gnome-keyring-daemon") || !File.Exists("/usr/bin/dbus-daemon"))
        {
            const string why = "gnome-keyring or dbus is not installed: tests/run.sh does that";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);
            Assert.Skip(why);
        }
        _bus = Begin("/usr/bin/dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address").StandardOutput.ReadLine()!;
        var keyring = Begin("/usr/bin/gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", "--control-directory", Path.Combine(_home.FullName, "control"));
        keyring.StandardInput.Write("invented");
        keyring.StandardInput.Close();
        keyring.StandardOutput.ReadLine(); // it says where it listens when it does
    }

    private Process Begin(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        _started.Add(process);
        return process;
    }

    private string SecretTool(params string[] arguments)
    {
        var tool = Begin("secret-tool", arguments);
        var printed = tool.StandardOutput.ReadToEnd();
        tool.WaitForExit();
        return printed;
    }

    private ToolRun Run(string input, params string[] arguments) => Tool.Run(arguments, _home.FullName, input, new Dictionary<string, string?>(Variables()) { ["SOCIALKIT_TELEGRAM_API"] = _server.Address });

    private Dictionary<string, string?> Variables() => new()
    {
        ["HOME"] = _home.FullName,
        ["XDG_CONFIG_HOME"] = Path.Combine(_home.FullName, "config"),
        ["XDG_DATA_HOME"] = Path.Combine(_home.FullName, "data"),
        ["XDG_RUNTIME_DIR"] = _home.FullName,
        ["DBUS_SESSION_BUS_ADDRESS"] = _bus.Length == 0 ? null : _bus,
    };
}
