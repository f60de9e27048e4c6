using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Hashtags that are missing, too many, or hard to hear.</summary>
internal static class HashtagFindings
{
    // Shorter words are read well enough without capitals.
    private const int LongHashtag = 12;

    public static void Add(PostUnderCheck post)
    {
        var count = 0;
        foreach (var entity in post.Entities)
        {
            if (entity.Kind != EntityKind.Hashtag)
                continue;
            count++;
            AddCasing(post, entity.Span);
        }
        var many = post.Context.Rules.Limits.ManyHashtags;
        if (count > many)
        {
            post.Add(FindingCodes.TooManyHashtags, Severity.Warning,
                $"{count} hashtags; with more than {many}, readers and networks take a post for spam.", "Keep those that people search for.");
        }
        AddMissing(post);
    }

    /// <summary>False if <see cref="Add"/> may have something to say of a text that belongs to no campaign.</summary>
    public static bool IsQuiet(ReadOnlySpan<char> text, ReadOnlySpan<Entity> entities, PostLimits limits)
    {
        var count = 0;
        foreach (var entity in entities)
        {
            if (entity.Kind != EntityKind.Hashtag)
                continue;
            count++;
            var word = entity.Of(text)[1..];
            if (word.Length >= LongHashtag && IsAllLower(word))
                return false;
        }
        return count <= limits.ManyHashtags;
    }

    private static void AddCasing(PostUnderCheck post, TextSpan span)
    {
        var word = post.Text.AsSpan(span.Start + 1, span.Length - 1);
        if (word.Length < LongHashtag || !IsAllLower(word))
            return;
        var spelling = post.Context.Campaign?.Hashtags.FirstOrDefault(tag => !IsAllLower(tag) && tag.AsSpan().Equals(post[span].AsSpan(1), StringComparison.OrdinalIgnoreCase));
        post.Add(FindingCodes.HashtagCasing, Severity.Warning,
            $"{post[span]} is read out as one word by screen readers.",
            spelling is null ? "Begin each of its words with a capital." : $"Write #{spelling}.", span);
    }

    private static bool IsAllLower(ReadOnlySpan<char> word)
    {
        var lower = false;
        foreach (var c in word)
        {
            if (char.IsUpper(c))
                return false;
            lower |= char.IsLower(c);
        }
        return lower;
    }

    private static void AddMissing(PostUnderCheck post)
    {
        if (post.Context.Campaign is not { Hashtags.Count: > 0 } campaign)
            return;
        var missing = campaign.Hashtags.Where(tag => !Has(post, tag)).Select(tag => "#" + tag).ToList();
        if (missing.Count == 0)
            return;
        post.Add(FindingCodes.MissingHashtag, Severity.Warning,
            $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} not in the post.", "Add what the campaign is found by, or leave it so.");
    }

    private static bool Has(PostUnderCheck post, string tag) =>
        post.Entities.Exists(entity => entity.Kind == EntityKind.Hashtag
            && entity.Of(post.Text)[1..].Equals(tag, StringComparison.OrdinalIgnoreCase));
}
