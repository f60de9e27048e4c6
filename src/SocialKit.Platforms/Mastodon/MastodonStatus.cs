using System.Globalization;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>A post as a server tells it (Status, docs of 2026-07). Ids are text: they are numbers on some servers only.</summary>
/// <param name="Id">The server's own id.</param>
/// <param name="Json">All of it.</param>
internal sealed record MastodonStatus(string Id, JsonElement Json)
{
    private const int LongestId = 200;

    /// <summary>When the server says that it was made; null if it does not.</summary>
    public DateTimeOffset? CreatedAt => DateTimeOffset.TryParse(Json.Text("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>Its text, as HTML.</summary>
    public string Content => Json.Text("content") ?? "";

    /// <summary>True if it says <paramref name="text"/>. Some servers give the words as they were sent beside the HTML.</summary>
    public bool Says(string text) => (Json.Text("text") is { } sent && MastodonText.IsSame(sent, text)) || MastodonText.Says(Content, text);

    /// <summary>Its content warning; empty if there is none.</summary>
    public string Warning => Json.Text("spoiler_text") ?? "";

    /// <summary>The post that it replies to; null if it is no reply.</summary>
    public string? InReplyTo => Json.Id("in_reply_to_id");

    /// <summary>Its author's id.</summary>
    public string? Author => Json.Member("account")?.Id("id");

    /// <summary>The post that it passes on; null if it is one of its own.</summary>
    public MastodonStatus? Reblog => Json.Member("reblog") is { } inner ? Of(inner) : null;

    /// <summary>True if the account whose token asked has passed it on.</summary>
    public bool IsReblogged => Json.IsTrue("reblogged");

    /// <summary>True if it is at <paramref name="url"/>, for readers or for servers. snac (tried 2026-11) shows an own post that was passed on as the passing on.</summary>
    public bool IsAt(string url) => Json.Text("url") == url || Json.Text("uri") == url || Reblog?.IsAt(url) == true;

    /// <summary>How it is named from now on.</summary>
    public PostRef Ref => new(MastodonPlatform.Id, Id, AddressOf(Json.Text("url") ?? Json.Text("uri")));

    /// <summary>The post that <paramref name="json"/> is; null if it is none.</summary>
    public static MastodonStatus? Of(JsonElement? json) =>
        json is { } status && status.Id("id") is { Length: <= LongestId } id && status.Text("scheduled_at") is null ? new(id, status) : null;

    /// <summary>The post that an answer holds; null if it holds none.</summary>
    public static MastodonStatus? Of(HttpResult.Answer answer) => answer.IsSuccess ? Of(AnswerJson.Object(answer)) : null;

    // It is shown to people as a link: nothing but the web passes.
    private static string? AddressOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? url : null;
}
