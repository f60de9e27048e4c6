namespace SocialKit.Web;

/// <summary>A file of a site: where it lies in it, and what writes it.</summary>
/// <param name="Path">From the site's folder, with slashes.</param>
/// <param name="WriteAsync">Writes its bytes; the same at each call.</param>
public sealed record SiteFile(string Path, Func<Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>A file of known bytes.</summary>
    public static SiteFile Of(string path, ReadOnlyMemory<byte> bytes) => new(path, (stream, cancellationToken) => stream.WriteAsync(bytes, cancellationToken).AsTask());

    /// <summary>A text file.</summary>
    public static SiteFile Of(string path, string text) => Of(path, System.Text.Encoding.UTF8.GetBytes(text));
}
