namespace SocialKit.Web.Serving;

/// <summary>What stands in the place of a page that cannot be made: why, for whoever is writing the campaign.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Lines">What is wrong, a sentence each.</param>
public sealed record Trouble(string Title, ValueList<string> Lines)
{
    /// <summary>The page as HTML.</summary>
    public Task RenderAsync(Stream stream, CancellationToken cancellationToken) => PageFiles.RenderAsync(Slices.Trouble.Create(this), stream, cancellationToken);
}
