using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>A look for what may be out.</summary>
/// <remarks>Found in the account's own posts: it is out. Not found: on Mastodon itself a repeat with the same key is harmless while the key is kept; elsewhere absence is no proof, and a person looks.</remarks>
/// <param name="services">Network and clock.</param>
/// <param name="reads">Reads.</param>
/// <param name="age">How long ago the last attempt began.</param>
internal sealed class MastodonLook(PlatformServices services, Reads reads, TimeSpan age)
{
    /// <summary>How long an attempt may still be on its way through a server: Mastodon sets the key after it has made the post, so a repeat that overtakes the first one makes a second post.</summary>
    /// <value>2 minutes: longer than the proxies before such servers wait (nginx: 60 s where nothing else is set).</value>
    internal static TimeSpan Settles { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after it was prepared a repeat is trusted.</summary>
    /// <value>40 minutes. The key is kept for an hour after the post was made (docs of 2026-07), and the clocks of two workers may differ by twenty minutes: each by ten from the store's.</value>
    internal static TimeSpan KeyTrusted { get; } = TimeSpan.FromMinutes(40);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15), LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>For a new post.</summary>
    public async Task<Sighting> ForPostAsync(MastodonApi api, Delivery delivery, MastodonWire wire, Attempt attempt, CancellationToken cancellationToken)
    {
        var post = ((Act.Publish)delivery.Act).Post;
        // It may have been prepared while another post with the same words was still being sent: that one is not it.
        var since = attempt.N == 1 && attempt.StartedAt > wire.PreparedAt ? attempt.StartedAt : wire.PreparedAt;
        var seen = await new MastodonOwnPosts(services, reads).FindAsync(api, post, delivery.ReplyTo?.Id, since, cancellationToken).ConfigureAwait(false);
        if (seen is MastodonOwnPosts.Seen.It it)
            return new Sighting.Found(it.Status.Ref);
        if (seen is MastodonOwnPosts.Seen.Failed failed)
            return Again($"The account's own posts cannot be read: {MastodonWords.Of(failed.Fault, api.Token)}.", failed.Fault);
        if (age < Settles)
            return new Sighting.LookAgainAfter(Settles - (age > TimeSpan.Zero ? age : TimeSpan.Zero), "It is not there; it may still be on its way through the server.");
        if (api.IsOriginal && services.Clock.GetUtcNow() - wire.PreparedAt < KeyTrusted)
            return new Sighting.SurelyAbsent("It is not among the account's posts, and this server knows a repeat by its key.");
        var nothing = (MastodonOwnPosts.Seen.Nothing)seen;
        if (nothing.Alike is { } alike)
            return new Sighting.CannotTell($"A post says the same and differs in its time, its warning, its pictures or who sees it: {alike.Ref.Url ?? alike.Id}. Look whether that is it.");
        if (!nothing.IsWhole)
            return new Sighting.CannotTell("It is not among the account's latest posts, and not all of them since it was sent can be read.");
        return api.Account.ResendsWhenAbsent
            ? new Sighting.SurelyAbsent("It is not among the account's posts, and the account's setting says to send it again then.")
            : new Sighting.CannotTell(api.IsOriginal
                ? $"It is not among the account's posts, and it is more than {KeyTrusted.TotalMinutes:0} minutes since it was first sent: the server may have forgotten its key."
                : "It is not among the account's posts, which proves nothing on this server.");
    }

    /// <summary>For a repost: the post itself says whether the account has passed it on.</summary>
    public async Task<Sighting> ForReblogAsync(MastodonApi api, string id, CancellationToken cancellationToken)
    {
        var result = await reads.SendAsync(api.Get($"/api/v1/statuses/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer || MastodonStatus.Of(answer) is not { } status)
            return Again($"The post cannot be read: {MastodonWords.Of(result, api.Token)}.", result);
        if (status.IsReblogged)
        {
            return new Sighting.Found(await new MastodonOwnPosts(services, reads).FindReblogAsync(api, id, cancellationToken).ConfigureAwait(false) is MastodonOwnPosts.Seen.It own ? own.Status.Ref : status.Ref);
        }
        if (age < Settles)
            return new Sighting.LookAgainAfter(Settles - (age > TimeSpan.Zero ? age : TimeSpan.Zero), "It is not passed on; that may still be on its way through the server.");
        return api.IsOriginal || api.Account.ResendsWhenAbsent
            ? new Sighting.SurelyAbsent("It is not passed on, and passing on twice is the same as once there.")
            : new Sighting.CannotTell("The server says that it is not passed on, and would pass it on twice if that is not true.");
    }

    /// <summary>Another look later: the longer it takes, the less often.</summary>
    public Sighting.LookAgainAfter Again(string reason, HttpResult? fault = null)
    {
        var pause = fault is HttpResult.Answer answer && RateHeaders.RetryAfter(answer, services.Clock.GetUtcNow()) is { } asked ? asked : age / 4;
        return new(pause < FirstPause ? FirstPause : pause > LongestPause ? LongestPause : pause, reason);
    }
}
