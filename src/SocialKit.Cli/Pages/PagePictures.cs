using SocialKit.Cli.Terminal;
using SocialKit.Web;
using SocialKit.Web.Cards;

namespace SocialKit.Cli.Pages;

/// <summary>The pictures for link previews.</summary>
internal sealed class PagePictures(CardPicture picture) : IDisposable
{
    /// <summary>Pictures drawn with <paramref name="fonts"/> and this machine's; null, with a word on stderr, where there are none or nothing can be drawn.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static PagePictures? Find(ValueList<string> fonts, CliContext context)
    {
        if (fonts.FirstOrDefault(file => !File.Exists(file)) is { } missing)
            throw new UsageException($"There is no font file {missing}.");
        try
        {
            var picture = new CardPicture(fonts.Concat(FontFiles.Find(FontFiles.Folders, bold: true)), fonts.Concat(FontFiles.Find(FontFiles.Folders, bold: false)));
            if (picture.CanDraw)
                return new(picture);
            picture.Dispose();
            context.Error.WriteLine("No font was found, so no pictures for link previews were made. Install one, such as fonts-noto-core, or name a file with --font.");
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            context.Error.WriteLine(TerminalText.Clean($"This machine cannot draw, so no pictures for link previews were made: {exception.Message.ReplaceLineEndings(" ")}"));
        }
        return null;
    }

    /// <summary>A picture beside each page.</summary>
    /// <param name="plan">The pages.</param>
    /// <param name="folder">The campaign's folder inside the site, with its last slash; empty if the campaign is the site.</param>
    public IEnumerable<SiteFile> FilesOf(PagePlan plan, string folder) =>
        plan.Pages.Select(page => new SiteFile($"{folder}{page.Language}/{CardPicture.FileName}", (stream, cancellationToken) => stream.WriteAsync(picture.Draw(page), cancellationToken).AsTask()));

    public void Dispose() => picture.Dispose();
}
