using System.CommandLine;
using SocialKit.Cli.Pages;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit page</c></summary>
internal static class PageCommand
{
    private const string Notes = """
        It writes a folder that any web server, CDN or USB stick can serve: a page in each language that the campaign has
        texts in, and the scripts beside them. Nothing on it is loaded from elsewhere, nobody is counted, and no cookie is set.
        The same campaign gives the same bytes. The folder is written anew as a whole; one that holds anything else is refused.

        Texts that are unfinished, too long, or would mention somebody else on a network are left out, and said on stderr. A
        campaign under embargo gives no page. Exit codes: 0 fine, 2 a path or the command line is wrong, 3 the campaign's files
        have errors, it is under embargo, or has nothing to show.
        """;

    public static CliCommand Create(CliContext context)
    {
        var campaign = new Argument<string?>("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder; the only one under messages/ if not given." };
        var output = new Option<string>("--output", "-o") { HelpName = "DIR", Required = true, Description = "The folder to write." };
        var address = new Option<string?>("--url") { HelpName = "ADDRESS", Description = "The https address that the folder will have: for links that share the page itself." };
        var noIndex = new Option<bool>("--noindex") { Description = "Asks search engines to leave the pages out." };
        var utm = new Option<bool>("--utm") { Description = "Adds utm_source, utm_medium and utm_campaign to the address where the page itself is shared; needs --url." };
        var command = new CliCommand("page", "Writes the supporters' page of a campaign: copy, share, print.")
        {
            Examples =
            [
                new("socialkit page messages/2019-serikzhan-bilash -o site", "writes the pages of a campaign into the folder site"),
                new("socialkit page messages/2019-serikzhan-bilash -o site --url https://act.example.org/bilash/", "the same with links that share the page"),
            ],
            Notes = Notes,
        };
        command.Add(campaign);
        foreach (var option in (Option[])[output, address, noIndex, utm])
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => new PageRun(context)
        {
            Campaign = parsed.GetValue(campaign),
            Output = parsed.GetRequiredValue(output),
            Address = parsed.GetValue(address),
            NoIndex = parsed.GetValue(noIndex),
            Utm = parsed.GetValue(utm),
        }.RunAsync(cancellationToken));
        return command;
    }
}
