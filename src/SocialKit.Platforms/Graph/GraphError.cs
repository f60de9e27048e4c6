using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Graph;

/// <summary>What Meta's Graph APIs say when they refuse: <c>{"error":{"message","type","code","error_subcode","is_transient","error_user_msg","fbtrace_id"}}</c>.</summary>
/// <remarks>Graph API, Handling Errors; read 2026-11.</remarks>
/// <param name="Code">The error's code.</param>
/// <param name="Subcode">What it means more exactly; 0 if it was not said.</param>
/// <param name="Message">In the platform's own words.</param>
/// <param name="IsTransient">True if the platform calls it passing.</param>
internal sealed record GraphError(long Code, long Subcode, string Message, bool IsTransient)
{
    /// <summary>The subcode of "there is no such object, or it cannot be seen with this token".</summary>
    public const long NoSuchObject = 33;

    /// <summary>The error of an answer; null if it holds none that can be read.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="secrets">What must not stand in the message: "Malformed access token" is said with the token.</param>
    public static GraphError? Of(HttpResult.Answer answer, params IEnumerable<Secret?> secrets)
    {
        if (AnswerJson.Object(answer)?.Member("error") is not { } error || error.Number("code") is not { } code)
            return null;
        var message = error.Text("error_user_msg") is { } forPeople && error.Text("message") is { } said && said != forPeople ? $"{said} {forPeople}" : error.Text("message") ?? error.Text("error_user_msg") ?? "It gave no reason.";
        message = Evidence.Blot(message, secrets);
        return new(code, error.Number("error_subcode") ?? 0, message.Length > 600 ? message[..600] + "…" : message, error.IsTrue("is_transient"));
    }

    /// <summary>Too many calls, by the app, the user, the page or the feature: it was not carried out.</summary>
    public bool IsLimit => Code is 4 or 17 or 32 or 341 or 613 or 80001 or 80002 or 80006;

    /// <summary>The token has expired, was revoked or is no token.</summary>
    public bool IsToken => Code is 190 or 102 && !IsTransient;

    /// <summary>The token or the app may not do this.</summary>
    public bool IsPermission => Code is 3 or 10 or (>= 200 and <= 299);

    /// <summary>The account is blocked for what it did.</summary>
    public bool IsBlocked => Code is 368;

    /// <summary>The same was just said.</summary>
    public bool IsDuplicate => Code is 506;

    /// <summary>Something failed inside the platform: whether it was carried out is not known.</summary>
    public bool IsInside => Code is 1 or 2 || (IsTransient && !IsLimit);

    /// <summary>Code and subcode as a person looks them up.</summary>
    public string Name => Subcode == 0 ? $"{Code}" : $"{Code}/{Subcode}";
}
