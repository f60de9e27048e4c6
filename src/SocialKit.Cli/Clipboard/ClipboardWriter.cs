using System.Text;
using SocialKit.Cli.Programs;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Clipboard;

/// <summary>Puts text on the clipboard by the best means that works.</summary>
internal static class ClipboardWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // xterm takes at most 74,994 characters after the prefix, and most others more.
    private const int MostBase64 = 74_994;

    /// <summary>Puts <paramref name="text"/> on the clipboard, exactly.</summary>
    /// <param name="text">The text.</param>
    /// <param name="context">The world outside; what failed on the way is said on its stderr.</param>
    /// <returns>The name of the means that took it; null if there is none, or none works.</returns>
    public static string? Put(string text, CliContext context)
    {
        foreach (var means in ClipboardMeans.Find(context))
        {
            var failure = means switch
            {
                ClipboardMeans.Program program => Feed(program, text, context),
                _ => SendToTerminal(text, context),
            };
            if (failure is null)
                return means.Name;
            context.Error.WriteLine($"{means.Name} did not take the text: {TerminalText.Clean(failure)}.");
        }
        return null;
    }

    private static string? Feed(ClipboardMeans.Program program, string text, CliContext context)
    {
        // pbcopy takes its input for the encoding of the locale, and an unset one for MacRoman.
        var environment = new Dictionary<string, string>(context.Environment, StringComparer.Ordinal);
        if (program.Name == "pbcopy")
            environment["LC_ALL"] = "en_US.UTF-8";
        return OutsideProgram.Feed(program.Path, program.Arguments, program.Encode(text), environment, Patience);
    }

    private static string? SendToTerminal(string text, CliContext context)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        if (base64.Length > MostBase64)
            return "the text is too long for it";
        context.Out.Write($"\u001B]52;c;{base64}\u001B\\");
        context.Out.Flush();
        return null;
    }
}
