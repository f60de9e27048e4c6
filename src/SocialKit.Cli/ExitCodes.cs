namespace SocialKit.Cli;

/// <summary>What the program's exit code says to a script.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>Something broke: a full disk, a fault of this program.</summary>
    public const int Failure = 1;

    /// <summary>The command line, a setting or a path is wrong; nothing was looked at.</summary>
    public const int Usage = 2;

    /// <summary>What was looked at has problems.</summary>
    public const int ProblemsFound = 3;

    /// <summary>An account must be signed in first.</summary>
    public const int SignInNeeded = 4;

    /// <summary>Some posts went out and some did not.</summary>
    public const int PartlyPublished = 5;

    /// <summary>Ended because the terminal went away (SIGHUP).</summary>
    public const int HungUp = 129;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended because it was asked to (SIGTERM).</summary>
    public const int Terminated = 143;
}
