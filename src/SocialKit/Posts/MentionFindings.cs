using SocialKit.Campaigns;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Whether every mention reaches the person it is meant for, and nobody else.</summary>
internal static class MentionFindings
{
    public static ValueList<MentionInPost> Add(PostUnderCheck post)
    {
        var mentions = new List<MentionInPost>();
        var reachesTarget = false;
        foreach (var (span, isMention) in Candidates(post))
        {
            var listed = ListedAs(post, span);
            var limits = post.Context.Rules.Limits;
            var alive = isMention && !limits.MentionsAreDeadText;
            var fate = !alive ? MentionFate.DeadText
                : listed.Here && post.Context.Campaign is not null && !limits.MentionsMustResolve ? MentionFate.Notifies
                : MentionFate.NotResolved;
            mentions.Add(new(span, fate));
            reachesTarget |= listed.IsTarget;
            if (post.Context.Platform.IsLocal)
                continue; // whom it notifies is no question there
            if (!listed.Here)
                AddStranger(post, span, alive, listed);
            else if (!isMention && !limits.MentionsAreDeadText && post.Context.Campaign is not null)
                AddDead(post, span);
        }
        AddLeading(post, mentions);
        AddUnsolicited(post, mentions);
        AddNoTarget(post, reachesTarget);
        return mentions.ToValueList();
    }

    /// <summary>False if <see cref="Add"/> may have something to say of a text that belongs to no campaign.</summary>
    public static bool IsQuiet(ReadOnlySpan<char> text, ReadOnlySpan<Entity> entities, CheckContext context)
    {
        foreach (var entity in entities)
        {
            if (entity.Kind is EntityKind.Mention or EntityKind.List
                && (context.Automated || (context.Rules.Limits.LeadingMentionNarrowsAudience && text[..entity.Start].IsWhiteSpace())))
            {
                return false;
            }
        }
        return true;
    }

    // What the platform takes for a mention, and what a person would.
    private static List<(TextSpan Span, bool IsMention)> Candidates(PostUnderCheck post)
    {
        var candidates = new List<(TextSpan Span, bool IsMention)>();
        foreach (var entity in post.Entities)
        {
            if (entity.Kind is EntityKind.Mention or EntityKind.List)
                candidates.Add((entity.Span, true));
        }
        if (!post.Text.AsSpan().ContainsAny('@', '\uFF20'))
            return candidates;
        var written = new List<TextSpan>();
        WrittenHandles.Find(post.Text, written);
        foreach (var span in written)
        {
            if (post.EntitiesIn(span).IsEmpty)
                candidates.Add((span, false));
        }
        candidates.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return candidates;
    }

    private static Listing ListedAs(PostUnderCheck post, TextSpan span)
    {
        var written = post[span];
        if (written[0] == '\uFF20')
            written = "@" + written[1..];
        if (written.Contains('/', StringComparison.Ordinal))
            written = written[..written.IndexOf('/', StringComparison.Ordinal)];
        var listing = new Listing();
        if (post.Context.Campaign is not { } campaign)
            return listing with { Here = true };
        foreach (var platform in post.Context.Platforms)
        {
            if (!platform.Handles.TryParse(written, out var handle))
                continue;
            var target = campaign.Targets.FirstOrDefault(target => target.HandleOn(platform) == handle);
            var listed = target is not null || campaign.Follow.Any(account =>
                account.Platform == platform.Id && platform.Handles.TryParse(account.Value, out var followed) && followed == handle);
            if (!listed)
                continue;
            listing = listing with { IsTarget = listing.IsTarget || target is not null };
            if (platform.Id == post.Platform.Id)
                return listing with { Here = true };
            listing = listing with { Elsewhere = listing.Elsewhere ?? platform, Target = listing.Target ?? target };
        }
        return listing;
    }

    private static void AddStranger(PostUnderCheck post, TextSpan span, bool alive, Listing listed)
    {
        var name = post[span];
        var here = post.Platform.Name;
        if (listed.Elsewhere is { } elsewhere)
        {
            var owner = listed.Target is { } target ? $" ({target.Title})" : "";
            var remedy = listed.Target?.HandleOn(post.Platform) is { } right
                ? $"Write {{target:{listed.Target.Slug}}}, which becomes {post.Platform.Handles.Mention(right)} here."
                : $"Add a variant \"# {post.Composition.Message?.Id ?? "id"} ({post.Platform.Id})\" without it, or list the account's handle on {here}.";
            post.Add(FindingCodes.NoHandleHere, Severity.Warning,
                $"{name} is listed for {elsewhere.Name}{owner}; on {here} it is {(alive ? "somebody else or nobody" : "dead text")}.", remedy, span);
        }
        else if (alive)
        {
            post.Add(FindingCodes.UnknownHandle, Severity.Warning,
                $"{name} is not listed in this campaign for {here}.",
                Nearest(post, name) is { } near ? $"Did you mean {near}?" : "Check who it is, and list it under # Targets or # Follow and repost.", span);
        }
    }

    private static void AddDead(PostUnderCheck post, TextSpan span) =>
        post.Add(FindingCodes.DeadMention, Severity.Warning,
            $"{post[span]} is listed for {post.Platform.Name}, but {post.Platform.Name} takes it for plain text as it stands here, so it notifies nobody.",
            "Put a blank before and behind it; if there is one, check the handle's spelling.", span);

    private static string? Nearest(PostUnderCheck post, string name)
    {
        if (post.Context.Campaign is not { } campaign)
            return null;
        var listed = campaign.Targets.Select(target => target.HandleOn(post.Platform))
            .Concat(campaign.Follow.Where(account => account.Platform == post.Platform.Id)
                .Select(account => post.Platform.Handles.TryParse(account.Value, out var handle) ? handle : null))
            .OfType<Handle>()
            .Select(post.Platform.Handles.Mention);
        return EditDistance.Nearest(name, listed, most: 2);
    }

    private static void AddLeading(PostUnderCheck post, List<MentionInPost> mentions)
    {
        if (!post.Context.Rules.Limits.LeadingMentionNarrowsAudience || mentions.Count == 0 || mentions[0].Fate == MentionFate.DeadText)
            return;
        if (!post.Text.AsSpan(0, mentions[0].Span.Start).IsWhiteSpace())
            return;
        post.Add(FindingCodes.StartsWithMention, Severity.Warning,
            $"A post that begins with a mention is shown only to those who follow both accounts on {post.Platform.Name}.",
            "Begin with another word, or put a full stop before the mention.", mentions[0].Span);
    }

    private static void AddUnsolicited(PostUnderCheck post, List<MentionInPost> mentions)
    {
        if (!post.Context.Automated || !post.Context.Rules.Limits.ForbidsUnsolicitedMentions)
            return;
        foreach (var mention in mentions)
        {
            if (mention.Fate == MentionFate.DeadText)
                continue;
            post.Add(FindingCodes.UnsolicitedMention, Severity.BlocksSending,
                $"{post.Platform.Name} allows no automated post that mentions {post[mention.Span]}, who did not ask for it.",
                "Let a person approve the post, or take the mention out.", mention.Span);
        }
    }

    private static void AddNoTarget(PostUnderCheck post, bool reachesTarget)
    {
        if (reachesTarget || post.Context.Campaign is not { } campaign || campaign.Targets.All(target => target.CopyOnly))
            return;
        if (campaign.Targets.Any(target => Names(post, target.Title) || (target.Name is { } name && Names(post, name))))
            return;
        post.Add(FindingCodes.NoTarget, Severity.Warning,
            "Nobody who could act is named or mentioned.", "Write {target} where the target should be named.");
    }

    private static bool Names(PostUnderCheck post, string name) => post.Text.Contains(name, StringComparison.OrdinalIgnoreCase);

    private sealed record Listing
    {
        public bool Here { get; init; }
        public bool IsTarget { get; init; }
        public Platform? Elsewhere { get; init; }
        public Target? Target { get; init; }
    }
}
