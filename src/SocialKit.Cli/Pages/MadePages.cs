using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>A campaign's pages, or why there are none.</summary>
/// <param name="Name">The campaign's name.</param>
/// <param name="Findings">What was left out, or is wrong.</param>
internal sealed record MadePages(string Name, ValueList<Finding> Findings)
{
    /// <summary>The files; null if there are none.</summary>
    public IEnumerable<SiteFile>? Files { get; init; }

    /// <summary>The campaign's own style; empty if it has none.</summary>
    public string Style { get; init; } = "";

    /// <summary>What the list of campaigns says of it; null if it does not stand there, as one that was withdrawn.</summary>
    public SiteIndexRow? Row { get; init; }

    /// <summary>Why there are no files, as the end of a sentence; null if there are.</summary>
    public string? Refusal { get; private init; }

    /// <summary>The exit code if this is the only campaign.</summary>
    /// <value>Problems found, where there are no files.</value>
    public int ExitCode { get; init; }

    /// <summary>No pages.</summary>
    public static MadePages None(string name, string why, ValueList<Finding> findings) => new(name, findings) { Refusal = why, ExitCode = ExitCodes.ProblemsFound };
}
