using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Publishes to the account's PDS so that a repeat has no second effect: a record is put under a key of its own choice, and only where nothing is yet.</summary>
/// <remarks>com.atproto.repo.putRecord with <c>"swapRecord": null</c>: the same record again is taken as done, another one under the same key is InvalidSwap. Tried against @atproto/pds 0.5.35 on 2026-11-24,
/// by repeating, by eight at once and by cutting the answer.</remarks>
public sealed class BlueskySender : ISender
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private readonly PlatformServices _services;
    private readonly AccountAccess _access;
    private readonly RecordReads _records;
    private readonly BlueskyPreparing _preparing;

    internal BlueskySender(PlatformServices services, BlueskySignIn signIn, LinkCardReader cards, BlueskyPlaces places)
    {
        _services = services;
        _access = new(services, signIn);
        var reads = new Reads(services);
        _records = new(services, reads);
        _preparing = new(services, _records, new(services, places), new(services, reads), new(services, _access), cards);
    }

    /// <inheritdoc/>
    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => _preparing.PrepareAsync(delivery, media, cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        if (BlueskyHome.Of(delivery.From) is not { } home)
            return BlueskyHome.Missing(delivery.From);
        if (BlueskyWire.Read(wire) is not { } written || written.Name.Repo != home.Did)
            return new Outcome.Refused("other-repository", "What was made ready is not for the account that it is sent from.");
        var permit = await _access.GetAsync(delivery.From, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given { Credentials: var credentials })
            return ((Permit.None)permit).Why;
        var access = credentials[BlueskySession.Access];
        var method = written.Record is null ? "com.atproto.repo.deleteRecord" : "com.atproto.repo.putRecord";
        var result = await _services.Http.SendAsync(Xrpc.Procedure(home.Server, method, wire.Body).With(access), null, cancellationToken).ConfigureAwait(false);
        var outcome = WriteAnswers.Meaning(result, written.Name, isDeletion: written.Record is null, _services.Clock.GetUtcNow()) switch
        {
            WriteAnswer.Settled settled => settled.Outcome,
            WriteAnswer.TokenRefused => await _access.RenewAsync(delivery.From, credentials, cancellationToken).ConfigureAwait(false) is Permit.None none ? none.Why : new Outcome.NotSent("The session was renewed; it is sent again."),
            WriteAnswer.OtherIsThere other => await ComparedAsync(home, written.Name, written.Record!.Value, other, cancellationToken).ConfigureAwait(false),
            _ => throw new InvalidOperationException(),
        };
        return result is HttpResult.Answer answer ? outcome with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, credentials.Secrets.Select(secret => secret.Value)) } : outcome;
    }

    /// <inheritdoc/>
    public async Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken)
    {
        if (BlueskyHome.Of(delivery.From) is not { } home || BlueskyWire.Read(wire) is not { } written || written.Name.Repo != home.Did)
            return new Sighting.CannotTell("What was made ready is not for the account that it was sent from.");
        var isDeletion = written.Record is null;
        return await _records.ReadAsync(home.Server, written.Name, cancellationToken).ConfigureAwait(false) switch
        {
            RecordRead.NotThere when isDeletion => new Sighting.Found(written.Name.ToPost()),
            RecordRead.Found when isDeletion => new Sighting.SurelyAbsent("The post is still there, and what is deleted twice is deleted once."),
            RecordRead.Found found when BlueskyRecords.SayTheSame(found.Value, written.Record!.Value) => new Sighting.Found(found.Name.ToPost()),
            RecordRead.Found found => new Sighting.CannotTell($"Something else is at {found.Ref.Uri}."),
            // It may still be on its way. That does no harm: whichever of the two comes second changes nothing.
            RecordRead.NotThere => new Sighting.SurelyAbsent("The server has no such record, and a repeat has no second effect."),
            RecordRead.Unknown unknown => new Sighting.LookAgainAfter(unknown.Why.RetryAfter ?? Soon, unknown.Why.Reason),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <inheritdoc/>
    /// <remarks>5,000 points an hour and 35,000 a day, two for a record that is put (docs.bsky.app/docs/advanced-guides/rate-limits, as of 2026-08). One bucket for both: at most 1,400 at once and 560 an hour stay below
    /// 1,960 in any hour (3,920 points) and 14,840 in any day (29,680), and leave the rest to the people who use the account by hand. What the server says outranks it.</remarks>
    public RateBudget? BudgetFor(Account account) => new(1400, TimeSpan.FromHours(2.5));

    // Made ready anew after the queue was restored from a backup, or by another queue, the same delivery has the same key and another time of creation.
    private async Task<Outcome> ComparedAsync(BlueskyHome home, RecordName name, JsonElement record, WriteAnswer.OtherIsThere other, CancellationToken cancellationToken) =>
        await _records.ReadAsync(home.Server, name, cancellationToken).ConfigureAwait(false) switch
        {
            RecordRead.Found found when BlueskyRecords.SayTheSame(found.Value, record) => new Outcome.Done(found.Name.ToPost(), Confirmation.Duplicate),
            RecordRead.Found => new Outcome.Refused(other.Error.Code, $"Something else is at {name} already: {other.Error.Message}"),
            _ => new Outcome.Unclear($"{other.Error.Message}, and what is there could not be read."),
        };
}
