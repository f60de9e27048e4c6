using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace SocialKit.Cli.Completion;

/// <summary>Finds out of the commands themselves what could stand at the cursor.</summary>
/// <param name="root">The program's commands.</param>
internal sealed class Completer(RootCommand root)
{
    /// <summary>What the last of <paramref name="words"/> could become.</summary>
    /// <param name="words">What is typed up to the cursor, without the program's name; the last word may be empty.</param>
    public IEnumerable<Suggestion> Complete(IReadOnlyList<string> words)
    {
        var current = words.Count > 0 ? words[^1].Trim() : "";
        return Candidates([.. words.SkipLast(1)], current)
            .Where(suggestion => suggestion.Value.StartsWith(current, StringComparison.Ordinal))
            .DistinctBy(suggestion => suggestion.Value);
    }

    private IEnumerable<Suggestion> Candidates(string[] before, string current)
    {
        if (before.Length == 0)
            return [.. root.Subcommands.Where(command => !command.Hidden).Select(command => new Suggestion(command.Name, command.Description)), .. Options(root.Options, current)];
        if (root.Subcommands.FirstOrDefault(command => !command.Hidden && command.Name == before[0]) is not { } command)
            return [];
        if (before.Length == 1 && command.Subcommands.Count > 0 && !current.StartsWith('-'))
            return [.. command.Subcommands.Where(part => !part.Hidden).Select(part => new Suggestion(part.Name, part.Description))];
        if (before.Length > 1 && command.Subcommands.FirstOrDefault(part => !part.Hidden && part.Name == before[1]) is { } inner)
            command = inner;
        var typed = root.Parse(before, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (command.Options.FirstOrDefault(option => option.ValueType != typeof(bool) && (option.Name == before[^1] || option.Aliases.Contains(before[^1]))) is { } expecting)
            return ListValues(expecting, typed, current);
        if (current.StartsWith('-') || command.Arguments.Count == 0)
            return Options(command.Options, current);
        // The first word that is neither an option nor its value is the argument; what follows can only be options.
        return typed.CommandResult.Children.OfType<ArgumentResult>().Any(argument => argument.Tokens.Count > 0)
            ? Options(command.Options, current)
            : command.Arguments.SelectMany(argument => Values(argument.CompletionSources, typed));
    }

    private static IEnumerable<Suggestion> Options(IEnumerable<Option> options, string current) => options
        .Where(option => !option.Hidden)
        .SelectMany(option => option.Aliases.Append(option.Name).Where(name => name.StartsWith("--", StringComparison.Ordinal) || current == name).Select(name => new Suggestion(name, option.Description)));

    // After "x," another value of a list is begun.
    private static IEnumerable<Suggestion> ListValues(Option option, ParseResult typed, string current)
    {
        var values = Values(option.CompletionSources, typed);
        var comma = option.ValueType == typeof(string[]) ? current.LastIndexOf(',') : -1;
        return comma < 0 ? values : values.Select(suggestion => suggestion with { Value = current[..(comma + 1)] + suggestion.Value });
    }

    private static IEnumerable<Suggestion> Values(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, ParseResult typed) =>
        sources.SelectMany(source => source(typed.GetCompletionContext())).Select(item => new Suggestion(item.InsertText ?? item.Label, item.Detail));
}

/// <summary>Something that could be typed.</summary>
/// <param name="Value">The word.</param>
/// <param name="About">What it means; null if that is plain.</param>
internal sealed record Suggestion(string Value, string? About);
