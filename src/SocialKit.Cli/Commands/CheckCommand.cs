using System.CommandLine;
using SocialKit.Cli.Checks;
using SocialKit.Cli.Lines;
using SocialKit.Cli.Pages;
using SocialKit.Cli.Sources;
using SocialKit.Posts;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit check</c></summary>
internal static class CheckCommand
{
    private const string Notes = """
        Without an argument it checks every campaign under messages/, or the current folder if that is a campaign.
        A text is taken literally, but for one line end at its end.

        Errors fail the check; with --strict everything that is found does. Exit codes: 0 fine, 2 a path or the command
        line is wrong, 3 problems found.

        A finding in a pipe is a line: file:line:column code  reason remedy.

        --json prints one object: "ok", "posts" and "findings" (about files, and messages that make no post).
          a post:     campaign, message, language, variant, platform, account, text, length, limit, unit, second (another
                      limit: length, limit, unit), valid, permillage, fitsUntil, mayPublish, entities, mentions (fate:
                      notifies, not-resolved, dead-text), links (address, shown), media (file, alt), findings
          an entity:  kind (mention, list, hashtag, cashtag, link, email), text, start, end
          a finding:  code, severity (error, blocks-sending, warning), reason, remedy, platform, file, line, column, start, end
        Starts and ends are UTF-16 units of the text; what is unknown is left out.

        --lines reads one JSON string a line from stdin, exactly as it is (nothing is composed, no link shortened), and prints
        one JSON object a line: platform, length, limit, valid, permillage, entities, findings; or error and line, where a
        line is no JSON string: the exit code is then 3. Texts are judged in their own lines, not by the exit code.
        """;

    public static CliCommand Create(CliContext context)
    {
        var path = new Argument<string?>("CAMPAIGN|FILE|-") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder, a text file, or - for stdin." };
        var platform = PlatformOption.Create(context);
        var language = new Option<string[]>("--lang", "-l") { HelpName = "LANG", Description = "Only messages in this language; repeat it, or separate languages by commas." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var strict = new Option<bool>("--strict") { Description = "Fails on warnings too." };
        var automated = new Option<bool>("--automated") { Description = "Checks posts that a machine sends without a person looking at them." };
        var lines = new Option<bool>("--lines") { Description = "Reads one JSON string a line from stdin, prints one JSON object a line; for one platform." };
        var profile = ProfileOption.Create();
        var command = new CliCommand("check", "Says what would go wrong with a campaign's messages, or with a text.")
        {
            Examples =
            [
                new("socialkit check messages/2019-serikzhan-bilash", "checks a campaign's messages for every platform"),
                new("socialkit check --strict -p x,bluesky", "checks all campaigns under messages/ for two platforms, and fails on warnings"),
                new("echo 'Free Serikzhan #Bilash' | socialkit check -", "checks a text"),
                new("socialkit check - --lines -p x --json < texts.jsonl", "counts any number of texts, one a line"),
            ],
            Notes = Notes,
        };
        command.Add(path);
        command.Add(platform);
        command.Add(language);
        command.Add(json);
        command.Add(strict);
        command.Add(automated);
        command.Add(lines);
        command.Add(profile);
        command.SetAction(parsed =>
        {
            var platforms = ProfileOption.Apply(parsed.GetValue(profile), PlatformOption.Resolve(parsed.GetValue(platform), context));
            if (parsed.GetValue(lines))
                return CheckLines(parsed.GetValue(path), platforms, parsed.GetValue(automated), context);
            var sources = SourceFinder.Find(parsed.GetValue(path), context);
            var selection = new Selection(platforms)
            {
                MustExist = sources.Count == 1,
                Languages = PlatformOption.Split(parsed.GetValue(language)),
                Automated = parsed.GetValue(automated),
            };
            var report = new CheckReport([.. sources.Select(source => PageFindings.Add(SourceCheck.Of(source, selection, context)))], platforms, parsed.GetValue(strict));
            if (parsed.GetValue(json))
                CheckReportJson.Write(report, context);
            else
                new CheckReportText(report, context).Write();
            return report.ExitCode;
        });
        return command;
    }

    private static int CheckLines(string? path, ValueList<Platform> platforms, bool automated, CliContext context)
    {
        if (path is not "-")
            throw new UsageException("--lines reads stdin: write \"-\" for the path.");
        if (platforms.Count != 1)
            throw new UsageException("--lines is for one platform: name it with --platform.");
        var rules = platforms[0].Rules.For(context.Accounts.FirstOrDefault(account => account.Platform == platforms[0].Id));
        var checkContext = new CheckContext(platforms[0], rules) { Platforms = context.Platforms, Automated = automated };
        using var input = context.OpenInput();
        using var output = context.OpenOutput();
        return new LinesCheck(checkContext, input, output).Run();
    }
}
