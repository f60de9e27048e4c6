using System.Buffers;
using SocialKit.Pictures;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>How X counts a post and what it finds in it.</summary>
/// <param name="profile">The top-level domains and emoji to count with.</param>
public sealed class XRules(XProfile profile) : IPostRules
{
    private static readonly SearchValues<char> Refused = SearchValues.Create("\uFFFE\uFEFF\uFFFF");

    private readonly XReader _reader = new(profile);

    /// <summary>The data that these rules count with.</summary>
    public XProfile Profile => profile;

    /// <summary>What X allows beside the text; sources in this folder's README.</summary>
    public PostLimits Limits { get; } = new()
    {
        MaxMedia = 4,
        MaxAltText = 1000,
        LeadingMentionNarrowsAudience = true,
        ForbidsUnsolicitedMentions = true,
        // docs.x.com, media best practices, 2026-08: pictures up to 5 MB, GIF up to 15 MB.
        Pictures = [new(PictureType.Jpeg, MaxPictureBytes), new(PictureType.Png, MaxPictureBytes), new(PictureType.WebP, MaxPictureBytes), new(PictureType.Gif, 3 * MaxPictureBytes)],
    };

    private const int MaxPictureBytes = 5_000_000;

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities)
    {
        var (length, fitsUntil) = _reader.Read(text, entities);
        if (fitsUntil < text.Length)
        {
            var border = Graphemes.BorderAtOrBefore(text, fitsUntil);
            fitsUntil = border == fitsUntil && ReadsAlone(text[..border]) ? border : Fitting(text, border);
        }
        return new()
        {
            Count = new(CountUnit.WeightedCharacter, length.WeightedLength, XConfiguration.V3.MaxLength),
            FitsUntil = fitsUntil,
            // What is valid has none; a look saved for nearly every post.
            InvalidAt = length.IsValid ? -1 : text.IndexOfAny(Refused),
            IsValid = length.IsValid,
            Permillage = length.Permillage,
        };
    }

    // Where no dot stands behind its last blank, no link was or becomes one for what followed: the beginning counts what it counted within its text.
    private static bool ReadsAlone(ReadOnlySpan<char> beginning) => !beginning[(beginning.LastIndexOfAny(' ', '\n') + 1)..].Contains('.');

    // A beginning may be read otherwise than within its text: what was no link there, for what followed it, may be one of 23 where it is cut.
    private int Fitting(ReadOnlySpan<char> text, int end)
    {
        while (end > 0 && _reader.Measure(text[..end]).WeightedLength > XConfiguration.V3.MaxLength)
            end = Graphemes.BorderAtOrBefore(text, end - 1);
        return end;
    }

    /// <inheritdoc/>
    public string ShowLink(string link) => XLinkDisplay.Of(link);
}
