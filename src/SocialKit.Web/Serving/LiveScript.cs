namespace SocialKit.Web.Serving;

/// <summary>What makes a page that is only looked at on this machine load anew when its files change.</summary>
public static class LiveScript
{
    /// <summary>The path of the script.</summary>
    public const string Path = "/.live.js";

    /// <summary>The path of the stream that says when something changed; the page's own path is its query.</summary>
    public const string StreamPath = "/.live";

    /// <summary>The script. It keeps the place on the page; after a pause, such as a restart, it loads anew too.</summary>
    public const string Text = """
        (function () {
          "use strict";
          var lost = false;
          var stream = new EventSource("/.live?" + encodeURIComponent(location.pathname));
          stream.onmessage = function () { location.reload(); };
          stream.onerror = function () { lost = true; };
          stream.onopen = function () { if (lost) location.reload(); };
        })();

        """;
}
