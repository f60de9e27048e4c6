using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using SocialKit.Cli.Json;
using SocialKit.Storage;
using SocialKit.Text;

namespace SocialKit.Cli.Settings;

/// <summary>Reads the settings: defaults, then the system's file, the user's, the current folder's, then SOCIALKIT_* variables; the last one wins.
/// Flags win over all of them, in the commands.</summary>
internal static class SettingsReader
{
    private const string FileName = "socialkit.json";
    private const string Prefix = "SOCIALKIT_";

    private static readonly string[] Keys = ["time-zone", "platforms", "now", "accounts", "database", "folder", "notify", "secrets", "key-file", .. PlatformSettings.Sections];

    // Who sets these starts programs, or says where tokens are kept and which host they are sent to.
    private static readonly string[] OwnKeys = ["notify", "secrets", "key-file", .. PlatformSettings.Sections];

    /// <summary>Reads the settings.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="folder">The current folder; empty for the process's own.</param>
    /// <param name="warn">Takes a line about a key that nobody reads.</param>
    /// <exception cref="UsageException">A file is not JSON, or a value is nonsense.</exception>
    public static CliSettings Read(IReadOnlyDictionary<string, string> environment, string folder, Action<string> warn)
    {
        var user = UserFolder(environment);
        var builder = new ConfigurationBuilder();
        List<string> files = [];
        AddFile(builder, files, SystemFile(), warn);
        AddFile(builder, files, Path.Combine(user, FileName), warn);
        // Before anything of the current folder is read, and without the environment.
        var own = builder.Build();
        var notify = List(own, "notify:command", comma: false);
        // A campaign folder comes from others and sets nothing, even while one stands in it.
        if (!File.Exists(Path.Combine(folder, "campaign.md")))
            AddFile(builder, files, Path.Combine(folder, FileName), warn, isOwn: false);
        // Names of variables have no hyphens: SOCIALKIT_TIME_ZONE is time-zone.
        var variables = new ConfigurationBuilder().AddInMemoryCollection(environment
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal) && variable.Value.Length > 0)
            .Select(variable => KeyValuePair.Create(variable.Key[Prefix.Length..].Replace('_', '-'), (string?)variable.Value))).Build();
        builder.AddConfiguration(variables);
        var configuration = builder.Build();
        return new()
        {
            TimeZone = TimeZone(configuration["time-zone"]),
            Platforms = List(configuration, "platforms"),
            Now = Instant(configuration["now"]),
            AccountsFile = configuration["accounts"] is { Length: > 0 } accounts ? Path.Combine(folder, accounts) : Path.Combine(user, "accounts.json"),
            Database = Database(configuration["database"], folder, environment),
            PostsFolder = configuration["folder"] is { Length: > 0 } posts ? Path.Combine(folder, posts) : Path.Combine(DataFolder(environment), "sent-posts"),
            NotifyCommand = notify,
            DataFolder = DataFolder(environment),
            SecretsFolder = WholePath("secrets"),
            KeyFile = WholePath("key-file"),
            OfPlatform = Own,
            UserFolder = user,
            Files = files.ToValueList(),
        };

        string? Own(string key) => variables[key.Replace(':', '-')] is { Length: > 0 } variable ? variable : own[key] is { Length: > 0 } written ? written : null;

        // Whoever stands in some folder must not thereby say where secrets are.
        string? WholePath(string key) => Own(key) is not { } path || Path.IsPathFullyQualified(path)
            ? Own(key)
            : throw new UsageException($"The setting {key} (SOCIALKIT_{key.Replace('-', '_').ToUpperInvariant()}) is \"{path}\"; write the whole path, from the root on.");
    }

    private static string SystemFile() => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "socialkit", FileName)
        : "/etc/socialkit/" + FileName;

    private static string UserFolder(IReadOnlyDictionary<string, string> environment)
    {
        // XDG Base Directory: a relative path there is to be ignored.
        if (environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg))
            return Path.Combine(xdg, "socialkit");
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "socialkit");
        return Path.Combine(environment.GetValueOrDefault("HOME") ?? "/", ".config", "socialkit");
    }

    private static StoreAddress Database(string? written, string folder, IReadOnlyDictionary<string, string> environment)
    {
        if (string.IsNullOrEmpty(written))
            return new StoreAddress.File(Path.Combine(DataFolder(environment), "socialkit.db"));
        if (!StoreAddress.TryParse(written, out var address, out var error))
            throw new UsageException($"The setting database (SOCIALKIT_DATABASE): {error}");
        return address is StoreAddress.File file ? new StoreAddress.File(Path.Combine(folder, file.Path)) : address;
    }

    private static string DataFolder(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("XDG_DATA_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg))
            return Path.Combine(xdg, "socialkit");
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "socialkit");
        return Path.Combine(environment.GetValueOrDefault("HOME") ?? "/", ".local", "share", "socialkit");
    }

    private static void AddFile(ConfigurationBuilder builder, List<string> files, string path, Action<string> warn, bool isOwn = true)
    {
        if (!File.Exists(path))
            return;
        try
        {
            using var stream = new MemoryStream(File.ReadAllBytes(path));
            var one = new ConfigurationBuilder().AddJsonStream(stream).Build();
            foreach (var key in one.GetChildren().Select(section => section.Key).Where(key => !Keys.Contains(key, StringComparer.OrdinalIgnoreCase)))
            {
                var meant = EditDistance.Nearest(key, Keys, most: Math.Min(3, key.Length / 2));
                warn($"{path}: nobody reads the key \"{key}\".{(meant is null ? "" : $" Did you mean \"{meant}\"?")}");
            }
            foreach (var (key, near) in PlatformSettings.Unknown(one))
                warn($"{path}: nobody reads the key \"{key}\".{(near is null ? "" : $" Did you mean \"{near}\"?")}");
            if (!isOwn)
            {
                foreach (var section in one.GetChildren().Where(section => section.Value is { Length: > 0 } || section.GetChildren().Any()).Where(section => OwnKeys.Contains(section.Key, StringComparer.OrdinalIgnoreCase)))
                    warn($"{path}: {(section.Key == "notify" ? "notify.command" : section.Key)} is not taken from here, only from your own settings and the system's.");
            }
            builder.AddConfiguration(one);
            files.Add(path);
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1} is not JSON. {JsonFault.Reason(exception)}");
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            throw new UsageException($"{path}:1:1 is not a JSON object of settings. {exception.Message}");
        }
    }

    private static TimeZoneInfo TimeZone(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return TimeZoneInfo.Local;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new UsageException($"The setting time-zone is \"{id}\", which this machine does not know. Write an IANA name such as Europe/London.");
    }

    private static DateTimeOffset? Instant(string? written)
    {
        if (string.IsNullOrEmpty(written))
            return null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        var hasOffset = written.EndsWith('Z') || (written.Length > 6 && written[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(written, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw new UsageException($"The setting now (SOCIALKIT_NOW) is \"{written}\", which is no instant. Write it as 2026-11-20T12:00:00Z.");
    }

    // A list in a weightier file replaces the whole of a lighter one; the configuration itself would mix them item by item.
    private static ValueList<string> List(IConfigurationRoot configuration, string key, bool comma = true)
    {
        foreach (var provider in configuration.Providers.Reverse())
        {
            if (provider.TryGet(key, out var text) && !string.IsNullOrWhiteSpace(text))
                return comma ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [text];
            var items = provider.GetChildKeys([], key).Distinct()
                .Select(child => provider.TryGet(ConfigurationPath.Combine(key, child), out var item) ? item : null)
                .OfType<string>()
                .ToValueList();
            if (items.Count > 0)
                return items;
        }
        return [];
    }
}
