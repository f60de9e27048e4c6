using System.Text;
using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>What X says is wrong, whichever of its shapes the answer has: problem+json (<c>type, title, detail, status</c>), <c>errors[]</c> of problems or of <c>{code, message}</c>, <c>{code, message}</c> alone, OAuth's
/// <c>{error, error_description}</c>, or no JSON at all.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">X's own number, OAuth's word or the last part of the problem's type; empty if it names none.</param>
/// <param name="Words">What it says, for people: never empty.</param>
/// <param name="All">Everything that was said, in lower case, to look for a word in.</param>
internal sealed record XProblem(int Status, string Code, string Words, string All)
{
    private const int LongestWords = 400;
    private const int LongestCode = 100;
    private const int MostParts = 10;

    /// <summary>The code for the outcome: X's own, or the status.</summary>
    public string Name => Code.Length > 0 ? Code : $"http-{Status}";

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="secrets">What was sent: where X sends it back, it is blotted out of the words.</param>
    public static XProblem Of(HttpResult.Answer answer, params IEnumerable<Secret?> secrets)
    {
        if (AnswerJson.Object(answer) is not { } json)
            return new(answer.Code, "", answer.Body.IsEmpty ? $"X answered {answer.Code} without a word." : $"X answered {answer.Code} with a page that is no JSON.", "");
        var parts = json.Items("errors").Prepend(json).ToList();
        var codes = parts.Select(CodeOf).Where(code => code.Length > 0).Distinct().Take(MostParts).ToList();
        var words = parts.Select(WordsOf).Where(text => text.Length > 0).Distinct().Take(MostParts).Select(text => Evidence.Blot(text, secrets)).ToList();
        return new(
            answer.Code,
            codes.FirstOrDefault() ?? "",
            words.Count > 0 ? Short(string.Join(" ", words)) : $"X answered {answer.Code}.",
            string.Join('\n', [.. words, .. codes.Select(code => $"[{code}]")]).ToLowerInvariant());
    }

    /// <summary>True if X says any of <paramref name="words"/>; lower case.</summary>
    public bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (All.Contains(word, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>True if one of X's numbers or types is among <paramref name="codes"/>.</summary>
    public bool Is(params ReadOnlySpan<string> codes)
    {
        foreach (var code in codes)
        {
            if (All.Contains($"[{code}]", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static string CodeOf(JsonElement part)
    {
        if (part.Id("code") is { Length: <= LongestCode } number)
            return number;
        if (part.Text("error") is { Length: <= LongestCode } oauth)
            return oauth;
        return part.Text("type") is { Length: <= LongestCode } type && type.LastIndexOf('/') is var slash and >= 0 ? type[(slash + 1)..] : "";
    }

    private static string WordsOf(JsonElement part)
    {
        var said = new StringBuilder();
        foreach (var text in (ReadOnlySpan<string?>)[part.Text("title"), part.Text("detail") ?? part.Text("error_description") ?? part.Text("message"), part.Text("reason")])
        {
            if (!string.IsNullOrWhiteSpace(text) && !said.ToString().Contains(text, StringComparison.Ordinal))
                said.Append(said.Length > 0 ? ": " : "").Append(text);
        }
        return said.ToString();
    }

    private static string Short(string text) => text.Length <= LongestWords ? text : text[..LongestWords] + "…";
}
