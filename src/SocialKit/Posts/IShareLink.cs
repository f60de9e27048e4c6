namespace SocialKit.Posts;

/// <summary>How a supporter opens a place with a text ready to post, from their own account.</summary>
public interface IShareLink
{
    /// <summary>The short name in commands and JSON: a platform's id, or the name of a place that is only shared to.</summary>
    PlatformId Id { get; }

    /// <summary>The name as people write it.</summary>
    string Name { get; }

    /// <summary>False if the place takes only the address of a page, so that the text has to be copied.</summary>
    bool CarriesText { get; }

    /// <summary>True if the supporter's own server has to be known.</summary>
    bool NeedsServer { get; }

    /// <summary>The link for <paramref name="request"/>. What it carries decodes back to exactly that text.</summary>
    /// <exception cref="ShareLinkException">Something that the place needs is missing or wrong; the message says what and what to do.</exception>
    string Create(ShareRequest request);

    /// <summary>What a person should know before using this link; empty if nothing.</summary>
    ValueList<string> Warnings(ShareRequest request);
}

/// <summary>What is to be shared.</summary>
/// <param name="Text">The post's text, literally.</param>
public sealed record ShareRequest(string Text)
{
    /// <summary>The https address of a page, for places that take one; null if there is none.</summary>
    public string? Page { get; init; }

    /// <summary>The supporter's own server, such as <c>social.example</c>; null if it is not known.</summary>
    public string? Server { get; init; }

    /// <summary>A title or subject, for places that take one; null if there is none.</summary>
    public string? Title { get; init; }

    /// <summary>The e-mail addresses to write to, for e-mail.</summary>
    public ValueList<string> To { get; init; } = [];

    /// <summary>The e-mail addresses that get a copy, for e-mail.</summary>
    public ValueList<string> CopyTo { get; init; } = [];
}

/// <summary>A share link cannot be made from what was given.</summary>
public sealed class ShareLinkException(string message) : Exception(message);
