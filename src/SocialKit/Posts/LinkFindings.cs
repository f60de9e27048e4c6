using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Links that anybody on the way can read or change.</summary>
internal static class LinkFindings
{
    public static void Add(PostUnderCheck post)
    {
        foreach (var entity in post.Entities)
        {
            if (entity.Kind != EntityKind.Link)
                continue;
            var address = Address(post.Composition.Post, entity.Span);
            if (!address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                continue;
            post.Add(FindingCodes.LinkNotHttps, Severity.Warning,
                $"{address} is not encrypted: others can see who opens it, and change what they see.",
                "Use the https address if the site has one.", entity.Span);
        }
    }

    /// <summary>False if <see cref="Add"/> may have something to say of a text whose links stand in it in full.</summary>
    public static bool IsQuiet(ReadOnlySpan<char> text, ReadOnlySpan<Entity> entities)
    {
        foreach (var entity in entities)
        {
            if (entity.Kind == EntityKind.Link && entity.Of(text).StartsWith("http:", StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    public static ReadOnlySpan<char> Address(Post post, TextSpan span)
    {
        foreach (var link in post.Links)
        {
            if (link.Span == span)
                return link.Address;
        }
        return span.Of(post.Text);
    }
}
