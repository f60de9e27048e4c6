using SocialKit.Campaigns;
using SocialKit.Pictures;
using SocialKit.Posts;

namespace SocialKit.Cli.Sources;

/// <summary>The pictures of a campaign as they are sent: each read once, and cleaned of what it tells.</summary>
internal sealed class CampaignPictures(CampaignReading reading)
{
    private readonly Dictionary<string, Picture> _read = new(StringComparer.Ordinal);

    /// <summary>A picture.</summary>
    public Picture Of(MediaFile file)
    {
        if (_read.TryGetValue(file.File, out var known))
            return known;
        var bytes = reading.ReadPicture(file, out var finding);
        var clean = bytes is null ? null : CleanPicture.Of(bytes);
        return _read[file.File] = new(clean is null ? bytes : clean.Bytes, clean, finding);
    }

    /// <summary>What is to be said of a post's pictures on its platform.</summary>
    public IEnumerable<Finding> Findings(PostCheck post) => post.Check.Post.Media.SelectMany(file =>
    {
        var (_, clean, finding) = Of(file);
        return finding is not null
            ? [finding]
            : PictureFindings.Of(file, clean, post.Platform, post.Platform.Rules.For(post.Account).Limits)
                .Concat(PictureFindings.Telling(file, clean) is { } telling ? [telling] : [])
                .Select(found => found with { Place = reading.PlaceOf(file) });
    });
}

/// <summary>A picture of a campaign.</summary>
/// <param name="Bytes">What is sent; null if it could not be read.</param>
/// <param name="Clean">What is known of it; null if it is no picture of a known kind.</param>
/// <param name="Finding">Why it could not be read; null if it could.</param>
internal sealed record Picture(ReadOnlyMemory<byte>? Bytes, CleanPicture? Clean, Finding? Finding);
