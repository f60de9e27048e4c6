namespace SocialKit.Cli.Pages;

/// <summary>The address of a site, as a person gives it.</summary>
internal static class SiteAddress
{
    /// <summary>The address with its last slash; null if none was given.</summary>
    /// <exception cref="UsageException">It is no https address of a folder.</exception>
    public static string? Of(string? given)
    {
        if (given is null)
            return null;
        if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new UsageException("--url is no https address of a folder. Write it as https://www.example.org/action/.");
        return address.AbsoluteUri.TrimEnd('/') + "/";
    }
}
