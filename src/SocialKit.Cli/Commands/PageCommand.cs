using System.CommandLine;
using SocialKit.Cli.Pages;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit page</c></summary>
internal static class PageCommand
{
    private const string Notes = """
        It writes a folder that any web server, CDN or USB stick can serve: a page in each language that the campaign has
        texts in, and the scripts beside them. Nothing on it is loaded from elsewhere, nobody is counted, and no cookie is set.
        The same campaign gives the same bytes. The folder is written anew as a whole, beside its place first; one that holds
        anything else is refused. _headers and nginx.conf in it hold the headers that it should be served with.

        Texts that are unfinished, too long, or hold a handle of another network are left out, and said on stderr. A
        campaign under embargo, or stopped, gives no page; of one that was withdrawn the page says just that. What else it may
        bring is page.css in its folder: at most 32 KiB, which may change the look and load nothing.

        --url makes the links that share the page itself, the QR code, and a picture for link previews beside each page: from
        the fonts of this machine, or --font. Without it the page itself is shared only from where it is served.

        --all takes every campaign under messages/, or in a folder of campaigns, with a page that lists them. One that cannot
        be shown is left out, and said; the exit code is then 3.

        Exit codes: 0 fine, 2 a path or the command line is wrong, 3 the campaign's files have errors, or it may not or cannot
        be shown.
        """;

    public static CliCommand Create(CliContext context)
    {
        var campaign = new Argument<string?>("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder; the only one under messages/ if not given." };
        var output = new Option<string>("--output", "-o") { HelpName = "DIR", Required = true, Description = "The folder to write." };
        var all = new Option<bool>("--all") { Description = "Every campaign, each in a folder of its own, and a list of them." };
        var address = new Option<string?>("--url") { HelpName = "ADDRESS", Description = "The https address that the folder will have." };
        var noIndex = new Option<bool>("--noindex") { Description = "Asks search engines to leave the pages out." };
        var utm = new Option<bool>("--utm") { Description = "Adds utm_source, utm_medium and utm_campaign to the address where the page itself is shared; needs --url." };
        var qr = new Option<bool>("--qr") { Description = "Shows the address as a QR code; needs --url." };
        var noPicture = new Option<bool>("--no-picture") { Description = "Makes no picture for link previews." };
        var fonts = new Option<string[]>("--font") { HelpName = "FILE", Description = "A font file for that picture, before those of this machine; repeat it for several scripts." };
        var command = new CliCommand("page", "Writes the supporters' page of a campaign: copy, share, print.")
        {
            Examples =
            [
                new("socialkit page messages/2019-serikzhan-bilash -o site", "writes the pages of a campaign into the folder site"),
                new("socialkit page messages/2019-serikzhan-bilash -o site --url https://act.example.org/bilash/ --qr", "the same with links that share the page, and its QR code"),
                new("socialkit page --all -o site --url https://act.example.org/", "every campaign under messages/, with a list of them"),
            ],
            Notes = Notes,
        };
        command.Add(campaign);
        foreach (var option in (Option[])[output, all, address, noIndex, utm, qr, noPicture, fonts])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(address) is null && (result.GetValue(utm) || result.GetValue(qr)))
                result.AddError("--utm and --qr are about the page's address: name it with --url.");
        });
        command.SetAction(parsed => CommandBody.Run(context, new PageRun(context)
        {
            Given = parsed.GetValue(campaign),
            TakesAll = parsed.GetValue(all),
            Output = parsed.GetRequiredValue(output),
            Address = SiteAddress.Of(parsed.GetValue(address)),
            NoIndex = parsed.GetValue(noIndex),
            Utm = parsed.GetValue(utm),
            ShowsQrCode = parsed.GetValue(qr),
            Fonts = parsed.GetValue(noPicture) ? null : [.. (parsed.GetValue(fonts) ?? []).Select(context.PathOf)],
        }.RunAsync));
        return command;
    }
}
