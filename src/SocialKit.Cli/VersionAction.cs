using System.CommandLine;
using System.CommandLine.Invocation;

namespace SocialKit.Cli;

/// <summary>Shows the program's name and version.</summary>
internal sealed class VersionAction(CliContext context) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        context.Out.WriteLine("socialkit " + CommandLine.Version);
        return ExitCodes.Fine;
    }
}
