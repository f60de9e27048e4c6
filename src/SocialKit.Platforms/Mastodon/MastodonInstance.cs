using System.Text.Json;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>What a server says of itself: GET /api/v2/instance, or v1 where there is no v2, and its nodeinfo.</summary>
/// <param name="Domain">The part of its accounts' names behind "@".</param>
/// <param name="Software">What it runs, in lower case; <see cref="Original"/> only where the server says so in both documents; null if it does not say.</param>
/// <param name="Limits">What it says of posts; null if it does not.</param>
internal sealed record MastodonInstance(string Domain, string? Software, AccountLimits? Limits)
{
    /// <summary>Mastodon itself: the software whose handling of repeats is documented.</summary>
    public const string Original = "mastodon";

    /// <summary>A server that counts code points.</summary>
    public const string GoToSocial = "gotosocial";

    // Mastodon 4.0 and later, docs of 2026-07: "source_url". Forks and others name their own; GoToSocial's version begins like Mastodon's (3.5.3+…), so a version proves nothing.
    private const string OriginalSource = "https://github.com/mastodon/mastodon";

    private const int MostCharacters = 1_000_000, MostCharactersPerLink = 10_000, MostMedia = 100, MostTypes = 50, LongestType = 100;

    /// <summary>Asks the server.</summary>
    /// <returns>The instance, or why there is none, in words.</returns>
    public static async Task<(MastodonInstance? Instance, string? Why)> ReadAsync(Reads reads, string server, CancellationToken cancellationToken)
    {
        var second = await reads.SendAsync(HttpCall.Get(server + "/api/v2/instance"), cancellationToken).ConfigureAwait(false);
        var json = Json(second);
        var document = json;
        if (document is null)
        {
            // Only a server that answered may have no v2: one that cannot be reached has no v1 either.
            if (second is not HttpResult.Answer)
                return (null, MastodonWords.Of(second));
            var first = await reads.SendAsync(HttpCall.Get(server + "/api/v1/instance"), cancellationToken).ConfigureAwait(false);
            document = Json(first);
            if (document is null)
                return (null, $"{new Uri(server).Authority} does not answer as a Mastodon server does ({MastodonWords.Of(first)}).");
        }
        var name = await SoftwareAsync(reads, server, cancellationToken).ConfigureAwait(false);
        var isOriginal = json?.Text("source_url") is { } source && source.TrimEnd('/').Equals(OriginalSource, StringComparison.OrdinalIgnoreCase);
        var software = (name, isOriginal) switch
        {
            (Original, true) => Original,
            // It calls itself Mastodon, and its source is somewhere else or not said: what it changed is not known.
            (Original, false) => "mastodon-like",
            (null, true) => null,
            _ => name,
        };
        return (new(DomainOf(document.Value, server), software, LimitsOf(document.Value)), null);
    }

    private static JsonElement? Json(HttpResult result) =>
        result is HttpResult.Answer { Code: 200 } answer && AnswerJson.Object(answer) is { } json && (json.Text("version") is not null || json.Text("title") is not null) ? json : null;

    private static AccountLimits? LimitsOf(JsonElement instance)
    {
        var statuses = instance.Member("configuration")?.Member("statuses");
        // Pleroma and what comes of it say it in a member of their own.
        var characters = statuses?.Number("max_characters") ?? instance.Number("max_toot_chars");
        var link = statuses?.Number("characters_reserved_per_url") ?? MastodonLimits.Default.CharactersPerLink;
        return characters is { } most and > 0 and <= MostCharacters && link is > 0 and <= MostCharactersPerLink ? MediaOf(instance, new((int)most, (int)link)) : null;
    }

    // configuration.statuses.max_media_attachments and configuration.media_attachments (Mastodon, entity Instance, docs of 2026-07). What makes no sense is as good as not said.
    private static AccountLimits MediaOf(JsonElement instance, AccountLimits limits)
    {
        var configuration = instance.Member("configuration");
        var media = configuration?.Member("media_attachments");
        return limits with
        {
            MaxMedia = configuration?.Member("statuses")?.Number("max_media_attachments") is { } most and > 0 and <= MostMedia ? (int)most : null,
            MaxPictureBytes = media?.Number("image_size_limit") is { } bytes and > 0 and <= int.MaxValue ? (int)bytes : null,
            MaxPicturePixels = media?.Number("image_matrix_limit") is { } pixels and > 0 ? pixels : null,
            MediaTypes = [.. (media?.Items("supported_mime_types") ?? []).Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!).Where(type => type.StartsWith("image/", StringComparison.Ordinal) && type.Length <= LongestType).Take(MostTypes)],
        };
    }

    private static string DomainOf(JsonElement instance, string server)
    {
        var said = instance.Text("domain") ?? instance.Text("uri") ?? "";
        said = said.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? said["https://".Length..].TrimEnd('/') : said;
        return MastodonServer.IsServer(said) ? said : new Uri(server).Authority;
    }

    // https://nodeinfo.diaspora.software: a list of links, each to a document with software.name. Only the server's own is asked.
    private static async Task<string?> SoftwareAsync(Reads reads, string server, CancellationToken cancellationToken)
    {
        if (await reads.SendAsync(HttpCall.Get(server + "/.well-known/nodeinfo"), cancellationToken).ConfigureAwait(false) is not HttpResult.Answer { Code: 200 } list || AnswerJson.Object(list) is not { } links)
            return null;
        foreach (var link in links.Items("links"))
        {
            if (link.Text("href") is not { } href || !Uri.TryCreate(href, UriKind.Absolute, out var address) || !MastodonApi.IsAt(address, server))
                continue;
            return await reads.SendAsync(HttpCall.Get(address.AbsoluteUri), cancellationToken).ConfigureAwait(false) is HttpResult.Answer { Code: 200 } answer && AnswerJson.Object(answer)?.Member("software")?.Text("name") is { Length: <= 64 } name
                ? new string([.. name.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')])
                : null;
        }
        return null;
    }
}
