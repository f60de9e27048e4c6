using SocialKit.Text;

namespace SocialKit.Platforms.X;

internal static partial class XReferenceTlds
{
    public static TldSet Create() => new(Narrow, Wide, Source);
}
