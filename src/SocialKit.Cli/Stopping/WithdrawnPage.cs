using System.Globalization;
using SocialKit.Cli.Preview;

namespace SocialKit.Cli.Stopping;

/// <summary>A page that says that an action was withdrawn, to be put where the action was announced. It names nobody but the action: a withdrawal often protects a person.</summary>
internal static class WithdrawnPage
{
    /// <summary>The whole page.</summary>
    /// <param name="title">The action's title.</param>
    /// <param name="at">When it was withdrawn.</param>
    /// <param name="reason">Why, in the words of who withdrew it; null to say nothing.</param>
    public static string Of(string title, DateTimeOffset at, string? reason)
    {
        var html = HtmlPage.Begin(new HtmlText(), "This action was withdrawn");
        html.Raw("<p class=\"text\" dir=\"auto\">").Text(title).Raw("</p>\n<dl>\n<dt>Withdrawn</dt><dd>").Text(at.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)).Raw("</dd>\n");
        if (reason is not null)
            html.Raw("<dt>Because</dt><dd><bdi>").Text(reason).Raw("</bdi></dd>\n");
        html.Raw("</dl>\n<p>Please share it no more, send no more letters or messages, and delete what you have posted of it.</p>\n");
        return HtmlPage.End(html);
    }

    /// <summary>Where the page is written if nothing else is said.</summary>
    public static string FileFor(string slug) => $"withdrawn-{string.Concat(slug.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '-'))}.html";
}
