using System.Text;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Cli;
using SocialKit.Cli.Accounts;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Running;
using SocialKit.Cli.Terminal;
using SocialKit.Platforms;

namespace SocialKit.Tests.Cli;

/// <summary>Runs command lines inside the test, in a folder, a home and an environment of their own.</summary>
internal sealed class CliRun : IDisposable
{
    /// <summary>The clock of every run.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-cli-");

    /// <summary>The current folder of the runs.</summary>
    public string Folder => Path.Combine(_folder.FullName, "here");

    /// <summary>The user's configuration folder.</summary>
    public string UserFolder => Path.Combine(_folder.FullName, "config", "socialkit");

    /// <summary>Variables beside XDG_CONFIG_HOME.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What stdout is: by default a pipe.</summary>
    public TerminalFacts Terminal { get; set; } = new(TerminalFacts.PipeWidth, IsTerminal: false, Colour: false);

    /// <summary>The clock of the runs, which begins at <see cref="Now"/>.</summary>
    public FakeTimeProvider Time { get; } = new(Now);

    /// <summary>Where credentials are; null for where the settings say. By default everybody is signed in.</summary>
    public ITokenStore? Tokens { get; set; } = new TestTokens();

    /// <summary>The platforms of the runs: every one that is known.</summary>
    public PlatformSet Platforms { get; set; } = KnownPlatforms.All;

    /// <summary>How they get their senders.</summary>
    public Func<CliContext, PlatformSet> AttachSenders { get; set; } = Senders.Attach;

    /// <summary>What stdin is, where a run is given none; asked for when it is read first.</summary>
    public Func<Stream>? Typed { get; set; }

    /// <summary>What a person types where it is not shown.</summary>
    public Queue<string> Hidden { get; } = [];

    /// <summary>What came to stdout in the last run, with the folder's path left out.</summary>
    public string Out { get; private set; } = "";

    /// <summary>What came to stderr in the last run, with the folder's path left out.</summary>
    public string Error { get; private set; } = "";

    public CliRun()
    {
        Directory.CreateDirectory(Folder);
        Environment["SOCIALKIT_TIME_ZONE"] = "Europe/London";
    }

    /// <summary>Writes a file below the current folder.</summary>
    public CliRun Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public CliRun Write(string path, byte[] content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return this;
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public int Run(params string[] arguments) => Run("", arguments);

    /// <summary>Runs a command line with something on stdin.</summary>
    public int RunWith(string input, params string[] arguments) => Run(input, arguments);

    /// <summary>Runs commands of the test's own.</summary>
    public int Run(Func<CliContext, IEnumerable<CliCommand>> commands, params string[] arguments) => Run("", arguments, commands);

    /// <summary>Runs commands of the test's own with something on stdin.</summary>
    public int RunWith(string input, Func<CliContext, IEnumerable<CliCommand>> commands, params string[] arguments) => Run(input, arguments, commands);

    private int Run(string input, string[] arguments, Func<CliContext, IEnumerable<CliCommand>>? commands = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var raw = new MemoryStream();
        // One stream, however often it is opened: what is asked second gets the second line.
        using var typed = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var context = Context(output, error, input.Length == 0 && Typed is not null ? Typed : () => typed, () => raw);
        var code = CommandLine.Run(arguments, context, commands ?? AllCommands.Create);
        Out = Bare(output + Encoding.UTF8.GetString(raw.ToArray()));
        Error = Bare(error.ToString());
        return code;
    }

    /// <summary>The world as the runs see it.</summary>
    public CliContext Context(TextWriter output, TextWriter? error = null, Func<Stream>? openInput = null, Func<Stream>? openOutput = null) => new()
    {
        Out = output,
        Error = error ?? TextWriter.Null,
        OpenInput = openInput ?? (() => Stream.Null),
        OpenOutput = openOutput ?? (() => Stream.Null),
        Time = Time,
        Platforms = Platforms,
        AttachSenders = AttachSenders,
        OpenTokens = (settings, time) => Tokens ?? TokenPlaces.Open(settings, time),
        ReadHidden = () => Hidden.TryDequeue(out var line) ? line : null,
        ShareLinks = KnownPlatforms.ShareLinks,
        Terminal = Terminal,
        Environment = new Dictionary<string, string>(Environment) { ["XDG_CONFIG_HOME"] = Path.GetDirectoryName(UserFolder)! },
        Folder = Folder,
        ProgramFolder = BuiltProgram,
    };

    // …/tests/SocialKit.Tests/bin/CONFIGURATION/net10.0/
    private static readonly string BuiltProgram = Path.Combine(
        SocialKit.Tests.Repository.Root, "src", "SocialKit.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name, "net10.0");

    private string Bare(string text) => text.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(_folder.FullName, "", StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
