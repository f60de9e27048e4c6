using System.Globalization;
using SocialKit.Campaigns;
using SocialKit.Pictures;

namespace SocialKit.Posts;

/// <summary>Whether a platform takes a picture as it is. The bytes are needed for that, so that only who has the campaign's folder can ask.</summary>
public static class PictureFindings
{
    /// <summary>What stands against <paramref name="file"/> on <paramref name="platform"/>.</summary>
    /// <param name="file">The picture as the campaign lists it.</param>
    /// <param name="clean">What it is without what it tells; null if it is no picture.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="limits">Its limits, for the account at hand.</param>
    /// <param name="smaller">The picture that is sent in its place; null if none was made.</param>
    public static IEnumerable<Finding> Of(MediaFile file, CleanPicture? clean, Platform platform, PostLimits limits, ScaledPicture? smaller = null)
    {
        if (limits.Pictures.Count == 0)
            yield break;
        var kinds = string.Join(", ", limits.Pictures.Select(limit => limit.Type.ToString()));
        if (clean is null)
        {
            yield return Error(FindingCodes.PictureType, $"{file.File} is no picture that could be read: JPEG, PNG, GIF and WebP are known.", $"Save it as one of those; {platform.Name} takes {kinds}.");
            yield break;
        }
        var facts = clean.Facts;
        if (limits.Pictures.FirstOrDefault(limit => limit.Type == facts.Type) is not { } most)
        {
            yield return Error(FindingCodes.PictureType, $"{file.File} is {facts.Type}, which {platform.Name} does not take.", $"Save it as one of {kinds}.");
            yield break;
        }
        if (smaller is not null)
        {
            yield return new(FindingCodes.PictureResized, Severity.Warning,
                $"{file.File} has {Size(facts)} pixels and {Megabytes(clean.Bytes.Length)}, which is more than {platform.Name} takes: it is sent with {Size(smaller.Facts)} pixels and {Megabytes(smaller.Bytes.Length)}.",
                "Look whether what it shows can still be read, or save it smaller yourself.") { Platform = platform.Id };
            yield break;
        }
        if (clean.Bytes.Length > most.MaxBytes)
            yield return Error(FindingCodes.PictureTooLarge, $"{file.File} has {Megabytes(clean.Bytes.Length)}, and {platform.Name} takes {Megabytes(most.MaxBytes)}.", "Save it smaller: fewer pixels, or a stronger compression.");
        if (most.MaxSide is { } side && Math.Max(facts.Width, facts.Height) > side)
            yield return Error(FindingCodes.PictureTooLarge, $"{file.File} has {Size(facts)} pixels, and {platform.Name} takes {Number(side)} on a side.", "Save it with fewer pixels.");
        if (most.MaxPixels is { } pixels && (long)facts.Width * facts.Height > pixels)
            yield return Error(FindingCodes.PictureTooLarge, $"{file.File} has {Number((long)facts.Width * facts.Height)} pixels, and {platform.Name} takes {Number(pixels)}.", "Save it with fewer pixels.");

        Finding Error(string code, string reason, string remedy) => new(code, Severity.Error, reason, remedy) { Platform = platform.Id };
    }

    /// <summary>The limit that <paramref name="clean"/> is over; null if it is over none, or the platform does not take its kind at all.</summary>
    public static PictureLimit? Exceeded(CleanPicture clean, PostLimits limits) =>
        limits.Pictures.FirstOrDefault(limit => limit.Type == clean.Facts.Type) is { } most
        && (clean.Bytes.Length > most.MaxBytes || Math.Max(clean.Facts.Width, clean.Facts.Height) > most.MaxSide || (long)clean.Facts.Width * clean.Facts.Height > most.MaxPixels)
            ? most
            : null;

    /// <summary>What the file tells beside the picture; null if it tells nothing.</summary>
    public static Finding? Telling(MediaFile file, CleanPicture? clean) => clean is { Removed.Count: > 0 }
        ? new(FindingCodes.PictureTells, Severity.Warning, $"{file.File} also holds {string.Join(", ", clean.Removed)}. It is taken out of what is sent; the file in the folder keeps it.", "Nothing has to be done, unless the folder itself is given to others.")
        : null;

    private static string Size(PictureFacts facts) => $"{Number(facts.Width)} × {Number(facts.Height)}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // Platforms count in millions, some in mebibytes: with three places nobody is misled.
    private static string Megabytes(long bytes) => (bytes / 1_000_000.0).ToString("0.###", CultureInfo.InvariantCulture) + " MB";
}
