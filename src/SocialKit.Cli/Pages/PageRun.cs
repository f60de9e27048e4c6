using SocialKit.Cli.Sharing;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;
using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>One run of <c>socialkit page</c>.</summary>
internal sealed class PageRun(CliContext context)
{
    private int _exitCode = ExitCodes.Fine;
    private readonly HashSet<string> _styles = new(StringComparer.Ordinal);
    private readonly List<SiteIndexRow> _rows = [];

    /// <summary>The campaign, or the folder of campaigns, as the person named it; null for what is here.</summary>
    public string? Given { get; init; }

    /// <summary>True to take every campaign that is found.</summary>
    public bool TakesAll { get; init; }

    /// <summary>The folder to write.</summary>
    public required string Output { get; init; }

    /// <summary>The address that the folder will have, with its last slash; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>True to ask search engines to leave the pages out.</summary>
    public bool NoIndex { get; init; }

    /// <summary>True to count visits by where they come from.</summary>
    public bool Utm { get; init; }

    /// <summary>True to show the address as a QR code.</summary>
    public bool ShowsQrCode { get; init; }

    /// <summary>The fonts to draw pictures with before those of this machine; null to draw none.</summary>
    public ValueList<string>? Fonts { get; init; } = [];

    /// <summary>Writes the site.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = context.PathOf(Output);
        if (SiteWriter.Obstacle(folder) is { } obstacle)
            throw new UsageException(obstacle);
        var sources = Sources();
        var states = await CampaignStates.ReadAsync(sources, context, cancellationToken).ConfigureAwait(false);
        using var pictures = Fonts is { } fonts && Address is not null ? PagePictures.Find(fonts, context) : null;
        var making = new PageMaking(context, states)
        {
            Options = PagePlaces.Options(context) with { NoIndex = NoIndex, Utm = Utm },
            Address = Address,
            PathInSite = TakesAll ? slug => slug + "/" : _ => "",
            Pictures = pictures,
        };
        if (!TakesAll)
        {
            var one = making.Make(sources[0]);
            Report(one);
            return one.Files is null ? one.ExitCode : await WriteAsync(folder, one.Files.Concat(Rest(one)), cancellationToken).ConfigureAwait(false);
        }
        return await WriteAsync(folder, AllFiles(sources, making), cancellationToken).ConfigureAwait(false);
    }

    private ValueList<Source.CampaignFolder> Sources()
    {
        var found = TakesAll ? SourceFinder.Find(Given, context) : [SourceFinder.FindOne(Given, context)];
        var campaigns = found.OfType<Source.CampaignFolder>().ToValueList();
        return campaigns.Count == found.Count ? campaigns : throw new UsageException("Only a campaign has a page, and this is a text.");
    }

    // One campaign after the other: thousands of them need no more memory than the largest.
    private IEnumerable<SiteFile> AllFiles(ValueList<Source.CampaignFolder> sources, PageMaking making)
    {
        foreach (var source in sources)
        {
            var made = making.Make(source);
            Report(made);
            if (made.Files is null)
            {
                _exitCode = ExitCodes.ProblemsFound;
                continue;
            }
            Remember(made);
            foreach (var file in made.Files)
                yield return file;
        }
        var languages = _rows.Select(row => row.Language).Distinct().ToList();
        yield return PageFiles.Of(new SiteIndex([.. _rows], PageTexts.In(languages.Count == 1 ? languages[0] : PageTexts.Complete), NoIndex));
        foreach (var file in PageFiles.Shared.Concat(PageHosting.Files(_styles)))
            yield return file;
    }

    private IEnumerable<SiteFile> Rest(MadePages made)
    {
        Remember(made);
        return PageFiles.Shared.Concat(PageHosting.Files(_styles));
    }

    private void Remember(MadePages made)
    {
        if (made.Style.Length > 0)
            _styles.Add(made.Style);
        if (made.Row is { } row)
            _rows.Add(row);
    }

    private void Report(MadePages made)
    {
        FindingLines.WriteGrouped(made.Findings, context);
        if (made.Refusal is { } refusal)
            context.Error.WriteLine(TerminalText.Clean($"No page was written of {made.Name}: {refusal}"));
    }

    private async Task<int> WriteAsync(string folder, IEnumerable<SiteFile> files, CancellationToken cancellationToken)
    {
        var (count, bytes) = await SiteWriter.WriteAsync(folder, files, cancellationToken).ConfigureAwait(false);
        var what = TakesAll ? $"{_rows.Count} {(_rows.Count == 1 ? "campaign" : "campaigns")}"
            : _rows is [var row] ? string.Join(", ", row.Languages.Select(language => language.Tag))
            : "that the action was withdrawn";
        context.Error.WriteLine(TerminalText.Clean($"Written to {Output}: {what}; {count} files, {(bytes + 1023) / 1024} KiB."));
        if (ShowsQrCode && Address is { } address)
            QrCodeOutput.Write(address, context);
        return _exitCode;
    }
}
