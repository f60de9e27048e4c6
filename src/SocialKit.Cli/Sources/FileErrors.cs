using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Sources;

/// <summary>Says on stderr why nothing can be done with a source.</summary>
internal static class FileErrors
{
    /// <summary>Writes every finding about the files, one a line: <c>file:line:column code  reason remedy</c>.</summary>
    /// <returns>The exit code: 2 if the path could not be read, 3 if its content is wrong.</returns>
    public static int Write(SourceCheck source, CliContext context)
    {
        foreach (var finding in source.Findings)
            context.Error.WriteLine(TerminalText.Clean(finding.ToString()));
        return source.CouldNotBeRead ? ExitCodes.Usage : ExitCodes.ProblemsFound;
    }
}
