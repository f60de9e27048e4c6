using System.CommandLine;
using SocialKit.Cli.Preview;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit preview</c></summary>
internal static class PreviewCommand
{
    private const string Notes = """
        It shows the campaign's own language; --lang shows others, "--lang all" every one that is translated. Without an
        argument it takes the campaign of the current folder, or the only one under messages/.

        A preview judges nothing: it exits 0 whatever it shows, but 2 if a path or the command line is wrong, and 3 if the
        campaign's files have errors. "socialkit check" is for that.

        --json prints one object: campaign, title, person, pronouns, deadline (day, passed, words, clocks), targets and follow
        (platform, mention, profile), hashtags, reposts (the rules in words), languages, "posts" and "findings" as in "socialkit
        check --help", a post also with charactersPerLink and price (amount, currency, for, asOf).
        """;

    public static CliCommand Create(CliContext context)
    {
        var path = new Argument<string?>("CAMPAIGN|FILE|-") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder, a text file, or - for a text on stdin." };
        var platform = PlatformOption.Create(context);
        var language = new Option<string[]>("--lang", "-l") { HelpName = "LANG", Description = "Messages in this language; repeat it, or separate languages by commas." };
        var message = new Option<string?>("--message", "-m") { HelpName = "ID", Description = "Only this message." };
        var variant = new Option<int?>("--variant") { HelpName = "N", Description = "Only the Nth of the texts that take turns." };
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Writes one HTML page that needs nothing beside itself; - for stdout." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("preview", "Shows a campaign's messages as each platform would count and show them.")
        {
            Examples =
            [
                new("socialkit preview messages/2019-serikzhan-bilash", "shows a campaign's posts on every platform"),
                new("socialkit preview messages/2019-serikzhan-bilash -p x,bluesky -m message-1", "shows one message on two platforms"),
                new("socialkit preview messages/2019-serikzhan-bilash --html preview.html", "writes a page to send to those who decide"),
                new("echo 'Free Serikzhan #Bilash' | socialkit preview -", "shows a text"),
            ],
            Notes = Notes,
        };
        command.Add(path);
        command.Add(platform);
        command.Add(language);
        command.Add(message);
        command.Add(variant);
        command.Add(html);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var languages = PlatformOption.Split(parsed.GetValue(language));
            var every = languages.Contains("all");
            var source = SourceFinder.FindOne(parsed.GetValue(path), context);
            var check = SourceCheck.Of(source, new Selection(PlatformOption.Resolve(parsed.GetValue(platform), context))
            {
                Languages = every ? [] : languages,
                SourceLanguageOnly = !every,
                Message = parsed.GetValue(message),
                Rotation = parsed.GetValue(variant),
                MustExist = true,
            }, context);
            if (check.HasFileErrors)
                return FileErrors.Write(check, context);
            var model = PreviewBuilder.Build(check, context);
            if (parsed.GetValue(html) is { } file)
                return WriteHtml(model, file, context);
            if (parsed.GetValue(json))
                PreviewJson.Write(model, context);
            else
                new PreviewTerminal(model, context).Write();
            return ExitCodes.Fine;
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(html) is not null && result.GetValue(json))
                result.AddError("--html and --json are two forms of one preview: take one of them.");
        });
        return command;
    }

    private static int WriteHtml(PreviewModel model, string file, CliContext context)
    {
        var page = new HtmlPreview(model).Page();
        if (file == "-")
        {
            context.Out.Write(page);
            return ExitCodes.Fine;
        }
        HtmlFile.Write(page, context.PathOf(file));
        context.Error.WriteLine(TerminalText.Clean($"Written to {file}."));
        return ExitCodes.Fine;
    }
}
