using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SocialKit.Testing.Mastodon;

/// <summary>The HTML that a server makes of a post (docs of 2026-07, guidelines): paragraphs, line breaks, links in three pieces, mentions without their server.</summary>
public static partial class MastodonHtml
{
    public static string Of(string text, bool cutsLinks)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match entity in Entities().Matches(text))
        {
            html.Append(WebUtility.HtmlEncode(text[at..entity.Index]));
            html.Append(entity.Value[0] == '@' ? Mention(entity.Value) : Link(entity.Value, cutsLinks));
            at = entity.Index + entity.Length;
        }
        html.Append(WebUtility.HtmlEncode(text[at..]));
        return "<p>" + Paragraphs().Replace(html.ToString(), "</p><p>").Replace("\n", "<br />", StringComparison.Ordinal) + "</p>";
    }

    private static string Mention(string mention)
    {
        var parts = mention[1..].Split('@');
        return $"<span class=\"h-card\"><a href=\"https://{parts[1]}/@{parts[0]}\" class=\"u-url mention\">@<span>{parts[0]}</span></a></span>";
    }

    private static string Link(string link, bool cuts)
    {
        var encoded = WebUtility.HtmlEncode(link);
        if (!cuts)
            return $"<a href=\"{encoded}\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">{encoded}</a>";
        var prefix = link.StartsWith("https://www.", StringComparison.Ordinal) ? "https://www." : "https://";
        var rest = link[prefix.Length..];
        var cut = rest.Length > 30 && char.IsHighSurrogate(rest[29]) ? 31 : 30;
        var (shown, hidden) = rest.Length > cut ? (rest[..cut], rest[cut..]) : (rest, "");
        return $"<a href=\"{encoded}\" target=\"_blank\"><span class=\"invisible\">{prefix}</span><span class=\"{(hidden.Length > 0 ? "ellipsis" : "")}\">{WebUtility.HtmlEncode(shown)}</span><span class=\"invisible\">{WebUtility.HtmlEncode(hidden)}</span></a>";
    }

    [GeneratedRegex(@"https://[^\s<>]+|(?<![\w/])@[A-Za-z0-9_]+@(?>[\w\p{M}](?:[\w\p{M}.-]*[\w\p{M}])?)(?!@)")]
    private static partial Regex Entities();

    [GeneratedRegex(@"\n{2,}")]
    private static partial Regex Paragraphs();
}
