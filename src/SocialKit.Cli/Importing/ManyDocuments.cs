using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Terminal;
using SocialKit.Import;

namespace SocialKit.Cli.Importing;

/// <summary>Imports one document after the other. Nothing of one is kept while the next is read, and what is wrong with one stops no other.</summary>
internal sealed class ManyDocuments(DocumentFile files, bool force, bool dryRun, bool json, CliContext context)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Importer _importer = new(context.Platforms);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private int _code = ExitCodes.Fine;

    /// <summary>Imports them.</summary>
    /// <returns>The exit code: 2 if a path was wrong, else 3 if a document could not be used.</returns>
    /// <exception cref="UsageException">A folder is named, which can be only one campaign's.</exception>
    public int Import(string[] given, string? folder)
    {
        if (folder is not null)
            throw new UsageException($"-o names one folder, and there are {given.Length} documents: leave it out, and each gets its own.");
        var progress = new ProgressLine(given.Length, context);
        foreach (var name in given)
        {
            progress.Next(name);
            try
            {
                One(name, progress);
            }
            catch (UsageException exception)
            {
                progress.Clear();
                context.Error.WriteLine("socialkit: " + TerminalText.Clean(exception.Message));
                _code = ExitCodes.Usage;
            }
        }
        progress.Clear();
        return _code;
    }

    private void One(string name, ProgressLine progress)
    {
        var result = _importer.Import(files.Read(name));
        if (result.HasErrors && _code == ExitCodes.Fine)
            _code = ExitCodes.ProblemsFound;
        progress.Clear();
        if (json)
        {
            context.Out.WriteLine(OneLine(ImportJson.ToUtf8(result)));
            return;
        }
        if (result.HasErrors)
        {
            FindingLines.Write(result.Findings.Where(finding => finding.Severity == Severity.Error), context);
            return;
        }
        var folder = CampaignFolder.Usual(result.Draft);
        // Two documents of one case would otherwise be written over each other.
        if (!_folders.Add(folder))
            throw new UsageException($"{name} would become {folder} as another document has just now: import it alone, with -o.");
        CampaignFolder.Of(folder, force, context);
        if (!dryRun)
            CampaignFolder.Save(result.Draft, folder, context);
        context.Out.WriteLine(TerminalText.Clean($"{name} -> {folder}  {Counted(result.Draft.Messages.Count, "message")}, {Counted(result.Draft.Targets.Count, "target")}; {Counted(result.Findings.Count, "finding")}"));
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string OneLine(ReadOnlyMemory<byte> indented)
    {
        using var document = JsonDocument.Parse(indented);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
            document.RootElement.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
