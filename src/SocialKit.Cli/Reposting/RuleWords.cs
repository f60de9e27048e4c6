using SocialKit.Cli.Preview;
using SocialKit.Cli.Queue;
using SocialKit.Reposts;

namespace SocialKit.Cli.Reposting;

/// <summary>The rules of reposts in words: in <c>repost</c>, <c>check</c> and <c>preview</c> the same.</summary>
internal static class RuleWords
{
    /// <summary>A line for each thing that matters, with its label.</summary>
    public static IEnumerable<(string Label, string Value)> Of(RepostRules rules, string zone)
    {
        yield return ("asks", rules.NeedsApproval ? "a person approves each" : "nobody: what passes goes out");
        yield return ("takes", Takes(rules));
        if (rules.NotHashtags.Count + rules.NotWords.Count > 0)
            yield return ("not", List(rules.NotHashtags, rules.NotWords));
        if (rules.HoldWords.Count > 0)
            yield return ("asks for", $"{List([], rules.HoldWords)}, always");
        yield return ("pace", $"{EntryWords.Count(rules.PerDay, "repost", "reposts")} in any 24 hours at most, {EntryWords.Of(rules.Spacing)} apart{(rules.Jitter > TimeSpan.Zero ? $" and up to {EntryWords.Of(rules.Jitter)} more" : "")}");
        yield return ("quiet", rules.QuietHours is { } quiet ? $"{quiet.ToString().Replace("-", " to ", StringComparison.Ordinal)} in {zone}" : "never");
    }

    /// <summary>What is taken, in a line.</summary>
    private static string Takes(RepostRules rules)
    {
        List<string> parts = [rules.WantsEverything ? "everything of their own" : $"what has {List(rules.Hashtags, rules.Words)}"];
        if (rules.Languages.Count > 0)
            parts.Add($"in {string.Join(", ", rules.Languages)}");
        if (rules.NeedsMedia)
            parts.Add("with a picture, a film or a sound");
        parts.Add($"not older than {EntryWords.Of(rules.MaxAge)}");
        return string.Join(", ", parts);
    }

    /// <summary><c>about $0.42 a day (prices of 22 August 2026), $1.00 at most</c>; null where nothing costs anything.</summary>
    public static string? Cost(RepostCost? cost, RepostRules rules) => cost is null
        ? null
        : $"about {PreviewWords.Money(Math.Min(cost.ADay, rules.Budget), cost.Currency)} a day ({EntryWords.Count((long)Math.Round(cost.Reads), "post", "posts")} read, {EntryWords.Count((long)Math.Round(cost.Reposts), "repost", "reposts")} at most; prices of {PreviewWords.Day(cost.AsOf)}); {PreviewWords.Money(rules.Budget, "USD")} at most";

    private static string List(ValueList<string> hashtags, ValueList<string> words) => string.Join(", ", hashtags.Select(hashtag => "#" + hashtag).Concat(words.Select(word => $"\"{word}\"")));
}
