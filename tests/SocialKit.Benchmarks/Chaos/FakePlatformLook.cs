using System.Text.Json;
using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Whether something is out on an invented platform, by the table in the design: what may be repeated, what can be read, and what nobody can tell.</summary>
internal sealed class FakePlatformLook(PlatformKind kind, HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>The time since <paramref name="wire"/> was made: no earlier attempt with it can have had an effect.</summary>
    public static TimeSpan AgeOf(WireForm wire, TimeProvider clock) => clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(Read(wire).PreparedAt);

    public async Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken)
    {
        if (delivery.Act is Act.Delete)
            return new Sighting.SurelyAbsent("What is deleted stays deleted.");
        if (kind is PlatformKind.Bluesky or PlatformKind.Threads)
            return new Sighting.SurelyAbsent("A repeat has no second effect.");
        if (delivery.Act is Act.Repost)
            return new Sighting.SurelyAbsent("Reposts are a set.");
        if (kind == PlatformKind.Telegram)
            return new Sighting.CannotTell("Nothing can be read.");
        if (await ReadBackAsync(delivery, Read(wire), cancellationToken) is { } post)
            return new Sighting.Found(new(delivery.From.Platform, post.Id));
        // Whatever was on its way when the attempt was given up may still happen.
        if (clock.GetUtcNow() - attempt.StartedAt < PlatformTimes.Settled)
            return new Sighting.LookAgainAfter(Soon, "It is not there yet.");
        if (kind == PlatformKind.Mastodon && AgeOf(wire, clock) < PlatformTimes.KeyTrusted)
            return new Sighting.SurelyAbsent("It is absent, and its key is still kept.");
        return new Sighting.CannotTell("It cannot be found, which proves nothing.");
    }

    private async Task<PlatformPost?> ReadBackAsync(Delivery delivery, PlatformWire wire, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"own/{kind}");
        request.Headers.Add("X-Account", delivery.From.Id);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var posts = JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(cancellationToken), PlatformJson.Default.PlatformPostArray) ?? throw new HttpRequestException("No list.");
        return posts.FirstOrDefault(post => post.Act == wire.Act && post.Text == wire.Text && post.CreatedAt >= wire.PreparedAt);
    }

    private static PlatformWire Read(WireForm wire) => JsonSerializer.Deserialize(wire.Body.Span, PlatformJson.Default.PlatformWire)!;
}
