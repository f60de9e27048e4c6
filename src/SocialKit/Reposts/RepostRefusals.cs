namespace SocialKit.Reposts;

/// <summary>The codes of <see cref="Deliveries.Outcome.Refused"/> with which a sender says that what was to be passed on is not what it was: the repost ends, and nobody has to look.</summary>
public static class RepostRefusals
{
    /// <summary>The original was deleted, or is not public any more.</summary>
    public const string OriginalGone = "original-gone";

    /// <summary>The original was edited since it was chosen.</summary>
    public const string OriginalEdited = "original-edited";
}
