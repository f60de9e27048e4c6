using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>How X says that a user or a post is not there, suspended or protected: mostly by an error in a 200 without data.</summary>
internal static class XAbsence
{
    /// <summary>Why it is not there, in X's words; null if the answer does not say that.</summary>
    public static string? Of(HttpResult result, IEnumerable<Secret?> secrets)
    {
        if (result is not HttpResult.Answer { Code: 200 or 401 or 403 or 404 } answer || AnswerJson.Object(answer) is not { } json || json.Member("data") is not null)
            return null;
        var problem = XProblem.Of(answer, secrets);
        // Only what X says of the resource: a 404 of a page in between says nothing.
        return problem.Is("resource-not-found", "not-authorized-for-resource", "resource-unavailable") ? problem.Words : null;
    }
}
