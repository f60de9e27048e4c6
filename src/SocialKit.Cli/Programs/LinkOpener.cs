namespace SocialKit.Cli.Programs;

/// <summary>Opens a link in the person's own browser or mail program.</summary>
internal static class LinkOpener
{
    // wslview first: inside WSL an xdg-open that is there has no desktop to open anything on.
    private static readonly string[] Openers = ["wslview", "termux-open-url", "xdg-open", "open", "explorer"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Opens <paramref name="link"/>.</summary>
    /// <returns>Null if a program took it; else what is wrong, in a few words.</returns>
    public static string? Open(string link, CliContext context)
    {
        foreach (var name in Openers)
        {
            if (OutsideProgram.Find(name, context.Environment) is not { } path)
                continue;
            var failure = OutsideProgram.Feed(path, [link], [], context.Environment, Patience, mayStay: true);
            // Windows' explorer opens the link and exits with 1 all the same.
            return name == "explorer" ? null : failure;
        }
        return "there is no program for it (xdg-open)";
    }
}
