using System.Globalization;

namespace SocialKit.Cli.Terminal;

/// <summary>A bar on stderr that says how far a long work is; nothing where stderr is no terminal.</summary>
/// <param name="count">How many steps there are.</param>
/// <param name="context">The world outside.</param>
internal sealed class ProgressLine(int count, CliContext context)
{
    private const int Bar = 24;

    private int _done;
    private bool _isShown;

    /// <summary>Begins the next step.</summary>
    public void Next(string name)
    {
        if (context.Terminal.ShowsProgress)
        {
            var full = count == 0 ? 0 : (int)((long)Bar * _done / count);
            var line = string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', Bar - full)}] {_done + 1}/{count} {Path.GetFileName(name)}");
            line = TerminalText.Clean(line);
            // A line that wraps could not be taken back.
            var width = Math.Max(10, context.Terminal.Width - 1);
            context.Error.Write("\r" + (line.Length > width ? line[..width] : line) + "\u001B[K");
            context.Error.Flush();
            _isShown = true;
        }
        _done++;
    }

    /// <summary>Takes the bar away, so that something else can be said.</summary>
    public void Clear()
    {
        if (!_isShown)
            return;
        context.Error.Write("\r\u001B[K");
        context.Error.Flush();
        _isShown = false;
    }
}
