using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using SocialKit.Access;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Terminal;
using SocialKit.Storage;
using SocialKit.Text;

namespace SocialKit.Cli;

/// <summary>Runs one command line from arguments to exit code. The only place that catches exceptions.</summary>
internal static class CommandLine
{
    /// <summary>Runs <paramref name="arguments"/>.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="context">The world outside.</param>
    /// <param name="commands">Makes the commands.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, CliContext context, Func<CliContext, IEnumerable<CliCommand>> commands)
    {
        try
        {
            var code = Invoke(arguments, context, commands);
            context.Out.Flush();
            context.Error.Flush();
            return code;
        }
        catch (ReaderGoneException)
        {
            return ExitCodes.Fine;
        }
        catch (UsageException exception)
        {
            return Fail(context, exception.Message, ExitCodes.Usage);
        }
        catch (StoreException exception)
        {
            return Fail(context, $"{exception.Message} {exception.Remedy}", ExitCodes.Failure);
        }
        catch (TokenStoreException exception)
        {
            return Fail(context, exception.Message, ExitCodes.Failure);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(context, exception.Message, ExitCodes.Failure);
        }
#pragma warning disable CA1031 // The last line of defence: a person gets one line instead of a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Fail(context, $"{exception.GetType().Name}: {exception.Message} — this is a bug", ExitCodes.Failure);
        }
    }

    /// <summary>The program's version.</summary>
    public static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static int Fail(CliContext context, string message, int code)
    {
        try
        {
            context.Out.Flush();
            context.Error.WriteLine("socialkit: " + TerminalText.Clean(message));
            context.Error.Flush();
        }
        catch (IOException)
        {
            // Neither stdout nor stderr takes a word: the exit code is all that is left to say.
        }
        return code;
    }

    private static int Invoke(IReadOnlyList<string> arguments, CliContext context, Func<CliContext, IEnumerable<CliCommand>> commands)
    {
        var root = Root(context, commands);
        // No response files: a text or a handle may begin with "@". No bundling: "-px" is a typing error.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parsed.Action is not HelpAction && Mistake(parsed, arguments, root) is { } mistake)
        {
            context.Error.WriteLine("socialkit: " + TerminalText.Clean(mistake));
            var command = parsed.CommandResult.Command;
            context.Error.WriteLine($"See: socialkit {(command is CliCommand known ? known.Path + " " : "")}--help");
            return ExitCodes.Usage;
        }
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = context.Out, Error = context.Error });
    }

    private static RootCommand Root(CliContext context, Func<CliContext, IEnumerable<CliCommand>> commands)
    {
        var root = new RootCommand("Campaign messages for people at risk: see, check and share them as each platform counts and shows them.");
        foreach (var command in commands(context))
            root.Add(command);
        foreach (var option in root.Options)
        {
            if (option is System.CommandLine.Help.HelpOption)
                option.Action = new HelpAction(context);
            else if (option is VersionOption)
                option.Action = new VersionAction(context);
        }
        root.SetAction(parsed => new HelpAction(context).Invoke(parsed));
        return root;
    }

    // What is wrong with the command line, in one sentence; null if nothing.
    private static string? Mistake(ParseResult parsed, IReadOnlyList<string> arguments, RootCommand root)
    {
        if (UnknownOption(parsed, arguments, root) is { } unknown)
            return unknown;
        if (parsed.Errors.Count == 0)
            return null;
        if (parsed.CommandResult.Command is { Subcommands.Count: > 0 } command && parsed.UnmatchedTokens.Count > 0)
        {
            var written = parsed.UnmatchedTokens[0];
            var path = command is CliCommand known ? known.Path + " " : "";
            return $"There is no command \"{path}{written}\".{DidYouMean(written, command.Subcommands.Where(part => !part.Hidden).Select(part => part.Name))}";
        }
        return parsed.Errors[0].Message;
    }

    // The parser takes "--jsno" for the value of an argument; nobody ever means that.
    private static string? UnknownOption(ParseResult parsed, IReadOnlyList<string> arguments, RootCommand root)
    {
        var typed = arguments.TakeWhile(argument => argument != "--").ToHashSet();
        foreach (var token in parsed.Tokens)
        {
            if (token.Type != TokenType.Argument || !LooksLikeAnOption(token.Value) || !typed.Contains(token.Value))
                continue;
            var options = parsed.CommandResult.Command.Options.Concat(root.Options.Where(option => option.Recursive));
            return $"There is no option \"{token.Value}\".{DidYouMean(token.Value, options.Select(option => option.Name))}";
        }
        return null;
    }

    // "- a title" and "-5" are values; "--jsno" and "-px" are typing errors.
    private static bool LooksLikeAnOption(string value)
    {
        var name = value.AsSpan().TrimStart('-');
        return name.Length < value.Length && !name.IsEmpty && char.IsAsciiLetter(name[0]) && !name.ContainsAny(' ', '\t', '\n');
    }

    private static string DidYouMean(string written, IEnumerable<string> known) =>
        EditDistance.Nearest(written, known, most: Math.Max(2, written.Length / 3)) is { } near ? $" Did you mean \"{near}\"?" : "";
}
