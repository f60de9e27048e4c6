using SocialKit.Storage;

namespace SocialKit.Cli.Settings;

/// <summary>What a person or an organisation has set for this program, outside any campaign.</summary>
internal sealed record CliSettings
{
    /// <summary>The person's own time zone: <c>time-zone</c>, an IANA name.</summary>
    /// <value>The machine's.</value>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Ids of the platforms to take where <c>--platform</c> is not given: <c>platforms</c>, a list, or one text with commas. Empty for all.</summary>
    public ValueList<string> Platforms { get; init; } = [];

    /// <summary>The instant that commands that only read take for now: <c>now</c>, ISO 8601 with its offset; null for the clock's.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The path of accounts.json: <c>accounts</c>.</summary>
    /// <value>accounts.json in the user's configuration folder.</value>
    public required string AccountsFile { get; init; }

    /// <summary>Where the queue is: <c>database</c>, a file or <c>postgres://…</c>.</summary>
    /// <value>socialkit.db in the user's data folder.</value>
    public required StoreAddress Database { get; init; }

    /// <summary>Where the platform <c>folder</c> writes posts: <c>folder</c>.</summary>
    /// <value>sent-posts in the user's data folder.</value>
    public required string PostsFolder { get; init; }

    /// <summary>The program, with its arguments, that is told when something needs a person: <c>notify.command</c>, a path or a list. Only the system's and the user's file are asked for it:
    /// whoever leaves a file in some folder must not be able to start programs. Empty for none.</summary>
    public ValueList<string> NotifyCommand { get; init; } = [];

    /// <summary>The folder that the accounts' secrets are in, a file an account: <c>secrets</c>, a whole path; null for the system's keyring. Not taken from the current folder's file.</summary>
    public string? SecretsFolder { get; init; }

    /// <summary>The file with the key that secrets in PostgreSQL are encrypted with: <c>key-file</c>, a whole path; null for none. Not taken from the current folder's file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What is set for a platform, such as <c>x:api</c>; null if nothing is. In files it is <c>{ "x": { "api": "…" } }</c>, as a variable SOCIALKIT_X_API. Not taken from the current folder's
    /// file: tokens go to the host that is named there.</summary>
    public Func<string, string?> OfPlatform { get; init; } = _ => null;

    /// <summary>The user's data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The user's configuration folder.</summary>
    public required string UserFolder { get; init; }

    /// <summary>The files that were read, in the order of their weight.</summary>
    public ValueList<string> Files { get; init; } = [];
}
