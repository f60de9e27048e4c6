using System.Security.Cryptography;
using System.Text;

namespace SocialKit.Web;

/// <summary>The look of the pages.</summary>
public static class PageStyle
{
    /// <summary>The style sheet, exactly as it stands in the pages.</summary>
    public static string Css { get; } = Resources.Text("page.css");

    /// <summary>How a content security policy names a style that stands in a page.</summary>
    public static string HashOf(string style) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'";
}
