using System.Text;

namespace SocialKit.Web;

/// <summary>The headers that pages should be served with, for hosts that read <c>_headers</c> and for nginx. The pages are safe without them; they add what a page cannot say of itself.</summary>
public static class PageHosting
{
    /// <summary>The headers of every file, by name.</summary>
    /// <param name="styles">The campaign styles of the site, each once; without the empty one.</param>
    public static ValueList<(string Name, string Value)> Headers(IReadOnlyCollection<string> styles) =>
    [
        ("Content-Security-Policy", PagePolicy.Of(styles) + "; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];

    /// <summary>The files.</summary>
    /// <param name="styles">The campaign styles of the site, each once.</param>
    public static IEnumerable<SiteFile> Files(IReadOnlyCollection<string> styles)
    {
        var headers = Headers(styles);
        var general = new StringBuilder("# Cloudflare Pages, Netlify and others read this file.\n/*\n");
        var nginx = new StringBuilder("# In the server or location that serves this folder: include …/nginx.conf;\n# A location with an add_header of its own needs the include again: nginx does not add them up.\n");
        foreach (var (name, value) in headers)
        {
            general.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
            nginx.Append("add_header ").Append(name).Append(" \"").Append(value).Append("\" always;\n");
        }
        general.Append("\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n");
        nginx.Append("charset utf-8;\naccess_log off; # who acts is nobody's business\n");
        yield return SiteFile.Of("_headers", general.ToString());
        yield return SiteFile.Of("nginx.conf", nginx.ToString());
    }
}
