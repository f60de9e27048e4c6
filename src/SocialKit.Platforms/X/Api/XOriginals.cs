using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit.Platforms.X.Api;

/// <summary>Reads single posts of other people: $0.005 each (X, 2026-08-22), and $0.010 for its author's name.</summary>
/// <param name="calls">Makes the reads.</param>
/// <param name="rules">How X finds hashtags.</param>
internal sealed class XOriginals(XCalls calls, IPostRules rules)
{
    // Where nobody asked for a name: addresses lead to the post all the same.
    private const string NoName = "i";

    /// <summary>Reads a post.</summary>
    public async Task<XOriginal> ReadAsync(Account reader, Credentials credentials, string id, bool withAuthor, CancellationToken cancellationToken)
    {
        var words = calls.Api.FirstWords;
        var result = await calls.ReadAsync(reader, credentials, calls.Api.Look(id, withAuthor, words), cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer { Code: 400 })
            result = await calls.ReadAsync(reader, credentials, calls.Api.Look(id, withAuthor, words.Other), cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer) is { } json && json.Member("data") is { } data && XSeenPost.Read(data) is { } seen)
        {
            var user = json.Member("includes")?.Items("users").FirstOrDefault();
            var author = seen.Author ?? user?.IdOf("id");
            return author is null && withAuthor
                ? new XOriginal.NotRead(new Outcome.NotSent("X does not say whose post it is."))
                : new XOriginal.There(seen.ToPost(author ?? "", user?.Text("username") ?? NoName, rules));
        }
        return XAbsence.Of(result, XApi.SecretsOf(credentials)) is { } reason ? new XOriginal.Gone(reason) : new XOriginal.NotRead(await calls.UnreadAsync(reader, credentials, result, cancellationToken).ConfigureAwait(false));
    }
}

/// <summary>What reading somebody's post came to.</summary>
internal abstract record XOriginal
{
    private XOriginal() { }

    /// <summary>It is there.</summary>
    /// <param name="Post">The post.</param>
    public sealed record There(FeedPost Post) : XOriginal;

    /// <summary>It is not there, or not for everybody any more.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Gone(string Reason) : XOriginal;

    /// <summary>That could not be found out.</summary>
    /// <param name="Why">What that is for a delivery.</param>
    public sealed record NotRead(Outcome Why) : XOriginal;
}
