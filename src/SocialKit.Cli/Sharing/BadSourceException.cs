namespace SocialKit.Cli.Sharing;

/// <summary>Nothing can be taken from a source, because its files have errors.</summary>
/// <param name="findings">All of them.</param>
/// <param name="exitCode">What the command ends with.</param>
internal sealed class BadSourceException(ValueList<Finding> findings, int exitCode) : Exception("The source has errors.")
{
    public ValueList<Finding> Findings => findings;

    public int ExitCode => exitCode;
}
