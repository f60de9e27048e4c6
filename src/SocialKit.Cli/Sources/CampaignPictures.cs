using SocialKit.Campaigns;
using SocialKit.Pictures;
using SocialKit.Posts;

namespace SocialKit.Cli.Sources;

/// <summary>The pictures of a campaign as they are sent: each read once, cleaned of what it tells, and made smaller where a platform takes no larger one.</summary>
internal sealed class CampaignPictures(CampaignReading reading, IPictureScaler? scaler)
{
    private readonly Dictionary<string, Picture> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, PictureLimit Limit), ScaledPicture?> _scaled = [];

    /// <summary>The bytes of a picture as a post takes it along; null if it could not be read.</summary>
    public ReadOnlyMemory<byte>? Sent(PostCheck post, MediaFile file)
    {
        var picture = Of(file);
        return Smaller(picture, file, LimitsOf(post)) is { } smaller ? smaller.Bytes : picture.Bytes;
    }

    /// <summary>What is to be said of a post's pictures on its platform.</summary>
    public IEnumerable<Finding> Findings(PostCheck post) => post.Check.Post.Media.SelectMany(file =>
    {
        var picture = Of(file);
        var limits = LimitsOf(post);
        return picture.Finding is not null
            ? [picture.Finding]
            : PictureFindings.Of(file, picture.Clean, post.Platform, limits, Smaller(picture, file, limits))
                .Concat(PictureFindings.Telling(file, picture.Clean) is { } telling ? [telling] : [])
                .Select(found => found with { Place = reading.PlaceOf(file) });
    });

    private static PostLimits LimitsOf(PostCheck post) => post.Platform.Rules.For(post.Account).Limits;

    private ScaledPicture? Smaller(Picture picture, MediaFile file, PostLimits limits)
    {
        if (scaler is null || picture.Clean is not { } clean || PictureFindings.Exceeded(clean, limits) is not { } limit)
            return null;
        return _scaled.TryGetValue((file.File, limit), out var known) ? known : _scaled[(file.File, limit)] = scaler.Scale(clean, limit);
    }

    private Picture Of(MediaFile file)
    {
        if (_read.TryGetValue(file.File, out var known))
            return known;
        var bytes = reading.ReadPicture(file, out var finding);
        var clean = bytes is null ? null : CleanPicture.Of(bytes);
        return _read[file.File] = new(clean is null ? bytes : clean.Bytes, clean, finding);
    }

    // Its bytes without what they tell, or null if it could not be read; what is known of it, or null if it is no picture of a known kind; why it could not be read.
    private sealed record Picture(ReadOnlyMemory<byte>? Bytes, CleanPicture? Clean, Finding? Finding);
}
