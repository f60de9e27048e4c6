using System.Text;
using SocialKit.Cli.Sources;
using SocialKit.Web;
using SocialKit.Web.Serving;

namespace SocialKit.Cli.Pages;

/// <summary>The pages of campaigns as their files are at this moment: made anew for each request.</summary>
/// <param name="sources">The campaigns.</param>
/// <param name="making">Makes their pages.</param>
/// <param name="clock">How long to wait between two looks at the files.</param>
internal sealed class ServedSite(ValueList<Source.CampaignFolder> sources, PageMaking making, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);

    /// <summary>Where a campaign's pages lie if there are <paramref name="count"/>: with one alone at the root, as "socialkit page" writes it.</summary>
    public static Func<string, string> PathInSite(int count) => count == 1 ? _ => "" : slug => slug + "/";

    /// <summary>What stands at <paramref name="target"/>, a path with its query.</summary>
    public async Task<ServedAnswer> AnswerAsync(string target, CancellationToken cancellationToken)
    {
        var (path, query) = target.Split('?', 2) is [var before, var behind] ? (before, behind) : (target, "");
        path = Uri.UnescapeDataString(path);
        if (path == LiveScript.Path)
            return ServedAnswer.Of(200, ServedAnswer.TypeOf(path), Encoding.UTF8.GetBytes(LiveScript.Text));
        if (path == LiveScript.StreamPath)
            return Changes(SourceOf(Uri.UnescapeDataString(query)));
        var file = path.EndsWith('/') ? path[1..] + "index.html" : path[1..];
        if (PageFiles.Shared.FirstOrDefault(shared => shared.Path == file) is { } script)
            return await OfAsync(script, cancellationToken).ConfigureAwait(false);
        if (sources.Count > 1 && file == "index.html")
            return await OfAsync(List(), cancellationToken).ConfigureAwait(false);
        return SourceOf(path) is { } source ? await PageAsync(source, path, file, cancellationToken).ConfigureAwait(false) : NotFound;
    }

    private static ServedAnswer NotFound => ServedAnswer.Text(404, "There is no such page.");

    private async Task<ServedAnswer> PageAsync(Source.CampaignFolder source, string path, string file, CancellationToken cancellationToken)
    {
        var made = making.Make(source);
        if (made.Files is null)
        {
            var trouble = new Trouble(made.Name, [$"There is no page: {made.Refusal}", .. made.Findings.Select(finding => finding.ToString())]);
            return await OfAsync(new("index.html", trouble.RenderAsync), cancellationToken).ConfigureAwait(false);
        }
        if (made.Files.FirstOrDefault(page => page.Path == file) is { } found)
            return await OfAsync(found, cancellationToken).ConfigureAwait(false);
        // "/en" is meant as "/en/"; links on the page count on the slash.
        return made.Files.Any(page => page.Path == file + "/index.html")
            ? ServedAnswer.Text(302, path + "/") with { Headers = [("Location", Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) + "/")] }
            : NotFound;
    }

    private Source.CampaignFolder? SourceOf(string path)
    {
        if (sources.Count == 1)
            return sources[0];
        var slug = path.TrimStart('/').Split('/')[0];
        return sources.FirstOrDefault(source => SlugOf(source) == slug);
    }

    private SiteFile List() => PageFiles.Of(new SiteIndex(
        [.. sources.Select(making.Make).Zip(sources).Select(pair => pair.First.Row ?? new(SlugOf(pair.Second), SlugOf(pair.Second), null, PageTexts.Complete, null, []))],
        PageTexts.In(PageTexts.Complete), NoIndex: true));

    private static string SlugOf(Source.CampaignFolder source) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source.Path)));

    // A look at names, sizes and times now and then: it works on every file system, also on those that tell nobody of changes.
    private ServedAnswer Changes(Source.CampaignFolder? source) => new(200, "text/event-stream", async (stream, cancellationToken) =>
    {
        var seen = Stamp(source);
        await SendAsync(": here\n\n").ConfigureAwait(false);
        for (var looks = 1; ; looks++)
        {
            await Task.Delay(BetweenLooks, clock, cancellationToken).ConfigureAwait(false);
            var stamp = Stamp(source);
            if (stamp != seen)
                await SendAsync("data: changed\n\n").ConfigureAwait(false);
            else if (looks % 40 == 0)
                await SendAsync(":\n\n").ConfigureAwait(false); // finds out that nobody listens any more
            seen = stamp;
        }

        Task SendAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
    });

    private string Stamp(Source.CampaignFolder? source)
    {
        var stamp = new StringBuilder();
        foreach (var folder in source is null ? sources : [source])
        {
            try
            {
                foreach (var file in new DirectoryInfo(folder.Path).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
                    stamp.Append(file.Name).Append('\n').Append(file.Length).Append(' ').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                stamp.Append("gone\n"); // an editor that is putting a file there
            }
        }
        return stamp.ToString();
    }

    private static async Task<ServedAnswer> OfAsync(SiteFile file, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await file.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        return ServedAnswer.Of(200, ServedAnswer.TypeOf(file.Path), body.ToArray());
    }
}
