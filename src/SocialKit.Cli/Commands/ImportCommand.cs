using System.CommandLine;
using System.Text;
using SocialKit.Cli.Importing;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Terminal;
using SocialKit.Import;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit import</c></summary>
internal static class ImportCommand
{
    private const string Notes = """
        Formats: html, docx, pdf, md, text; .html, .docx, .pdf, .md and .txt say so themselves, and stdin by its beginning, or else it is
        Markdown. A pasted e-mail is text. Word, PDF and web pages are read by socialkit-documents, a program that lies beside
        this one, one process for all documents: at most 30 seconds and 400 MB each, without a network, and no macro, script or
        link in them is followed.

        What the document does not say for certain is left empty and reported, never guessed; read the campaign before it is
        used. Without -o it goes to messages/<year>-<person>/.

        A folder that holds anything is not overwritten without --force. With it, the files that the import makes are
        replaced, each in one step, and every other file in the folder stays.

        --json prints { "campaign", "findings" } in the document's own terms, and writes a folder only if -o names one.

        Of several documents each gets a folder of its own and a line that says what came of it, with --json one object in one
        line. What is wrong with one does not stop the others.
        Exit codes: 0 fine, whatever was found; 2 a path or the command line is wrong; 3 a document cannot be read.
        """;

    public static CliCommand Create(CliContext context)
    {
        var file = new Argument<string[]>("FILE|-") { Arity = ArgumentArity.OneOrMore, Description = "The document: a web page, Word, PDF, Markdown or plain text; - for stdin." };
        var from = new Option<string?>("--from") { HelpName = "FORMAT", Description = $"{string.Join(", ", DocumentFormat.All.Select(format => format.Name))}; by default the file's ending says it." };
        from.CompletionSources.Add([.. DocumentFormat.All.Select(format => format.Name)]);
        var output = new Option<string?>("--output", "-o") { HelpName = "FOLDER", Description = "The campaign's folder." };
        var force = new Option<bool>("--force") { Description = "Replaces files that are in the folder already." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what it would take, and writes nothing." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("import", "Makes a campaign out of a document, such as an urgent action.")
        {
            Examples =
            [
                new("socialkit import seeds/2019-kazakhstan-serikzhan-bilash.md --dry-run", "shows what it would take, and from which line"),
                new("socialkit import action.md -o messages/2026-free-the-poet", "makes the campaign's folder"),
                new("socialkit import action.md --json", "prints the campaign and every doubt for a program"),
                new("socialkit import archive/*.pdf --dry-run", "shows in a line each what would come of many"),
            ],
            Notes = Notes,
        };
        command.Add(file);
        foreach (var option in (Option[])[from, output, force, dryRun, json])
            command.Add(option);
        command.SetAction(parsed =>
        {
            using var files = new DocumentFile(Format(parsed.GetValue(from)), context);
            if (parsed.GetValue(file) is not [var one])
                return new ManyDocuments(files, parsed.GetValue(force), parsed.GetValue(dryRun), parsed.GetValue(json), context).Import(parsed.GetValue(file)!, parsed.GetValue(output));
            var document = files.Read(one);
            var isBad = document.Findings.Any(finding => finding.Severity == Severity.Error);
            var asJson = parsed.GetValue(json);
            if (isBad && !asJson)
            {
                FindingLines.Write(document.Findings, context);
                return ExitCodes.ProblemsFound;
            }
            var result = new Importer(context.Platforms).Import(document);
            isBad = result.HasErrors;
            var given = parsed.GetValue(output);
            var writes = !isBad && !parsed.GetValue(dryRun) && (given is not null || !asJson);
            // Asked before anything is printed, so that a refusal stands alone.
            var folder = writes ? CampaignFolder.Of(given ?? CampaignFolder.Usual(result.Draft), parsed.GetValue(force), context) : null;
            if (asJson)
                context.Out.WriteLine(Encoding.UTF8.GetString(ImportJson.ToUtf8(result)));
            else
                new ImportReport(result, document.Name, context).Write();
            if (folder is not null)
            {
                CampaignFolder.Save(result.Draft, folder, context);
                context.Error.WriteLine(TerminalText.Clean($"Written to {folder}. Read it through, then: socialkit check {folder}"));
            }
            return isBad ? ExitCodes.ProblemsFound : ExitCodes.Fine;
        });
        return command;
    }

    private static DocumentFormat? Format(string? given) =>
        given is null ? null
        : DocumentFormat.All.FirstOrDefault(format => format.Name == given)
            ?? throw new UsageException($"\"{given}\" is no format that is read: {string.Join(", ", DocumentFormat.All.Select(format => format.Name))} are.");
}
