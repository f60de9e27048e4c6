namespace SocialKit.Cli.Terminal;

/// <summary>What can be shown where the output goes.</summary>
/// <param name="Width">Columns.</param>
/// <param name="IsTerminal">False for a pipe or a file.</param>
/// <param name="Colour">True if colours may be used.</param>
internal sealed record TerminalFacts(int Width, bool IsTerminal, bool Colour)
{
    /// <summary>The width for pipes and files, so that their content does not depend on a window.</summary>
    public const int PipeWidth = 80;

    /// <summary>True if a person can be asked: they see stderr and type into stdin.</summary>
    /// <value>False by default.</value>
    public bool CanAsk { get; init; }

    /// <summary>True if stderr is a terminal that can take a line back.</summary>
    /// <value>False by default.</value>
    public bool ShowsProgress { get; init; }

    private const int Narrowest = 20;
    private const int Widest = 1000;

    /// <summary>The facts about this process's stdout, with what the environment asks for: COLUMNS, NO_COLOR (no-color.org), TERM.</summary>
    public static TerminalFacts OfConsole(IReadOnlyDictionary<string, string> environment)
    {
        var isTerminal = !Console.IsOutputRedirected;
        var colour = isTerminal
            && environment.GetValueOrDefault("NO_COLOR") is null or ""
            && environment.GetValueOrDefault("TERM") != "dumb";
        return new(WidthOf(environment, isTerminal), isTerminal, colour) 
        {
            CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            ShowsProgress = !Console.IsErrorRedirected && environment.GetValueOrDefault("TERM") != "dumb",
        };
    }

    private static int WidthOf(IReadOnlyDictionary<string, string> environment, bool isTerminal)
    {
        if (int.TryParse(environment.GetValueOrDefault("COLUMNS"), out var asked) && asked is >= Narrowest and <= Widest)
            return asked;
        return isTerminal && WindowSize.Columns() is >= Narrowest and <= Widest and var width ? width : PipeWidth;
    }
}
