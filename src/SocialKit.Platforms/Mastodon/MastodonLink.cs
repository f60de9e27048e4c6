using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>The pages beside a page, from the Link header (RFC 8288). Only one on the account's own server is followed: the token goes with it.</summary>
internal static class MastodonLink
{
    /// <summary>Path and query of the next page, of older posts; null if there is none.</summary>
    public static string? Next(HttpResult.Answer answer, string server) => Find(answer, server, "rel=\"next\"");

    /// <summary>Path and query of the page before, of newer posts; null if there is none.</summary>
    public static string? Previous(HttpResult.Answer answer, string server) => Find(answer, server, "rel=\"prev\"");

    private static string? Find(HttpResult.Answer answer, string server, string relation)
    {
        foreach (var link in Parts(answer.Headers.Find("Link") ?? ""))
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            if (!link.StartsWith('<') || end < 0 || !link[end..].Contains(relation, StringComparison.OrdinalIgnoreCase))
                continue;
            return Uri.TryCreate(new Uri(server), link[1..end], out var address) && MastodonApi.IsAt(address, server) ? address.PathAndQuery : null;
        }
        return null;
    }

    // Addresses may hold commas.
    private static IEnumerable<string> Parts(string header)
    {
        var start = 0;
        var isInside = false;
        for (var i = 0; i < header.Length; i++)
        {
            isInside = header[i] == '<' || (isInside && header[i] != '>');
            if (header[i] != ',' || isInside)
                continue;
            yield return header[start..i].Trim();
            start = i + 1;
        }
        yield return header[start..].Trim();
    }
}
