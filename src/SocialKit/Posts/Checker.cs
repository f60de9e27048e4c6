using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>The one check of a post: the same answer for library, command line and page.</summary>
public static class Checker
{
    /// <summary>Checks a composed post.</summary>
    public static Check Check(Composition composition, CheckContext context)
    {
        var entities = new List<Entity>();
        var reading = context.Rules.Read(composition.Post, entities);
        TakeLinksFromThePost(composition.Post, entities);

        var post = new PostUnderCheck(composition, context, reading, entities);
        LengthFindings.Add(post);
        CharacterFindings.Add(post);
        PlaceholderFindings.Add(post);
        var mentions = MentionFindings.Add(post);
        HashtagFindings.Add(post);
        LinkFindings.Add(post);
        PersonalDataFindings.Add(post);
        MediaFindings.Add(post);
        TimingFindings.Add(post);
        DuplicateFindings.Add(post);
        return new(composition, reading, entities.ToValueList(), mentions, post.InOrder());
    }

    /// <summary>Checks a text that belongs to no campaign.</summary>
    public static Check Check(string text, CheckContext context) =>
        Check(Composer.Compose(text, context.Platform, context.Rules), context);

    /// <summary>Checks a text exactly as it is written: nothing is composed, and no link is shortened.</summary>
    public static Check CheckAsWritten(string text, CheckContext context) =>
        Check(AsWritten(text, context), context);

    internal static Composition AsWritten(string text, CheckContext context) => new(new Post(context.Platform.Id, text), text, TextMap.Identity, []);

    // A shortened link is the link that the composer put there, whatever its shown text looks like now.
    private static void TakeLinksFromThePost(Post post, List<Entity> entities)
    {
        foreach (var link in post.Links)
        {
            entities.RemoveAll(entity => entity.Span.Overlaps(link.Span));
            entities.Add(new(EntityKind.Link, link.Span.Start, link.Span.End));
        }
        if (post.Links.Count > 0)
            entities.Sort((a, b) => a.Start.CompareTo(b.Start));
    }
}
