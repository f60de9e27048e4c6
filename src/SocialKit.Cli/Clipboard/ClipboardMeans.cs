using System.Text;
using SocialKit.Cli.Programs;

namespace SocialKit.Cli.Clipboard;

/// <summary>A way to put text on the clipboard of the person who sits in front of the screen.</summary>
/// <param name="Name">What it is called when it is spoken of.</param>
internal abstract record ClipboardMeans(string Name)
{
    /// <summary>A program that takes the text on stdin.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Path">Where it is.</param>
    /// <param name="Arguments">What it is started with.</param>
    /// <param name="Utf16">True if it reads UTF-16 instead of UTF-8.</param>
    internal sealed record Program(string Name, string Path, ValueList<string> Arguments, bool Utf16 = false) : ClipboardMeans(Name)
    {
        public byte[] Encode(string text) => Utf16 ? Encoding.Unicode.GetBytes(text) : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The escape sequence OSC 52, which the terminal itself obeys, however far away the program runs.</summary>
    internal sealed record Terminal() : ClipboardMeans("the terminal (OSC 52)");

    /// <summary>The means that this machine and this terminal offer, best first.</summary>
    public static IEnumerable<ClipboardMeans> Find(CliContext context)
    {
        var environment = context.Environment;
        // Over ssh the screen is elsewhere: only the terminal, or a display that ssh forwards, leads back to it.
        if (IsSet("SSH_TTY") || IsSet("SSH_CONNECTION"))
            return [.. OfTerminal(context), .. OfDisplay()];
        return [.. OfDesktop(), .. OfDisplay(), .. OfSystem(), .. OfTerminal(context)];

        IEnumerable<ClipboardMeans> OfDesktop() => IsSet("WAYLAND_DISPLAY") ? Named("wl-copy", ["--type", "text/plain;charset=utf-8"]) : [];

        IEnumerable<ClipboardMeans> OfDisplay() =>
            IsSet("DISPLAY") ? [.. Named("xclip", ["-selection", "clipboard", "-in"]), .. Named("xsel", ["--clipboard", "--input"])] : [];

        IEnumerable<ClipboardMeans> OfSystem() =>
        [
            .. OperatingSystem.IsMacOS() ? Named("pbcopy", []) : [],
            .. IsSet("TERMUX_VERSION") ? Named("termux-clipboard-set", []) : [],
            // UTF-16 without a byte order mark, which clip.exe would put on the clipboard too.
            .. OperatingSystem.IsWindows() || IsSet("WSL_DISTRO_NAME") ? Named("clip.exe", [], utf16: true) : [],
        ];

        IEnumerable<ClipboardMeans> Named(string name, ValueList<string> arguments, bool utf16 = false) =>
            OutsideProgram.Find(name, environment) is { } path ? [new Program(name, path, arguments, utf16)] : [];

        bool IsSet(string variable) => environment.GetValueOrDefault(variable) is { Length: > 0 };
    }

    private static IEnumerable<ClipboardMeans> OfTerminal(CliContext context)
    {
        var environment = context.Environment;
        // tmux keeps OSC 52 from the terminal unless it is set otherwise; it hands on what is put into its own buffer with -w (tmux 3.2).
        if (environment.GetValueOrDefault("TMUX") is { Length: > 0 })
            return OutsideProgram.Find("tmux", environment) is { } tmux ? [new Program("tmux", tmux, ["load-buffer", "-w", "-"])] : [];
        // GNU screen swallows the sequence, the Linux console and a dumb terminal do not know it.
        var swallows = environment.GetValueOrDefault("STY") is { Length: > 0 } || environment.GetValueOrDefault("TERM") is null or "" or "dumb" or "linux";
        return context.Terminal.IsTerminal && !swallows ? [new Terminal()] : [];
    }
}
