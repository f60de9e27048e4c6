namespace SocialKit.Platforms.X.Api;

/// <summary>How much a post that X lists is like one that was sent.</summary>
internal enum XLikeness
{
    /// <summary>It is another.</summary>
    Other,

    /// <summary>Its words are the same; whether its links or what it replies to are, X does not say.</summary>
    Maybe,

    /// <summary>It is the same.</summary>
    Same,
}
