using System.CommandLine;
using SocialKit.Cli.Json;
using SocialKit.Cli.Listing;
using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit list</c></summary>
internal static class ListCommand
{
    private const string Notes = """
        Languages are shown with the messages that are translated and all there are. Problems are counted for all platforms,
        or those of --platform; "socialkit check" says what they are. They do not change the exit code: it is 0, or 2 if there
        is no campaign.

        --json prints an array: campaign, path, title, person, deadline, deadlinePassed, languages (language, translated,
        total), messages, variants, errors, blocksSending, warnings.
        """;

    public static CliCommand Create(CliContext context)
    {
        var folder = new Argument<string?>("FOLDER") { Arity = ArgumentArity.ZeroOrOne, Description = "A folder of campaigns; messages/ if not given." };
        var platform = PlatformOption.Create(context);
        var json = new Option<bool>("--json") { Description = "Prints one JSON array." };
        var command = new CliCommand("list", "Lists the campaigns: deadline, languages, messages, problems.")
        {
            Examples =
            [
                new("socialkit list", "lists the campaigns under messages/"),
                new("socialkit list --json", "the same for a program"),
            ],
            Notes = Notes,
        };
        command.Add(folder);
        command.Add(platform);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var selection = new Selection(PlatformOption.Resolve(parsed.GetValue(platform), context));
            var rows = SourceFinder.Find(parsed.GetValue(folder), context)
                .OfType<Source.CampaignFolder>()
                .Select(source => new CampaignRow(SourceCheck.Of(source, selection, context)))
                .ToValueList();
            if (rows.Count == 0)
                throw new UsageException("This is a text, and no folder of campaigns.");
            if (parsed.GetValue(json))
                WriteJson(rows, context);
            else
                new CampaignTable(rows, context).Write();
            return ExitCodes.Fine;
        });
        return command;
    }

    private static void WriteJson(ValueList<CampaignRow> rows, CliContext context) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            var findings = row.Distinct.CountBy(finding => finding.Severity).ToDictionary();
            json.WriteStartObject();
            json.WriteString("campaign", row.Slug);
            json.WriteString("path", row.Path);
            json.WriteString("title", row.Title);
            json.WriteIfAny("person", row.Check.Campaign?.Person);
            json.WriteIfAny("deadline", row.Day);
            if (row.DeadlineEnd is { } end)
                json.WriteBoolean("deadlinePassed", context.Now >= end);
            json.WriteStartArray("languages");
            foreach (var (language, translated, total) in row.Languages)
            {
                json.WriteStartObject();
                json.WriteString("language", language);
                json.WriteNumber("translated", translated);
                json.WriteNumber("total", total);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("messages", row.Messages);
            json.WriteStartArray("variants");
            foreach (var platform in row.Variants)
                json.WriteStringValue(platform.Value);
            json.WriteEndArray();
            json.WriteNumber("errors", findings.GetValueOrDefault(Severity.Error));
            json.WriteNumber("blocksSending", findings.GetValueOrDefault(Severity.BlocksSending));
            json.WriteNumber("warnings", findings.GetValueOrDefault(Severity.Warning));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
