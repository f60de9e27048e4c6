using System.Buffers;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Counts a text as X does and finds what X makes of it. The semantics are those of twitter-text 3.1.0 (2020), read off its source.</summary>
/// <param name="profile">The top-level domains and emoji to read with.</param>
/// <remarks>Immutable and safe to share between threads. No input makes it throw, and its time is linear in the text.</remarks>
public sealed class XReader(XProfile profile)
{
    /// <summary>The data that this reads with.</summary>
    public XProfile Profile => profile;

    /// <summary>The length of <paramref name="text"/> as the reference's <c>parseTweet</c> states it; configuration 3 if none is given.</summary>
    public XLength Measure(ReadOnlySpan<char> text, XConfiguration? configuration = null)
    {
        configuration ??= XConfiguration.V3;
        XLinkList links = new(stackalloc XLink[XLinkList.Few], stackalloc ulong[XLinkList.FewWords]);
        var count = Count(text, ref links, configuration);
        if (count.IsNormalized)
        {
            links.Dispose();
            return XLength.Of(count, configuration, text.Length, text.Length);
        }
        var normalCount = CountNormalized(text, ref links, configuration, out var normalLength);
        links.Dispose();
        return XLength.Of(normalCount, configuration, text.Length, normalLength);
    }

    /// <summary>Counts <paramref name="text"/> under configuration 3 and appends what X finds in it, in order and never overlapping, to <paramref name="entities"/>.</summary>
    public PostCount Read(ReadOnlySpan<char> text, List<Entity> entities)
    {
        XLinkList links = new(stackalloc XLink[XLinkList.Few], stackalloc ulong[XLinkList.FewWords]);
        links.Read(text, profile.Tlds);
        if (!links.Links.IsEmpty || links.Scan.NextSign(0) >= 0)
        {
            var merge = new XMerge(text, links.Scan, links.Links);
            while (merge.MoveNext())
                entities.Add(merge.Current);
        }

        var configuration = XConfiguration.V3;
        var count = XCount.Of(text, links.Scan, links.Links, configuration, profile.Emoji);
        if (count.IsNormalized)
        {
            links.Dispose();
            return new(XLength.Of(count, configuration, text.Length, text.Length), count.FitsUntil);
        }
        var normalCount = CountNormalized(text, ref links, configuration, out var normalLength);
        links.Dispose();
        var fitsUntil = normalCount.FitsUntil == normalLength ? text.Length : Nfc.LengthBefore(text, normalCount.FitsUntil);
        return new(XLength.Of(normalCount, configuration, text.Length, normalLength), fitsUntil);
    }

    private XCount Count(ReadOnlySpan<char> text, ref XLinkList links, XConfiguration configuration)
    {
        links.Read(text, profile.Tlds);
        return XCount.Of(text, links.Scan, links.Links, configuration, profile.Emoji);
    }

    private XCount CountNormalized(ReadOnlySpan<char> text, ref XLinkList links, XConfiguration configuration, out int normalLength)
    {
        var rented = ArrayPool<char>.Shared.Rent(Nfc.MaxLength(text.Length));
        normalLength = Nfc.Normalize(text, rented);
        var count = Count(rented.AsSpan(0, normalLength), ref links, configuration);
        ArrayPool<char>.Shared.Return(rented);
        return count;
    }

    /// <summary>A length, and the UTF-16 index of the original text up to which it fits.</summary>
    /// <param name="Length">The length.</param>
    /// <param name="FitsUntil">Where the last part ends that fits; on the border of a code point.</param>
    public readonly record struct PostCount(XLength Length, int FitsUntil);
}
