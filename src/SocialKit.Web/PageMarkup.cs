using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SocialKit.Web;

/// <summary>How text becomes HTML: what has a meaning in HTML is encoded; letters of every script stay as they are, so that pages stay small and can be read.</summary>
internal static class PageMarkup
{
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);
}
