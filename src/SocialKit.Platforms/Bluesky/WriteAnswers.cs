using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>What an answer to a write means. Pure.</summary>
internal static class WriteAnswers
{
    /// <summary>The meaning of <paramref name="result"/> for a write of <paramref name="name"/>.</summary>
    public static WriteAnswer Meaning(HttpResult result, RecordName name, bool isDeletion, DateTimeOffset now) => result switch
    {
        HttpResult.NotConnected none => new WriteAnswer.Settled(new Outcome.NotSent(none.Reason)),
        HttpResult.Cut cut => new WriteAnswer.Settled(new Outcome.Unclear(cut.Reason)),
        HttpResult.Answer { Code: 429 } answer => new WriteAnswer.Settled(new Outcome.NotSent(XrpcError.Of(answer)?.Message ?? "Too many requests.", RateHeaders.RetryAfter(answer, now))),
        HttpResult.Answer { IsSuccess: true } answer => new WriteAnswer.Settled(Success(answer, name, isDeletion)),
        HttpResult.Answer { Code: >= 400 and < 500 } answer when XrpcError.Of(answer) is { } error => Refusal(answer, error),
        // A page of some machine in between, or a server in trouble: whether the write went through is not said.
        HttpResult.Answer answer => new WriteAnswer.Settled(new Outcome.Unclear(XrpcError.Of(answer) is { } error ? $"The server answered {answer.Code} ({error.Code}): {error.Message}" : $"The answer was {answer.Code} and nothing that a PDS says.")),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private static Outcome Success(HttpResult.Answer answer, RecordName name, bool isDeletion)
    {
        if (AnswerJson.Object(answer) is not { } json)
            return new Outcome.Unclear($"The answer was {answer.Code} and no JSON.");
        // A deletion has no receipt.
        if (isDeletion)
            return new Outcome.Done(name.ToPost());
        return RecordRef.Read(json) is { } written && written.Uri == name.ToString()
            ? new Outcome.Done(name.ToPost())
            : new Outcome.Unclear($"The answer was {answer.Code} and does not name {name}.");
    }

    private static WriteAnswer Refusal(HttpResult.Answer answer, XrpcError error)
    {
        if (error.Code == "InvalidSwap")
            return new WriteAnswer.OtherIsThere(error);
        if (error.IsOfAccount)
            return new WriteAnswer.Settled(new Outcome.AccountStopped($"{error.Message} ({error.Code})."));
        if (error.IsOfToken(answer.Status))
            return new WriteAnswer.TokenRefused();
        // Uploads that no record named in time are thrown away: preparing it again uploads them again.
        return new WriteAnswer.Settled(error.Code == "BlobNotFound" ? new Outcome.NotSent(error.Message) : new Outcome.Refused(error.Code, error.Message));
    }
}

/// <summary>What an answer to a write means.</summary>
internal abstract record WriteAnswer
{
    private WriteAnswer() { }

    /// <summary>It is all there is to say.</summary>
    /// <param name="Outcome">What came of the write.</param>
    public sealed record Settled(Outcome Outcome) : WriteAnswer;

    /// <summary>The session's token was not taken; nothing was written.</summary>
    public sealed record TokenRefused : WriteAnswer;

    /// <summary>Another record has this name; nothing was written.</summary>
    /// <param name="Error">In the server's words.</param>
    public sealed record OtherIsThere(XrpcError Error) : WriteAnswer;
}
