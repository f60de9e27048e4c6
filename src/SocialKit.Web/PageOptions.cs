using SocialKit.Posts;

namespace SocialKit.Web;

/// <summary>What the pages of a campaign are made with beside the campaign.</summary>
/// <param name="Places">Where supporters can post, in the order in which the page shows it.</param>
/// <param name="Platforms">Every platform that the program knows, to tell whose handle a name is.</param>
public sealed record PageOptions(ValueList<PagePlace> Places, PlatformSet Platforms)
{
    /// <summary>How the letter is opened in a mail program; null if it is only copied.</summary>
    public IShareLink? Email { get; init; }

    /// <summary>The longest e-mail link that mail programs take whole, in characters.</summary>
    /// <value>1800</value>
    public int LongestEmailLink { get; init; } = 1800;

    /// <summary>The https address of the folder that the pages will lie in, with its last slash; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>True to ask search engines to leave the pages out.</summary>
    /// <value>False by default.</value>
    public bool NoIndex { get; init; }

    /// <summary>True to add <c>utm_source</c>, <c>utm_medium</c> and <c>utm_campaign</c> to the page's address where it is shared.</summary>
    /// <value>False: nobody is counted.</value>
    public bool Utm { get; init; }

    /// <summary>The campaign's own style, empty if it has none.</summary>
    /// <value>Empty by default.</value>
    public string Style { get; init; } = "";

    /// <summary>True if a picture for link previews lies beside each page.</summary>
    /// <value>False by default.</value>
    public bool HasPicture { get; init; }

    /// <summary>True for pages that are only looked at on this machine: they load anew when their files change, and say what was left out of them.</summary>
    /// <value>False by default.</value>
    public bool IsLive { get; init; }
}
