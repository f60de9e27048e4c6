using System.CommandLine;

namespace SocialKit.Cli.Commands;

/// <summary>A command with the examples that its help begins with.</summary>
internal sealed class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>What people type, most frequent first.</summary>
    public required ValueList<Example> Examples { get; init; }

    /// <summary>What stands below the options in the help: shapes, defaults, exit codes. Empty if nothing.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What is typed to call it, without the program's name: <c>queue show</c>.</summary>
    public string Path => Parents.OfType<CliCommand>().FirstOrDefault() is { } parent ? $"{parent.Path} {Name}" : Name;
}

/// <summary>An example of use.</summary>
/// <param name="Line">What is typed, with the program's name.</param>
/// <param name="Does">What it does, in a few words.</param>
internal sealed record Example(string Line, string Does);
