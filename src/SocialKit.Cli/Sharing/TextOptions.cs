using System.CommandLine;
using SocialKit.Campaigns;
using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Sharing;

/// <summary>The argument and the options that say which text is taken, for the commands that take one.</summary>
internal sealed class TextOptions
{
    public TextOptions(CliContext context)
    {
        Source = new("CAMPAIGN|FILE|-") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder or name, a text file, or - for a text on stdin." };
        Source.CompletionSources.Add(_ => Suggestions.Campaigns(context));
        Message.CompletionSources.Add(completion => Suggestions.Messages(completion.ParseResult.GetValue(Source), context));
        Language.CompletionSources.Add(completion => Suggestions.Languages(completion.ParseResult.GetValue(Source), context));
    }

    public Argument<string?> Source { get; }

    public Option<string?> Message { get; } = new("--message", "-m") { HelpName = "ID", Description = "The message; needed where there are several." };

    public Option<string?> Language { get; } = new("--lang", "-l") { HelpName = "LANG", Description = "The language; the campaign's own if not given." };

    public Option<int?> Variant { get; } = new("--variant") { HelpName = "N", Description = "The Nth of the texts that take turns; the first if not given." };

    public Option<int?> Part { get; } = new("--post") { HelpName = "N", Description = "The Nth post of a thread; the first if not given." };

    public Option<bool> Letter { get; } = new("--letter") { Description = "The model letter instead of a message." };

    public Option<bool> Anyway { get; } = new("--anyway") { Description = "Takes the text in spite of errors, such as a placeholder or too many characters, or of an embargo." };

    public Option<bool> Json { get; } = new("--json") { Description = "Prints one JSON object." };

    public TextWish Wish(ParseResult parsed) => new()
    {
        Source = parsed.GetValue(Source),
        Message = parsed.GetValue(Message),
        Language = parsed.GetValue(Language),
        Variant = parsed.GetValue(Variant),
        Part = parsed.GetValue(Part),
    };
}

/// <summary>What a shell may suggest for a value. Whatever is wrong with the files, it suggests nothing and says nothing.</summary>
internal static class Suggestions
{
    /// <summary>The paths of the campaigns under messages/.</summary>
    public static IEnumerable<string> Campaigns(CliContext context)
    {
        var messages = Path.Combine(context.Folder, SourceFinder.MessagesFolder);
        return Directory.Exists(messages)
            ? Directory.EnumerateDirectories(messages).Select(Path.GetFileName).OfType<string>().Where(Slugs.IsSlug).Order(StringComparer.Ordinal).Select(slug => $"{SourceFinder.MessagesFolder}/{slug}")
            : [];
    }

    /// <summary>The ids of the messages of the campaign that the command line names.</summary>
    public static IEnumerable<string> Messages(string? source, CliContext context) =>
        Read(source, context)?.Messages.Select(message => message.Id).Distinct() ?? [];

    /// <summary>The languages of the campaign that the command line names.</summary>
    public static IEnumerable<string> Languages(string? source, CliContext context) =>
        Read(source, context)?.Messages.Select(message => message.Language).Distinct() ?? [];

    private static Campaign? Read(string? source, CliContext context)
    {
        try
        {
            return source != "-" && SourceFinder.FindOne(source, context) is Source.CampaignFolder folder
                ? new CampaignReader(context.Platforms).Read(folder.Path).Campaign
                : null;
        }
        catch (UsageException)
        {
            return null;
        }
    }
}
