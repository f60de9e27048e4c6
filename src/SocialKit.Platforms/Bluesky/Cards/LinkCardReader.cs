using System.Net.Http.Headers;
using SocialKit.Pictures;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky.Cards;

/// <summary>Reads what a page says of itself, for a link card. Off unless a post asks for it: whoever keeps the page learns that it was asked for, and from where.</summary>
/// <remarks>https alone, public addresses alone, three redirects at most, each checked; 1 MiB and 5 seconds in all.</remarks>
/// <param name="http">Makes the calls, over <see cref="GuardedConnections"/>.</param>
/// <param name="clock">Ends what takes too long.</param>
/// <param name="isAllowed">Which addresses may be asked for.</param>
internal sealed class LinkCardReader(HttpCaller http, TimeProvider clock, Func<Uri, bool> isAllowed)
{
    /// <summary>The option that asks for a card.</summary>
    public const string Option = "link-card";

    /// <summary>Its value.</summary>
    public const string FirstLink = "first-link";

    private const int MaxRedirects = 3;
    private const int MaxBytes = 1024 * 1024;

    // app.bsky.embed.external, 2026-08.
    private const int MaxThumbBytes = 1_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>A reader on the public network.</summary>
    public static LinkCardReader Public(TimeProvider clock) => new(new HttpCaller(GuardedConnections.Public.Handler(), clock), clock, IsPublicPage);

    /// <summary>https on its usual port, without a name or password in it.</summary>
    public static bool IsPublicPage(Uri address) => address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0;

    /// <summary>The card of a page; null if there is none to be had, whatever the reason.</summary>
    public async Task<LinkCard?> ReadAsync(string address, CancellationToken cancellationToken)
    {
        using var longest = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellationToken);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var page) || await GetAsync(page, "text/html", either.Token).ConfigureAwait(false) is not var (at, answer) || HtmlHead.Read(answer.Body, Type(answer)?.CharSet) is not { } head)
            return null;
        var thumb = head.Picture is { } picture && Uri.TryCreate(at, picture, out var pictureAt) ? await ThumbAsync(pictureAt, either.Token).ConfigureAwait(false) : null;
        return new(head.Title, head.Description, thumb);
    }

    private async Task<LinkThumb?> ThumbAsync(Uri address, CancellationToken cancellationToken) =>
        await GetAsync(address, "image/", cancellationToken).ConfigureAwait(false) is var (_, answer) && CleanPicture.Of(answer.Body) is { Bytes.Length: <= MaxThumbBytes } picture
            ? new(picture.Bytes, picture.Facts.MediaType)
            : null;

    private async Task<(Uri At, HttpResult.Answer Answer)?> GetAsync(Uri address, string type, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            if (!isAllowed(address))
                return null;
            var call = HttpCall.Get(address.AbsoluteUri).With("Accept", type.EndsWith('/') ? type + "*" : type) with { LongestAnswer = MaxBytes, Timeout = Longest };
            if (await http.SendAsync(call, cancellationToken).ConfigureAwait(false) is not HttpResult.Answer answer)
                return null;
            if (answer.IsSuccess)
                return Type(answer)?.MediaType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true ? (address, answer) : null;
            if (answer.Code is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Find("Location") is not { } location || !Uri.TryCreate(address, location, out var next))
                return null;
            address = next;
        }
        return null;
    }

    private static MediaTypeHeaderValue? Type(HttpResult.Answer answer) => answer.Headers.Content.ContentType;
}

/// <summary>What a card shows.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="Description">What it says of itself; may be empty.</param>
/// <param name="Thumb">Its picture; null for none.</param>
internal sealed record LinkCard(string Title, string Description, LinkThumb? Thumb);

/// <summary>A card's picture.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Type">Such as <c>image/jpeg</c>.</param>
internal sealed record LinkThumb(ReadOnlyMemory<byte> Bytes, string Type);
