using System.Collections;
using System.Text;
using SocialKit.Cli.Running;
using SocialKit.Posts;

namespace SocialKit.Cli.Terminal;

/// <summary>Makes the context of a real run.</summary>
internal static class ConsoleContext
{
    public static CliContext Create(
        PlatformSet platforms, ValueList<IShareLink> shareLinks, Func<CliContext, PlatformSet> attachSenders, TimeProvider time)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        return new()
        {
            Out = Writer(StandardStream.Output(), 16 * 1024),
            Error = Writer(StandardStream.Error(), 1024),
            OpenInput = Console.OpenStandardInput,
            OpenOutput = StandardStream.Output,
            Time = time,
            Platforms = platforms,
            AttachSenders = attachSenders,
            ShareLinks = shareLinks,
            Terminal = TerminalFacts.OfConsole(environment),
            Environment = environment,
            Signals = new ProcessSignals(),
        };
    }

    // Without a byte order mark; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD as everywhere.
    private static StreamWriter Writer(Stream stream, int buffer) => new(stream, new UTF8Encoding(false), buffer) { NewLine = "\n" };
}
