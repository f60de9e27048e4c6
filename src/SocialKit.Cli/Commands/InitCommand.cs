using System.CommandLine;
using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit init</c></summary>
internal static class InitCommand
{
    private const string Notes = """
        Everything in square brackets is to be filled in; "socialkit check" names each place until it is, and no such text is
        ever published. Nothing that exists is overwritten. Exit codes: 0 fine, 2 the folder exists or the name is no name.
        """;

    public static CliCommand Create(CliContext context)
    {
        var slug = new Argument<string>("SLUG") { Description = "The campaign's short name: lower-case letters, digits and hyphens, such as 2026-free-the-poet." };
        var title = new Option<string?>("--title") { HelpName = "TEXT", Description = "The campaign's title." };
        var person = new Option<string?>("--person") { HelpName = "NAME", Description = "The person whom the campaign is for." };
        var language = new Option<string?>("--lang", "-l") { HelpName = "LANG", Description = "The language of its messages; en if not given." };
        var command = new CliCommand("init", "Begins a campaign: a folder under messages/ with everything that is to be filled in.")
        {
            Examples =
            [
                new("socialkit init 2026-free-the-poet", "makes messages/2026-free-the-poet/"),
                new("socialkit init 2026-free-the-poet --title 'Free the poet' --person 'Aisulu Example'", "the same with a title and a name"),
            ],
            Notes = Notes,
        };
        command.Add(slug);
        command.Add(title);
        command.Add(person);
        command.Add(language);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(slug)!;
            var shown = $"{SourceFinder.MessagesFolder}/{name}";
            if (!Slugs.IsSlug(name))
                throw new UsageException($"\"{name}\" is no name for a campaign.{Proposal(name)} It has lower-case letters, digits and inner hyphens.");
            var folder = context.PathOf(Path.Combine(SourceFinder.MessagesFolder, name));
            if (Path.Exists(folder))
                throw new UsageException($"{shown} is there already, and nothing in it was touched.");
            try
            {
                CampaignWriter.Save(Draft(name, parsed.GetValue(title), parsed.GetValue(person), parsed.GetValue(language) ?? "en"), folder, platforms: context.Platforms);
            }
            catch (CampaignWriteException exception)
            {
                throw new UsageException(exception.Message);
            }
            context.Out.WriteLine(shown);
            context.Error.WriteLine(TerminalText.Clean($"Fill in what stands in square brackets, add a line \"deadline: 2026-12-31\" to campaign.md if there is one, then: socialkit check {shown}"));
            return ExitCodes.Fine;
        });
        return command;
    }

    // Only values that are true of every campaign stand as they are; the rest asks for itself.
    private static Campaign Draft(string slug, string? title, string? person, string language) => new()
    {
        Slug = slug,
        Title = title ?? "[Title: who is at risk, and of what]",
        Person = person ?? "[Name of the person]",
        Pronouns = "[Pronouns, as the person wishes]",
        SourceLanguage = language,
        Source = "[Where the facts come from, with the date]",
        Targets = [new("[Office that can decide, such as Prosecutor General]") { Name = "[Name of the person in office]" }],
        About = "[What happened, when, and what the person asks for. What is public, and what must not be said.]",
        Messages = [new("call-to-act", language, "{target}, [name of the person] is [what is happening]. [What you should do]! [#Hashtag]")],
        Letters = [new(language, "[Salutation],\n\nI am writing about [name of the person], who [what is happening].\n\nI ask you to [what the target should do].\n\nYours sincerely,\n[your name]")],
    };

    private static string Proposal(string name)
    {
        var made = Slugs.From(name);
        return Slugs.IsSlug(made) ? $" Did you mean \"{made}\"?" : "";
    }
}
