using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>Judges the posts of listed accounts by a campaign's rules. Pure; safe to share between threads.</summary>
/// <param name="rules">The rules.</param>
public sealed class RepostFilter(RepostRules rules)
{
    // Clocks differ; what is further ahead is a mistake, or pretends to be new for long.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(15);

    private readonly WordList _words = new(rules.Words);
    private readonly WordList _notWords = new(rules.NotWords);
    private readonly WordList _holdWords = new(rules.HoldWords);
    private readonly HashSet<string> _hashtags = Folded(rules.Hashtags);
    private readonly HashSet<string> _notHashtags = Folded(rules.NotHashtags);

    /// <summary>What is to become of <paramref name="post"/>.</summary>
    /// <param name="post">The post.</param>
    /// <param name="userId">The pinned id of the listed account.</param>
    /// <param name="now">When it is judged.</param>
    public Verdict Judge(FeedPost post, string userId, DateTimeOffset now) =>
        (Verdict?)ByWhoAndWhat(post, userId, now) ?? ByContent(post) ?? (Verdict?)ByDoubt(post) ?? new Verdict.Take();

    private Verdict.Skip? ByWhoAndWhat(FeedPost post, string userId, DateTimeOffset now)
    {
        if (post.IsRepost)
            return new(VerdictCodes.IsRepost, "It passes on another post.");
        if (post.AuthorId != userId)
            return new(VerdictCodes.NotOwn, $"It was written by @{post.Author.Name}, and not by the listed account.");
        if (!post.IsPublic)
            return new(VerdictCodes.NotPublic, "It is not for everybody.");
        if (post.IsReply)
            return new(VerdictCodes.IsReply, "It answers another post.");
        if (post.At - now > ClockSlack)
            return new(VerdictCodes.FromTheFuture, $"It says that it is of {post.At.UtcDateTime:yyyy-MM-dd HH:mm}Z, which is still to come.");
        return now - post.At >= rules.MaxAge ? new(VerdictCodes.TooOld, $"It was {Spans.Say(now - post.At)} old, and {Spans.Say(rules.MaxAge)} is the most.") : null;
    }

    private Verdict.Skip? ByContent(FeedPost post)
    {
        if (rules.NeedsMedia && !post.HasMedia)
            return new(VerdictCodes.NoMedia, "It has no picture, film or sound.");
        if (rules.Languages.Count > 0 && post.Language is { Length: > 0 } language && !rules.Languages.Any(wanted => Covers(wanted, language)))
            return new(VerdictCodes.Language, $"It is in {language}, and wanted is {string.Join(", ", rules.Languages)}.");
        if (post.Hashtags.FirstOrDefault(hashtag => _notHashtags.Contains(WordList.Fold(hashtag))) is { } unwanted)
            return new(VerdictCodes.Unwanted, $"It has #{unwanted}, which is not wanted.");
        if (_notWords.FirstIn(Said(post)) is { } word)
            return new(VerdictCodes.Unwanted, $"It says \"{word}\", which is not wanted.");
        if (rules.WantsEverything || post.Hashtags.Any(hashtag => _hashtags.Contains(WordList.Fold(hashtag))) || _words.FirstIn(post.Text) is not null)
            return null;
        return new(VerdictCodes.NotWanted, $"It has none of {string.Join(", ", rules.Hashtags.Select(hashtag => "#" + hashtag).Concat(rules.Words.Select(wanted => $"\"{wanted}\"")))}.");
    }

    private Verdict.Hold? ByDoubt(FeedPost post)
    {
        if (_holdWords.FirstIn(Said(post)) is { } word)
            return new(VerdictCodes.HoldWord, $"It says \"{word}\": a person decides.");
        if (post.Warning is { Length: > 0 } warning)
            return new(VerdictCodes.Warned, $"Its author warns of it ({warning}): a person decides.");
        return rules.Languages.Count > 0 && string.IsNullOrEmpty(post.Language)
            ? new(VerdictCodes.LanguageUnknown, $"It does not say its language, and wanted is {string.Join(", ", rules.Languages)}: a person decides.")
            : null;
    }

    // What a warning says, a reader sees first.
    private static string Said(FeedPost post) => post.Warning is null ? post.Text : $"{post.Warning}\n{post.Text}";

    private static bool Covers(string wanted, string language) =>
        language.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (language.Length == wanted.Length || language[wanted.Length] is '-' or '_');

    private static HashSet<string> Folded(IEnumerable<string> hashtags) => [.. hashtags.Select(WordList.Fold)];
}
