using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Checks;

/// <summary>What <c>check</c> found out.</summary>
/// <param name="Sources">Everything that was looked at.</param>
/// <param name="Platforms">The platforms it was checked for.</param>
/// <param name="Strict">True if warnings count as failures.</param>
internal sealed record CheckReport(ValueList<SourceCheck> Sources, ValueList<Platform> Platforms, bool Strict)
{
    /// <summary>Everything that was found.</summary>
    public IEnumerable<Finding> AllFindings => Sources.SelectMany(source => source.AllFindings);

    /// <summary>The number of posts.</summary>
    public int Posts => Sources.Sum(source => source.Posts.Count);

    /// <summary>2 if a path could not be read, 3 if something would fail, else 0.</summary>
    public int ExitCode
    {
        get
        {
            if (Sources.Any(source => source.CouldNotBeRead))
                return ExitCodes.Usage;
            return AllFindings.Any(finding => Strict || finding.Severity == Severity.Error) ? ExitCodes.ProblemsFound : ExitCodes.Fine;
        }
    }
}
