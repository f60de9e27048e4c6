using Spectre.Console;

namespace SocialKit.Cli.Terminal;

/// <summary>Severities in words and colours; the word always stands beside the colour.</summary>
internal static class SeverityText
{
    /// <summary>One word: <c>error</c>, <c>blocked</c> (from being sent now), <c>warning</c>.</summary>
    public static string Label(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.BlocksSending => "blocked",
        _ => "warning",
    };

    public static Style Style(Severity severity) => severity switch
    {
        Severity.Error => new(Color.Red),
        Severity.BlocksSending => new(Color.Purple),
        _ => new(Color.Olive),
    };

    /// <summary><c>1 error, 2 warnings</c>; empty if there is nothing.</summary>
    public static string Counts(IEnumerable<Finding> findings)
    {
        var counts = findings.CountBy(finding => finding.Severity).ToDictionary();
        List<string> parts = [];
        if (counts.GetValueOrDefault(Severity.Error) is > 0 and var errors)
            parts.Add(errors == 1 ? "1 error" : $"{errors} errors");
        if (counts.GetValueOrDefault(Severity.BlocksSending) is > 0 and var blocks)
            parts.Add(blocks == 1 ? "1 thing blocks sending" : $"{blocks} things block sending");
        if (counts.GetValueOrDefault(Severity.Warning) is > 0 and var warnings)
            parts.Add(warnings == 1 ? "1 warning" : $"{warnings} warnings");
        return string.Join(", ", parts);
    }
}
