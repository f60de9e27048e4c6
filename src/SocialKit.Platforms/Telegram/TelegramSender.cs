using System.Globalization;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Pictures;
using SocialKit.Platforms.Http;
using SocialKit.Posts;

namespace SocialKit.Platforms.Telegram;

/// <summary>Sends to a channel or a group as a bot: a message, a photo or an album with the text as its caption.</summary>
/// <remarks>The Bot API has nothing to tell a repeat by and lets no bot read what it has sent: what is not certainly unsent is held for a person.</remarks>
internal sealed class TelegramSender(PlatformServices services, TelegramApi api, ISignIn signIn) : ISender
{
    // An album stands in the wire form as a whole, so it is bounded.
    private const int MaxAlbum = 50_000_000;

    // Bots FAQ, read 2026-11: no more than 20 messages a minute in a group; in a chat no more than one a second.
    private static readonly RateBudget InGroup = new(20, TimeSpan.FromMinutes(1));
    private static readonly RateBudget InChat = new(1, TimeSpan.FromSeconds(1));

    private readonly AccountAccess _access = new(services, signIn);

    /// <inheritdoc/>
    public RateBudget? BudgetFor(Account account) => account.UserId?.StartsWith('-') == true ? InGroup : InChat;

    /// <inheritdoc/>
    public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        if (delivery.From.UserId is not { } chat)
            return Impossible(new Outcome.AccountStopped($"Which chat {delivery.From.Id} is was never asked. Run \"socialkit login telegram\"."));
        return delivery.Act switch
        {
            Act.Publish { Post: var post } => await PrepareAsync(delivery, chat, post, media, cancellationToken).ConfigureAwait(false),
            Act.Delete { Post.Id: var id } => TelegramPost.TryParse(id, out var post) ? Ready(TelegramMessage.Deletion(post)) : Refuse("no-post", $"\"{id}\" is no message on Telegram."),
            _ => Refuse("no-reposts", "This program does not forward messages on Telegram."),
        };
    }

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        var permit = await PermitAsync(delivery.From, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given { Credentials: var credentials })
            return ((Permit.None)permit).Why;
        if (credentials.Find(TelegramApi.TokenName) is not { } token || !TelegramApi.IsToken(token.Reveal()))
            return new Outcome.AccountStopped(TelegramApi.NoToken(delivery.From));
        var call = TelegramWire.Read(wire);
        var result = await api.WriteAsync(token, call.Method, call.Type, call.Body, cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer answer)
        {
            if (Receipt(delivery, answer) is { } done)
                return done with { HttpStatus = answer.Code };
            if (answer.Code == 401 && TelegramError.Of(answer, token) is { Code: 401 })
                return await NotTakenAsync(delivery.From, credentials, answer).ConfigureAwait(false);
            if (delivery.Act is Act.Delete { Post: var post } && answer.Code == 400 && TelegramError.Of(answer, token) is { } error)
                return Deleted(post, error) with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, token) };
        }
        return TelegramError.Outcome(result, token, services.Clock.GetUtcNow());
    }

    /// <inheritdoc/>
    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => Task.FromResult<Sighting>(delivery.Act switch
    {
        // What is deleted twice is deleted once.
        Act.Delete => new Sighting.SurelyAbsent("Deleting again has no second effect."),
        _ when delivery.From.ResendsWhenAbsent => new Sighting.SurelyAbsent("Telegram lets no bot look, and this account sends again what may be missing."),
        _ => new Sighting.CannotTell("Telegram lets no bot read what it has sent: look in the chat."),
    });

    private static async Task<Preparation> PrepareAsync(Delivery delivery, string chat, Post post, IMediaSource media, CancellationToken cancellationToken)
    {
        if (!WholeText.Is(post.Text))
            return Refuse("half-a-character", "The text holds half a character, which no network can carry.");
        string? replyTo = null;
        if (delivery.ReplyTo is { Id: var parent })
        {
            if (!TelegramPost.TryParse(parent, out var answered))
                return Refuse("no-post", $"\"{parent}\", which it replies to, is no message on Telegram.");
            replyTo = answered.Messages[0].ToString(CultureInfo.InvariantCulture);
        }
        if (post.Media.Count == 0)
            return Ready(TelegramMessage.Text(chat, post, replyTo));
        // Two messages, a picture and a text, could be sent by half.
        if (post.Text.Length > TelegramRules.MaxCaptionLength)
            return Refuse("caption-too-long", $"With a picture the text is its caption, and that has {post.Text.Length} of {TelegramRules.MaxCaptionLength} UTF-16 units. Cut {post.Text.Length - TelegramRules.MaxCaptionLength}, or leave the picture out.");
        List<CleanPicture> pictures = [];
        foreach (var file in post.Media)
        {
            if (file.Sha256 is not { } hash || await media.ReadMediaAsync(hash, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return Refuse("picture-not-kept", $"The picture {file.File} was not kept when this was scheduled.");
            // Cleaned again: what is sent says nothing of place and camera, whoever put it into the store.
            if (CleanPicture.Of(bytes) is not { } picture)
                return Refuse("no-picture", $"{file.File} is no picture that Telegram takes.");
            if (picture.Bytes.Length > TelegramRules.MaxPictureBytes)
                return Refuse("picture-too-large", $"{file.File} has {picture.Bytes.Length:N0} of {TelegramRules.MaxPictureBytes:N0} bytes. Make it smaller.");
            if (picture.Facts is var facts && facts.Width + facts.Height > TelegramRules.MaxSides)
                return Refuse("picture-too-large", $"{file.File} has {facts.Width} and {facts.Height} pixels, and Telegram takes {TelegramRules.MaxSides} together. Make it smaller.");
            if (Math.Max(facts.Width, facts.Height) > 20 * Math.Min(facts.Width, facts.Height))
                return Refuse("picture-too-narrow", $"{file.File} has {facts.Width} and {facts.Height} pixels, and on Telegram one may be at most 20 times the other. Cut it.");
            pictures.Add(picture);
        }
        return pictures.Sum(picture => (long)picture.Bytes.Length) > MaxAlbum
            ? Refuse("pictures-too-large", $"The pictures have more than {MaxAlbum:N0} bytes together. Make them smaller.")
            : Ready(TelegramMessage.Pictures(chat, post, pictures, replyTo));
    }

    private static Outcome? Receipt(Delivery delivery, HttpResult.Answer answer)
    {
        if (!answer.IsSuccess || AnswerJson.Object(answer) is not { } json || !json.IsTrue("ok") || json.Member("result") is not { } result)
            return null;
        if (delivery.Act is Act.Delete { Post: var gone })
            return result.ValueKind == System.Text.Json.JsonValueKind.True ? new Outcome.Done(gone) : null;
        return TelegramPost.Of(result) is { } post ? new Outcome.Done(post) : null;
    }

    // Telegram has no code for it, only these words.
    private static Outcome Deleted(PostRef post, TelegramError error) => error.Description.Contains("message to delete not found", StringComparison.OrdinalIgnoreCase)
        ? new Outcome.Done(post, Confirmation.Duplicate)
        : new Outcome.Refused("400", $"{error.Description} Bots delete messages for 48 hours, longer only where they are administrators that may delete; else delete it in the app.");

    private async Task<Permit> PermitAsync(Account account, CancellationToken cancellationToken)
    {
        try
        {
            return await _access.GetAsync(account, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new Permit.None(new Outcome.NotSent("It was cancelled before anything was sent."));
        }
    }

    // What was not taken was not carried out. Whether the token is dead or was refused in passing, the bot's sign-in asks.
    private async Task<Outcome> NotTakenAsync(Account account, Credentials credentials, HttpResult.Answer answer)
    {
        var permit = await _access.RenewAsync(account, credentials, CancellationToken.None).ConfigureAwait(false);
        var outcome = permit is Permit.None none ? none.Why : new Outcome.NotSent("Telegram did not take the token, and now there is another.", TimeSpan.FromSeconds(1));
        return outcome with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, credentials[TelegramApi.TokenName]) };
    }

    private static Preparation.Ready Ready(TelegramWire wire) => new(wire.ToWireForm());

    private static Preparation.Impossible Impossible(Outcome outcome) => new(outcome);

    private static Preparation.Impossible Refuse(string code, string reason) => Impossible(new Outcome.Refused(code, reason));
}
