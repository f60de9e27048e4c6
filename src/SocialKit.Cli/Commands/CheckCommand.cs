using System.CommandLine;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit check</c></summary>
internal static class CheckCommand
{
    public static CliCommand Create(CliContext context)
    {
        var path = new Argument<string?>("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder, a text file, or - for stdin." };
        var command = new CliCommand("check", "Says what would go wrong with a campaign's messages, or with a text.")
        {
            Examples = [new("socialkit check messages/2019-serikzhan-bilash", "checks a campaign")],
        };
        command.Add(path);
        command.SetAction(parsed =>
        {
            context.Out.WriteLine(parsed.GetValue(path));
            return ExitCodes.Fine;
        });
        return command;
    }
}
