using System.CommandLine;
using System.Globalization;
using SocialKit.Cli.Clipboard;
using SocialKit.Cli.Json;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit copy</c></summary>
internal static class CopyCommand
{
    private const string Notes = """
        What is copied is what a person pastes: targets as their handles on that platform, and links in full, because the
        platform's own client shortens them; what is counted is what it makes of them.

        The clipboard: over ssh the terminal's own (OSC 52; inside tmux through tmux), else wl-copy, xclip, xsel, pbcopy,
        termux-clipboard-set or clip.exe, else the terminal's. Where there is none, and with --print, the text goes to stdout,
        with nothing added. "socialkit doctor" says what there is.

        A text with errors or under embargo is not copied, except with --anyway. A passed deadline only warns.
        Exit codes: 0 fine, 2 a path or the command line is wrong, 3 the text was refused.

        --json prints one object: campaign, message, language, variant, platform, text, length, limit, copiedWith (left out if
        nothing took it), findings. It copies too, but with --print.
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new TextOptions(context);
        var platform = new Option<string?>("--platform", "-p") { HelpName = "NAME", Description = $"Where it will be pasted: {string.Join(", ", context.Platforms.Select(platform => platform.Id))}." };
        platform.CompletionSources.Add(_ => context.Platforms.Select(known => known.Id.Value));
        var print = new Option<bool>("--print") { Description = "Prints the text instead of copying it." };
        var command = new CliCommand("copy", "Puts a message on the clipboard, ready to paste.")
        {
            Examples =
            [
                new("socialkit copy messages/2019-serikzhan-bilash -p x", "copies the campaign's only message for X"),
                new("socialkit copy messages/2019-serikzhan-bilash -m message-1 -p bluesky --lang en", "copies one of several, in English"),
                new("socialkit copy messages/2019-serikzhan-bilash --letter", "copies the model letter"),
                new("socialkit copy messages/2019-serikzhan-bilash -p x --print > post.txt", "writes the text to a file, without a line end"),
            ],
            Notes = Notes,
        };
        command.Add(options.Source);
        command.Add(platform);
        command.Add(options.Message);
        command.Add(options.Language);
        command.Add(options.Variant);
        command.Add(options.Part);
        command.Add(options.Letter);
        command.Add(print);
        command.Add(options.Anyway);
        command.Add(options.Json);
        command.SetAction(parsed =>
        {
            var (wish, taker) = (options.Wish(parsed), new TextTaker(context));
            if (parsed.GetValue(options.Letter) && parsed.GetValue(platform) is not null)
                throw new UsageException("A letter is the same everywhere: leave out --platform.");
            try
            {
                var where = parsed.GetValue(options.Letter) ? null : PlatformOption.ResolveOne(parsed.GetValue(platform), context);
                var taken = where is null ? taker.TakeLetter(wish) : taker.TakePost(wish, where);
                return new Copying(taken, where, context).Run(parsed.GetValue(print), parsed.GetValue(options.Json), parsed.GetValue(options.Anyway));
            }
            catch (BadSourceException exception)
            {
                FindingLines.Write(exception.Findings, context);
                return exception.ExitCode;
            }
        });
        return command;
    }

    /// <summary>One run, after the text was found.</summary>
    private sealed class Copying(TakenText taken, Platform? platform, CliContext context)
    {
        public int Run(bool print, bool json, bool anyway)
        {
            var refusal = anyway ? null : taken.Refusal;
            var refused = refusal is not null;
            if (!json)
                FindingLines.Write(taken.Findings, context);
            var means = refused || print ? null : ClipboardWriter.Put(taken.Text, context);
            if (json)
                WriteJson(means);
            else if (refused)
                context.Error.WriteLine("Nothing was copied: " + refusal);
            else if (means is not null)
                context.Error.WriteLine($"{Words()}, copied with {means}.{Choices()}");
            else
                return PrintText(print);
            return refused ? ExitCodes.ProblemsFound : ExitCodes.Fine;
        }

        private int PrintText(bool wanted)
        {
            if (!context.Terminal.IsTerminal)
            {
                context.Out.Write(taken.Text);
                return ExitCodes.Fine;
            }
            // A terminal obeys control characters, and whoever copies from it copies no hidden ones: neither would be this text.
            if (TerminalText.CleanLines(taken.Text) != taken.Text)
            {
                context.Error.WriteLine("The text has characters that a terminal does not show. Write it to a file: add --print > FILE.");
                return ExitCodes.ProblemsFound;
            }
            context.Out.Write(taken.Text);
            context.Out.Flush();
            context.Error.WriteLine();
            if (!wanted)
                context.Error.WriteLine($"{Words()}. There is no clipboard here; mark the text above to copy it.{Choices()}");
            return ExitCodes.Fine;
        }

        private string Words()
        {
            if (taken.Count is not { } count)
                return $"{taken.Text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters";
            var words = $"{count.Length.ToString("N0", CultureInfo.InvariantCulture)} of {count.Limit.ToString("N0", CultureInfo.InvariantCulture)} characters";
            return platform is null ? words : $"{words} for {platform.Name}";
        }

        private string Choices()
        {
            var choices = "";
            if (taken.Variants > 1)
                choices += $" It has {taken.Variants} texts that take turns; this is {taken.Message!.Rotation}, --variant takes another.";
            if (taken.Parts > 1)
                choices += $" It is post {taken.Message!.Part} of a thread of {taken.Parts}; --post takes another.";
            if (taken.Languages.Count > 1)
                choices += $" Languages: {string.Join(", ", taken.Languages)}; this is {taken.Language}.";
            return TerminalText.Clean(choices);
        }

        private void WriteJson(string? means) => CliJson.Write(context.Out, json =>
        {
            json.WriteStartObject();
            TakenJson.WriteProperties(json, taken);
            json.WriteIfAny("platform", platform?.Id.Value);
            if (taken.Count is { } count)
            {
                json.WriteNumber("length", count.Length);
                json.WriteNumber("limit", count.Limit);
            }
            json.WriteIfAny("copiedWith", means);
            PostJson.WriteFindings(json, taken.Findings);
            json.WriteEndObject();
        });
    }
}
