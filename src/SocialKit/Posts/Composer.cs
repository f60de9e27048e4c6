using System.Text;
using SocialKit.Campaigns;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Makes the post that a platform really gets out of a message: the variant, <c>{target}</c> as that platform's handle,
/// links shortened for show where the platform's own clients do so. Every other character stays as it was written.</summary>
public static class Composer
{
    private const string Opening = "{target";

    /// <summary>The text to use for a message on <paramref name="platform"/>: its variant if there is one, else the text for all.</summary>
    /// <returns>Null if the message does not exist in <paramref name="language"/>. A variant without text counts as "not translated" and hides
    /// the text for all: its writer wanted something else said here.</returns>
    /// <param name="campaign">The campaign.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="rotation">Which of the texts that take turns.</param>
    /// <param name="part">Which post of a thread. A variant stands for the whole thread: where its first post has one, the posts for all are not mixed in.</param>
    public static Message? Choose(Campaign campaign, string id, string language, PlatformId platform, int rotation = 1, int part = 1)
    {
        Message? own = null, forAll = null;
        var hasVariant = false;
        foreach (var message in campaign.Messages)
        {
            if (message.Id != id || message.Rotation != rotation || message.Language != language)
                continue;
            hasVariant |= message.Platform == platform;
            if (message.Part != part)
                continue;
            if (message.Platform == platform)
                own = message;
            else if (message.Platform is null)
                forAll = message;
        }
        return hasVariant ? own : forAll;
    }

    /// <summary>The posts of a message's thread on <paramref name="platform"/>, in order; one for a message that is none.</summary>
    public static IEnumerable<Message> Thread(Campaign campaign, string id, string language, PlatformId platform, int rotation = 1)
    {
        for (var part = 1; Choose(campaign, id, language, platform, rotation, part) is { } message; part++)
            yield return message;
    }

    /// <summary>Composes <paramref name="message"/> for <paramref name="platform"/>.</summary>
    /// <param name="message">The message, as <see cref="Choose"/> found it.</param>
    /// <param name="campaign">The campaign it belongs to: targets and pictures come from there.</param>
    /// <param name="platform">Where it goes.</param>
    /// <param name="rules">The platform's rules, with the account's limits if they are known.</param>
    public static Composition Compose(Message message, Campaign campaign, Platform platform, IPostRules rules)
    {
        var findings = new List<Finding>();
        var (text, targets) = FillTargets(message.Text, campaign, platform, findings);
        var (shown, links, shortened) = ShortenLinks(text, rules);
        var post = new Post(platform.Id, shown)
        {
            Language = message.Language,
            Links = links,
            Media = [.. campaign.Media.Where(file => file.Messages.Contains(message.Name))],
            Options = OptionsOf(campaign, message, platform.Id),
        };
        return new(post, message.Text, targets.Then(shortened), findings.ToValueList()) { Message = message };
    }

    /// <summary>Composes a text that belongs to no campaign.</summary>
    public static Composition Compose(string text, Platform platform, IPostRules rules)
    {
        var (shown, links, map) = ShortenLinks(text, rules);
        return new(new Post(platform.Id, shown) { Links = links }, text, map, []);
    }

    // What is said for one language goes before what is said for all.
    private static ValueList<PostOption> OptionsOf(Campaign campaign, Message message, PlatformId platform) => campaign.PostOptions.Count == 0
        ? []
        : [.. campaign.PostOptions
            .Where(option => option.Platform == platform && (option.Language is null || string.Equals(option.Language, message.Language, StringComparison.OrdinalIgnoreCase)))
            .GroupBy(option => option.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new PostOption(group.Key, (group.FirstOrDefault(option => option.Language is not null) ?? group.First()).Value))];

    private static (string Text, TextMap Map) FillTargets(string text, Campaign campaign, Platform platform, List<Finding> findings)
    {
        if (!text.Contains(Opening, StringComparison.Ordinal))
            return (text, TextMap.Identity);
        var filled = new StringBuilder(text.Length + 32);
        var map = new TextMap();
        var done = 0;
        for (var at = text.IndexOf(Opening, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Opening, at + 1, StringComparison.Ordinal))
        {
            var close = text.IndexOf('}', at);
            if (at < done || close < 0 || Find(campaign, text.AsSpan(at + Opening.Length, close - at - Opening.Length)) is not { } target)
                continue; // it stays as it is, and the check calls it a placeholder
            var handle = target.HandleOn(platform);
            var put = handle is null ? target.Name ?? target.Title : platform.Handles.Mention(handle);
            filled.Append(text, done, at - done);
            var start = filled.Length;
            filled.Append(put);
            map.Add(new(start, filled.Length), new(at, close + 1));
            done = close + 1;
            if (handle is null)
            {
                findings.Add(new(FindingCodes.NoHandleHere, Severity.Warning,
                    $"{target.Title} has no handle on {platform.Name}, so the post says \"{put}\" instead and notifies nobody.",
                    $"Add a line \"- {platform.Name}: …\" to the target if there is such an account, or leave it so.")
                { Platform = platform.Id, Span = new(start, filled.Length) });
            }
        }
        filled.Append(text, done, text.Length - done);
        return (filled.ToString(), map);
    }

    private static Target? Find(Campaign campaign, ReadOnlySpan<char> reference)
    {
        if (reference.IsEmpty)
            return campaign.Targets.FirstOrDefault(target => !target.CopyOnly) ?? (campaign.Targets.Count > 0 ? campaign.Targets[0] : null);
        if (reference[0] != ':')
            return null;
        var slug = reference[1..].ToString();
        return campaign.Targets.FirstOrDefault(target => target.Slug == slug);
    }

    private static (string Text, ValueList<PostLink> Links, TextMap Map) ShortenLinks(string text, IPostRules rules)
    {
        if (!rules.Limits.ShortensLinksInText)
            return (text, [], TextMap.Identity);
        var entities = new List<Entity>();
        rules.Read(text, entities);
        StringBuilder? shown = null;
        List<PostLink> links = [];
        var map = new TextMap();
        var done = 0;
        foreach (var entity in entities)
        {
            if (entity.Kind != EntityKind.Link)
                continue;
            var address = text[entity.Start..entity.End];
            var shortened = rules.ShowLink(address);
            if (shortened == address)
                continue;
            shown ??= new StringBuilder(text.Length);
            shown.Append(text, done, entity.Start - done);
            var span = new TextSpan(shown.Length, shown.Length + shortened.Length);
            shown.Append(shortened);
            map.Add(span, entity.Span);
            links.Add(new(span, address));
            done = entity.End;
        }
        if (shown is null)
            return (text, [], TextMap.Identity);
        shown.Append(text, done, text.Length - done);
        return (shown.ToString(), links.ToValueList(), map);
    }
}
