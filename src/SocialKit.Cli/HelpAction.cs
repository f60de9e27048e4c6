using System.CommandLine;
using System.CommandLine.Invocation;
using SocialKit.Cli.Commands;

namespace SocialKit.Cli;

/// <summary>Shows a command's help: examples first, then its arguments, options and notes.</summary>
internal sealed class HelpAction(CliContext context) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        context.Out.WriteLine(command.Description);
        context.Out.WriteLine();
        if (command is RootCommand)
            WriteRoot(command);
        else
            WriteCommand((CliCommand)command);
        return ExitCodes.Fine;
    }

    private void WriteRoot(Command root)
    {
        var commands = root.Subcommands.OfType<CliCommand>().Where(command => !command.Hidden).ToList();
        context.Out.WriteLine("Examples:");
        WriteExamples(commands.Take(3).Select(command => command.Examples[0]));
        context.Out.WriteLine();
        context.Out.WriteLine("Commands:");
        WriteRows(commands.Select(command => (command.Name, command.Description ?? "")));
        context.Out.WriteLine();
        context.Out.WriteLine("socialkit COMMAND --help shows a command's examples and options; --version the version.");
    }

    private void WriteCommand(CliCommand command)
    {
        context.Out.WriteLine("Examples:");
        WriteExamples(command.Examples);
        context.Out.WriteLine();
        var arguments = string.Concat(command.Arguments.Where(argument => !argument.Hidden).Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.HelpName ?? argument.Name}]" : " " + (argument.HelpName ?? argument.Name)));
        context.Out.WriteLine($"Usage: socialkit {command.Path}{arguments} [options]");
        WriteRows(command.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.HelpName ?? argument.Name, argument.Description ?? "")));
        context.Out.WriteLine();
        context.Out.WriteLine("Options:");
        WriteRows(command.Options.Where(option => !option.Hidden).Select(option => (Names(option), option.Description ?? ""))
            .Append(("-h, --help", "This help.")));
        var parts = command.Subcommands.OfType<CliCommand>().Where(part => !part.Hidden).ToList();
        if (parts.Count > 0)
        {
            context.Out.WriteLine();
            context.Out.WriteLine("Commands:");
            WriteRows(parts.Select(part => (part.Path, part.Description ?? "")));
        }
        if (command.Notes.Length > 0)
        {
            context.Out.WriteLine();
            context.Out.WriteLine(command.Notes.TrimEnd());
        }
    }

    private void WriteExamples(IEnumerable<Example> examples)
    {
        foreach (var example in examples)
        {
            context.Out.WriteLine("  " + example.Line);
            context.Out.WriteLine("      " + example.Does);
        }
    }

    private static string Names(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        return option.ValueType == typeof(bool) ? names : $"{names} {option.HelpName ?? "VALUE"}";
    }

    // Two columns; a description that is too long for its line goes on below itself.
    private void WriteRows(IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        var width = Math.Clamp(context.Terminal.Width, 60, 120);
        var left = Math.Min(all.Max(row => row.Left.Length), width / 2) + 4;
        foreach (var (name, text) in all)
        {
            var line = "  " + name.PadRight(left - 2);
            if (name.Length > left - 4)
            {
                context.Out.WriteLine(line.TrimEnd());
                line = new string(' ', left);
            }
            foreach (var word in text.Split(' '))
            {
                if (line.Length > left && line.Length + word.Length + 1 > width)
                {
                    context.Out.WriteLine(line.TrimEnd());
                    line = new string(' ', left);
                }
                line += line.Length == left ? word : " " + word;
            }
            context.Out.WriteLine(line.TrimEnd());
        }
    }
}
