using System.Globalization;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>The calls of X's API v2 that this program makes (openapi 2.167), and how they are authorised.</summary>
/// <param name="services">Settings and clock.</param>
internal sealed class XApi(PlatformServices services)
{
    /// <summary>Credentials of OAuth 2.0: secrets <c>access</c>, <c>refresh</c>, <c>client-id</c>, <c>client-secret</c>.</summary>
    public const string OAuth2 = "oauth2";

    /// <summary>Credentials of OAuth 1.0a: secrets <c>consumer-key</c>, <c>consumer-secret</c>, <c>access</c>, <c>access-secret</c>.</summary>
    public const string OAuth1 = "oauth1";

    private readonly string _api = services.Address("x:api", "https://api.x.com");

    /// <summary>Where a person says yes.</summary>
    public string Authorize { get; } = services.Address("x:site", "https://x.com") + "/i/oauth2/authorize";

    /// <summary>Where codes and refresh tokens are turned into tokens.</summary>
    public string Token => _api + "/2/oauth2/token";

    /// <summary>Where tokens are taken back.</summary>
    public string Revoke => _api + "/2/oauth2/revoke";

    /// <summary>Who the credentials are.</summary>
    public HttpCall Me() => HttpCall.Get(_api + "/2/users/me");

    /// <summary>Publishes; <paramref name="json"/> is the whole body.</summary>
    public HttpCall Post(ReadOnlyMemory<byte> json) => HttpCall.Post(_api + "/2/tweets", json);

    /// <summary>One post.</summary>
    public HttpCall Read(string post) => HttpCall.Get($"{_api}/2/tweets/{post}");

    /// <summary>Deletes a post.</summary>
    public HttpCall Delete(string post) => new(HttpMethod.Delete, $"{_api}/2/tweets/{post}");

    /// <summary>Reposts; <paramref name="json"/> names the post.</summary>
    public HttpCall Repost(string user, ReadOnlyMemory<byte> json) => HttpCall.Post($"{_api}/2/users/{user}/retweets", json);

    /// <summary>Takes a repost back.</summary>
    public HttpCall Unrepost(string user, string post) => new(HttpMethod.Delete, $"{_api}/2/users/{user}/retweets/{post}");

    /// <summary>A page of what an account posted, the newest first, without reposts.</summary>
    /// <param name="user">The account.</param>
    /// <param name="since">What is older is left out.</param>
    /// <param name="page">The token of the page; null for the first.</param>
    /// <param name="words">In which words the fields are asked for.</param>
    public HttpCall Timeline(string user, DateTimeOffset since, string? page, XWords words)
    {
        var from = since.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return HttpCall.Get($"{_api}/2/users/{user}/tweets?max_results=100&exclude=retweets&start_time={Uri.EscapeDataString(from)}&{words.Query}{(page is null ? "" : "&pagination_token=" + Uri.EscapeDataString(page))}");
    }

    /// <summary>Who has a name.</summary>
    public HttpCall UserCalled(string name) => HttpCall.Get($"{_api}/2/users/by/username/{name}?user.fields=protected");

    /// <summary>Who an id is.</summary>
    public HttpCall User(string user) => HttpCall.Get($"{_api}/2/users/{user}?user.fields=protected");

    /// <summary>A page of what an account posted of its own behind an id, the newest first.</summary>
    /// <param name="user">The account.</param>
    /// <param name="since">What is not above it is left out.</param>
    /// <param name="until">What is not below it is left out; null for everything.</param>
    /// <param name="page">The token of the page; null for the first.</param>
    /// <param name="most">The most posts on a page; 5 to 100.</param>
    /// <param name="withAuthor">True to ask for the account's name, too.</param>
    /// <param name="words">In which words the fields are asked for.</param>
    public HttpCall Behind(string user, long since, long? until, string? page, int most, bool withAuthor, XWords words) => HttpCall.Get(string.Create(CultureInfo.InvariantCulture,
        $"{_api}/2/users/{user}/tweets?max_results={most}&exclude=replies,retweets&since_id={since}{(until is { } id ? $"&until_id={id}" : "")}&{words.Seen}{(withAuthor ? "&expansions=author_id" : "")}{(page is null ? "" : "&pagination_token=" + Uri.EscapeDataString(page))}"));

    /// <summary>Somebody's post.</summary>
    /// <param name="post">The post.</param>
    /// <param name="withAuthor">True to ask for its author's name, too.</param>
    /// <param name="words">In which words the fields are asked for.</param>
    public HttpCall Look(string post, bool withAuthor, XWords words) => HttpCall.Get($"{_api}/2/tweets/{post}?{words.Seen}{(withAuthor ? "&expansions=author_id" : "")}");

    /// <summary>Begins the upload of a picture.</summary>
    public HttpCall BeginMedia(ReadOnlyMemory<byte> json) => HttpCall.Post(_api + "/2/media/upload/initialize", json);

    /// <summary>Uploads a part.</summary>
    public HttpCall AppendMedia(string media, ReadOnlyMemory<byte> body, string type) =>
        new(HttpMethod.Post, $"{_api}/2/media/upload/{media}/append") { Body = body, BodyType = type, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Ends an upload.</summary>
    public HttpCall EndMedia(string media) => new(HttpMethod.Post, $"{_api}/2/media/upload/{media}/finalize");

    /// <summary>How far X is with a picture.</summary>
    public HttpCall MediaStatus(string media) => HttpCall.Get($"{_api}/2/media/upload?command=STATUS&media_id={media}");

    /// <summary>Says what a picture shows.</summary>
    public HttpCall DescribeMedia(ReadOnlyMemory<byte> json) => HttpCall.Post(_api + "/2/media/metadata", json);

    /// <summary>The same call, authorised.</summary>
    /// <exception cref="InvalidOperationException">The credentials were kept by something else.</exception>
    public HttpCall With(HttpCall call, Credentials credentials)
    {
        if (credentials.Kind != OAuth1)
            return call.With(credentials["access"]);
        var signature = new XSignature(credentials["consumer-key"].Reveal(), credentials["consumer-secret"], credentials["access"].Reveal(), credentials["access-secret"]);
        return call.With(new Secret(signature.Header(call.Method.Method, call.Address, XSignature.Nonce(), services.Clock.GetUtcNow())), "OAuth");
    }

    /// <summary>Whatever must not be in what is kept of an answer: all secrets of <paramref name="credentials"/>, and the header that was sent.</summary>
    public static IEnumerable<Secret?> SecretsOf(Credentials credentials, HttpCall? call = null) =>
        credentials.Secrets.Select(secret => secret.Value).Append(call?.Authorization);

    /// <summary>In which words fields are asked for first: the setting <c>x:fields-parameter</c>.</summary>
    public XWords FirstWords => services.Setting("x:fields-parameter") == XWords.Posts.Parameter ? XWords.Posts : XWords.Tweets;
}

/// <summary>The names that X has for one and the same thing. On 2026-08-07 its description renamed <c>tweet.fields</c> to <c>post.fields</c> and others with it, while its pages keep the old names: one is tried first, the
/// other where X knows the first not.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Query">What is asked for.</param>
/// <param name="Seen">What is asked for of somebody else's post. What a post refers to is left out: where it is an expansion, it is paid for.</param>
internal sealed record XWords(string Parameter, string Query, string Seen)
{
    /// <summary>As in X's pages.</summary>
    public static XWords Tweets { get; } = new("tweet.fields", "tweet.fields=conversation_id,created_at,entities,note_tweet,referenced_tweets,text", "tweet.fields=attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,lang,note_tweet,possibly_sensitive,referenced_tweets,text");

    /// <summary>As in its description (openapi 2.167), where what a post refers to is an expansion.</summary>
    public static XWords Posts { get; } = new("post.fields", "post.fields=conversation_id,created_at,entities,note_post,text&expansions=referenced_posts", "post.fields=attachments,conversation_id,created_at,entities,lang,note_post,possibly_sensitive,text");

    /// <summary>The other ones.</summary>
    public XWords Other => this == Posts ? Tweets : Posts;
}
