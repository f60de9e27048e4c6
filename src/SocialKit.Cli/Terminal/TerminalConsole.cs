using System.Text;
using Spectre.Console;

namespace SocialKit.Cli.Terminal;

/// <summary>Makes Spectre's console for stdout. Nothing is probed: what the terminal can do is known from <see cref="TerminalFacts"/>.</summary>
internal static class TerminalConsole
{
    /// <summary>A console that writes to <paramref name="output"/>.</summary>
    public static IAnsiConsole Create(TextWriter output, TerminalFacts terminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = terminal.Colour ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = terminal.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        EnvironmentVariables = [],
        Out = new Output(new TrimmedWriter(output), terminal),
    });

    private sealed class Output(TextWriter writer, TerminalFacts terminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => terminal.IsTerminal;

        public int Width => terminal.Width;

        public int Height => 1000;

        public void SetEncoding(Encoding encoding)
        {
        }
    }

    // Spectre fills lines with blanks up to the width; in a file they are noise, and on a terminal that is made narrower they wrap.
    private sealed class TrimmedWriter(TextWriter inner) : TextWriter
    {
        private int _blanks;

        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value)
        {
            switch (value)
            {
                case ' ':
                    _blanks++;
                    break;
                case '\n':
                    _blanks = 0;
                    inner.Write('\n');
                    break;
                case '\r':
                    break;
                default:
                    for (; _blanks > 0; _blanks--)
                        inner.Write(' ');
                    inner.Write(value);
                    break;
            }
        }

        public override void Flush() => inner.Flush();
    }
}
