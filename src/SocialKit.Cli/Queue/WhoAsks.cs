using System.CommandLine;

namespace SocialKit.Cli.Queue;

/// <summary>Who says so: what the queue keeps beside an approval, a stop or a look.</summary>
internal static class WhoAsks
{
    /// <summary>The option <c>--by</c>.</summary>
    public static Option<string?> Option() => new("--by") { HelpName = "NAME", Description = "Who says so, as it is kept; your login name if not given." };

    /// <summary>The name that was given, else the login name.</summary>
    public static string Name(string? given, CliContext context) =>
        ((string?[])[given, .. ((string[])["USER", "LOGNAME", "USERNAME"]).Select(name => context.Environment.GetValueOrDefault(name))]).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? "somebody";
}
