using System.Text.Json;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Posts;

namespace SocialKit.Platforms.X.Api;

/// <summary>Looks whether a post is out, among the account's own posts since it was prepared. Reads cost $0.001 a post that is listed (X, changelog of 2026-04-16: owned reads).</summary>
/// <param name="calls">Makes the reads.</param>
/// <param name="rules">How X finds links.</param>
internal sealed class XLook(XCalls calls, IPostRules rules)
{
    /// <summary>How far the clocks of this machine and of X may differ: as far as the worker lets its clock differ from the store's.</summary>
    public static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    private const int MostPages = 5;

    private readonly XComparison _comparison = new(rules);

    /// <summary>Reads once.</summary>
    public async Task<XSeen> SeeAsync(Delivery delivery, Post post, XWire wire, CancellationToken cancellationToken)
    {
        if (await calls.PermitAsync(delivery.From, cancellationToken).ConfigureAwait(false) is not Permit.Given { Credentials: var credentials })
            return new XSeen.NotRead("The account cannot be read now: it waits for its credentials.", TimeSpan.FromMinutes(5));
        var since = wire.PreparedAt - ClockMargin;
        string? maybe = null, same = null, page = null;
        var words = calls.Api.FirstWords;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var result = await ReadAsync(words).ConfigureAwait(false);
            if (pages == 0 && result is HttpResult.Answer { Code: 400 })
            {
                words = words.Other;
                result = await ReadAsync(words).ConfigureAwait(false);
            }
            if (result is not HttpResult.Answer answer)
                return new XSeen.NotRead(result is HttpResult.Cut cut ? cut.Reason : ((HttpResult.NotConnected)result).Reason, TimeSpan.FromSeconds(30));
            if (!answer.IsSuccess)
                return Unread(answer, credentials);
            // A list that is not there says nothing about what is in it.
            if (AnswerJson.Object(answer) is not { } json || (json.Member("data") is not { ValueKind: JsonValueKind.Array } && json.Member("meta")?.Number("result_count") != 0))
                return new XSeen.NotRead($"X answered without a list of posts. {XProblem.Of(answer, XApi.SecretsOf(credentials)).Words}", TimeSpan.FromSeconds(30));
            foreach (var item in json.Items("data"))
            {
                if (XOwnPost.Read(item) is not { } seen)
                    return new XSeen.NotRead("X listed a post that has no id or no text.", TimeSpan.FromSeconds(30));
                if (seen.CreatedAt < since)
                    continue;
                var likeness = _comparison.Of(seen, post, delivery.ReplyTo?.Id);
                // The newest come first; the oldest since then is the one that was sent.
                same = likeness == XLikeness.Same ? seen.Id : same;
                maybe = likeness == XLikeness.Maybe ? seen.Id : maybe;
            }
            page = json.Member("meta")?.Text("next_token");
            if (page is null)
                return same is not null ? new XSeen.There(same) : maybe is not null ? new XSeen.Perhaps(maybe) : new XSeen.NotThere();
        }
        return same is not null ? new XSeen.There(same) : maybe is not null ? new XSeen.Perhaps(maybe) : new XSeen.TooMany();

        Task<HttpResult> ReadAsync(XWords named) => calls.ReadAsync(delivery.From, credentials, calls.Api.Timeline(delivery.From.UserId!, since, page, named), cancellationToken);
    }

    private XSeen.NotRead Unread(HttpResult.Answer answer, Credentials credentials)
    {
        var problem = XProblem.Of(answer, XApi.SecretsOf(credentials));
        // Without credits or with a locked account nothing can be read until a person has seen to it.
        if (XVerdict.Stops(problem) is { } reason)
            return new(reason, TimeSpan.FromMinutes(30));
        return new($"X does not show the account's posts: {problem.Words}", answer.Code == 429 ? XWindows.After(answer, calls.Now) : TimeSpan.FromMinutes(1));
    }
}

/// <summary>What a look at the account's posts showed.</summary>
internal abstract record XSeen
{
    private XSeen() { }

    /// <summary>It is out.</summary>
    /// <param name="Id">As this post.</param>
    public sealed record There(string Id) : XSeen;

    /// <summary>Something is out that may be it.</summary>
    /// <param name="Id">This post.</param>
    public sealed record Perhaps(string Id) : XSeen;

    /// <summary>All posts since were read, and it is not among them.</summary>
    public sealed record NotThere : XSeen;

    /// <summary>The account has posted so much since that not all was read.</summary>
    public sealed record TooMany : XSeen;

    /// <summary>It could not be read.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="Wait">When to try again.</param>
    public sealed record NotRead(string Reason, TimeSpan Wait) : XSeen;
}
