using SocialKit.Text;

namespace SocialKit.Platforms.X;

internal static partial class XReferenceEmoji
{
    public static EmojiSequences Create() => new(NodeEdges, NodeAccepts, EdgeFirst, EdgeLast, EdgeTarget, Source);
}
