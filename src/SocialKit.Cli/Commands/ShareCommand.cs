using System.CommandLine;
using SocialKit.Cli.Json;
using SocialKit.Cli.Pages;
using SocialKit.Cli.Programs;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Terminal;
using SocialKit.Posts;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit share</c></summary>
internal static class ShareCommand
{
    private const string Notes = """
        The link stands alone on stdout. Whoever opens it sees the text in their own account, ready to post; nobody is signed
        in, counted or followed. What a link carries decodes back to exactly the text.

        Where a place takes only the address of a page, that is --url, or the first https link of the text, and the text has
        to be copied: "socialkit copy" does that. Where it takes both, --url goes beside the text; else it is put behind it
        and counted with it.

        -p email is the model letter: to the targets, a copy to those that only get one. --target picks a target.
        --follow prints the profiles of the accounts to follow, one a line.

        A text with errors or under embargo makes no link, except with --anyway. Exit codes: 0 fine, 2 a path or the command
        line is wrong, 3 the text was refused.

        --json prints one object: link, place, carriesText, page, warnings, campaign, message, language, variant, text,
        findings; with --follow an array of platform, mention, profile.
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new TextOptions(context);
        var names = context.ShareLinks.Select(link => link.Id.Value).ToValueList();
        var place = new Option<string?>("--platform", "-p") { HelpName = "PLACE", Description = $"Where to share: {string.Join(", ", names)}." };
        place.CompletionSources.Add(_ => names);
        var server = new Option<string?>("--server") { HelpName = "NAME", Description = "The supporter's own server, for platforms that have many." };
        var page = new Option<string?>("--url") { HelpName = "PAGE", Description = "The https address of a page to share." };
        var target = new Option<string?>("--target") { HelpName = "SLUG", Description = "The target to write to, such as prosecutor-general; all of them if not given." };
        var subject = new Option<string?>("--subject") { HelpName = "TEXT", Description = "The subject of the letter or the title of the page; the campaign's title if not given." };
        var open = new Option<bool>("--open") { Description = "Opens the link as well." };
        var qr = new Option<bool>("--qr") { Description = "Shows the link as a QR code too, for a telephone's camera." };
        var follow = new Option<bool>("--follow") { Description = "Prints the profiles of the accounts to follow instead." };
        var command = new CliCommand("share", "Prints a link that opens a message ready to post, or the letter ready to send.")
        {
            Examples =
            [
                new("socialkit share messages/2019-serikzhan-bilash -p x", "a link that opens X with the message written in"),
                new("socialkit share messages/2019-serikzhan-bilash -p mastodon --server mastodon.example", "the same for Mastodon, on the supporter's own server"),
                new("socialkit share messages/2019-serikzhan-bilash -p facebook --url https://www.example.org/bilash", "shares a page; the text is copied beside it"),
                new("socialkit share messages/2019-serikzhan-bilash -p email", "a mailto link with the letter to the target"),
            ],
            Notes = Notes,
        };
        command.Add(options.Source);
        command.Add(place);
        foreach (var option in (Option[])[options.Message, options.Language, options.Variant, options.Part, server, page, options.Letter, target, subject, open, qr, follow, options.Anyway, options.Json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(qr) && result.GetValue(options.Json))
                result.AddError("--qr is for a camera and --json for a program: take one of them.");
        });
        command.SetAction(parsed =>
        {
            try
            {
                if (parsed.GetValue(follow))
                    return new FollowLinks(parsed.GetValue(options.Source), context).Write(parsed.GetValue(place), parsed.GetValue(options.Json));
                var sharing = new Sharing(context)
                {
                    Wish = options.Wish(parsed),
                    Link = ShareLinkFinder.Find(parsed.GetValue(place), parsed.GetValue(options.Letter), context),
                    Server = parsed.GetValue(server),
                    Page = parsed.GetValue(page),
                    Target = parsed.GetValue(target),
                    Subject = parsed.GetValue(subject),
                    ShowsQrCode = parsed.GetValue(qr),
                };
                return sharing.Run(parsed.GetValue(options.Anyway), parsed.GetValue(options.Json), parsed.GetValue(open));
            }
            catch (BadSourceException exception)
            {
                FindingLines.Write(exception.Findings, context);
                return exception.ExitCode;
            }
            catch (ShareLinkException exception)
            {
                throw new UsageException(exception.Message);
            }
        });
        return command;
    }

    /// <summary>One run.</summary>
    private sealed class Sharing(CliContext context)
    {
        public required TextWish Wish { get; init; }

        public required IShareLink Link { get; init; }

        public string? Server { get; init; }

        public string? Page { get; init; }

        public string? Target { get; init; }

        public string? Subject { get; init; }

        public bool ShowsQrCode { get; init; }

        public int Run(bool anyway, bool json, bool open)
        {
            if (Link.NeedsServer && Server is null)
                throw new UsageException($"{Link.Name} has many servers: name the supporter's own with --server, such as --server social.example.");
            var taken = ShareLinkFinder.IsEmail(Link) ? new TextTaker(context).TakeLetter(Wish) : TakePost();
            if (!anyway && taken.Refusal is { } refusal)
            {
                FindingLines.Write(taken.Findings, context);
                context.Error.WriteLine("No link was made: " + refusal);
                return ExitCodes.ProblemsFound;
            }
            var request = Request(taken);
            var link = Link.Create(request);
            if (json)
            {
                WriteJson(taken, request, link);
            }
            else
            {
                FindingLines.Write(taken.Findings, context);
                foreach (var warning in Link.Warnings(request))
                    context.Error.WriteLine(TerminalText.Clean(warning));
                if (!Link.CarriesText)
                    context.Error.WriteLine(HowToCopy(taken));
                context.Out.WriteLine(link);
                if (ShowsQrCode)
                    QrCodeOutput.Write(link, context);
            }
            return open ? Open(link) : ExitCodes.Fine;
        }

        private TakenText TakePost()
        {
            var platform = context.Platforms.TryFind(Link.Id.Value, out var known) ? known : PlainPlace.Of(Link.Id, Link.Name);
            return new TextTaker(context).TakePost(Page is null || TakesPage() ? Wish : Wish with { Appended = Page }, platform);
        }

        // A place that takes a page beside the text makes another link with it than without.
        private bool TakesPage()
        {
            if (!Link.CarriesText)
                return true;
            var request = new ShareRequest("text") { Server = Server };
            return Link.Create(request with { Page = Page }) != Link.Create(request);
        }

        private ShareRequest Request(TakenText taken)
        {
            if (ShareLinkFinder.IsEmail(Link))
                return LetterRequest(taken);
            var page = Page ?? (Link.CarriesText ? null : taken.Page);
            if (page is null && !Link.CarriesText)
                throw new UsageException($"{Link.Name} takes only the address of a page, and the text has no https link. Name a page with --url, or copy the text with \"socialkit copy\".");
            return new(taken.Text) { Page = page, Server = Server, Title = Subject ?? taken.Campaign?.Title };
        }

        private ShareRequest LetterRequest(TakenText taken)
        {
            var campaign = taken.Campaign!;
            var targets = campaign.Targets.Where(target => Target is null ? !target.CopyOnly : target.Slug == Target).ToList();
            if (Target is not null && targets.Count == 0)
                throw new UsageException($"{campaign.Slug} has no target \"{Target}\"; it has {string.Join(", ", campaign.Targets.Select(target => target.Slug))}.");
            var copies = campaign.Targets.Where(target => target.CopyOnly && !targets.Contains(target)).SelectMany(ShareLinkFinder.EmailsOf).ToValueList();
            var to = targets.SelectMany(ShareLinkFinder.EmailsOf).Distinct().ToValueList();
            if (to.Count == 0)
                throw new UsageException($"No target of {campaign.Slug} that letters go to has a line \"- Email: …\".");
            return new(taken.Text) { To = to, CopyTo = [.. copies.Distinct().Except(to)], Title = Subject ?? campaign.Title };
        }

        private string HowToCopy(TakenText taken)
        {
            if (taken.Campaign is not { } campaign || !context.Platforms.TryFind(Link.Id.Value, out var platform))
                return "Copy the text beside the link.";
            var message = taken.Message is { } chosen ? $" -m {chosen.Id}" : "";
            var language = taken.Language == campaign.SourceLanguage ? "" : $" --lang {taken.Language}";
            return TerminalText.Clean($"Copy the text: socialkit copy {Wish.Source ?? campaign.Slug}{message} -p {platform.Id}{language}");
        }

        private int Open(string link)
        {
            if (LinkOpener.Open(link, context) is not { } failure)
                return ExitCodes.Fine;
            context.Error.WriteLine(TerminalText.Clean($"The link was not opened: {failure}. Open it by hand."));
            return ExitCodes.Failure;
        }

        private void WriteJson(TakenText taken, ShareRequest request, string link) => CliJson.Write(context.Out, json =>
        {
            json.WriteStartObject();
            json.WriteString("link", link);
            json.WriteString("place", Link.Id.Value);
            json.WriteBoolean("carriesText", Link.CarriesText);
            json.WriteIfAny("page", request.Page);
            json.WriteStartArray("warnings");
            foreach (var warning in Link.Warnings(request))
                json.WriteStringValue(warning);
            json.WriteEndArray();
            TakenJson.WriteProperties(json, taken);
            PostJson.WriteFindings(json, taken.Findings);
            json.WriteEndObject();
        });
    }
}
