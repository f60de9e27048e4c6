using SocialKit.Cli.Checks;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Sharing;

/// <summary>Findings on stderr, for commands whose stdout is something else.</summary>
internal static class FindingLines
{
    /// <summary>Writes a line each, those that weigh most first: <c>error: code  reason remedy</c>.</summary>
    public static void Write(IEnumerable<Finding> findings, CliContext context)
    {
        foreach (var finding in findings.OrderByDescending(finding => finding.Severity))
            context.Error.WriteLine(TerminalText.Clean($"{SeverityText.Label(finding.Severity)}: {finding}"));
    }

    /// <summary>The same, with what several platforms share said once.</summary>
    public static void WriteGrouped(IReadOnlyList<Finding> findings, CliContext context)
    {
        foreach (var group in FindingGroup.Group(findings, context.Platforms))
        {
            var elsewhere = group.Elsewhere(0);
            context.Error.WriteLine(TerminalText.Clean($"{SeverityText.Label(group.First.Severity)}: {group.First}{(elsewhere.Length == 0 ? "" : " " + elsewhere)}"));
        }
    }
}
