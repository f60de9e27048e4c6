using System.CommandLine;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit preview</c></summary>
internal static class PreviewCommand
{
    public static CliCommand Create(CliContext context)
    {
        var path = new Argument<string?>("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder, or - for a text on stdin." };
        var command = new CliCommand("preview", "Shows a campaign's messages as each platform would count and show them.")
        {
            Examples = [new("socialkit preview messages/2019-serikzhan-bilash", "shows a campaign's posts")],
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
