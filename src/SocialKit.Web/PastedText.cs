using System.Text;
using SocialKit.Posts;

namespace SocialKit.Web;

/// <summary>A post's text as a person pastes it: links as they were written, since the place's own editor shortens them.</summary>
internal static class PastedText
{
    public static string Of(Post post)
    {
        if (post.Links.Count == 0)
            return post.Text;
        var text = new StringBuilder(post.Text.Length + 64);
        var done = 0;
        foreach (var link in post.Links)
        {
            text.Append(post.Text, done, link.Span.Start - done).Append(link.Address);
            done = link.Span.End;
        }
        return text.Append(post.Text, done, post.Text.Length - done).ToString();
    }
}
