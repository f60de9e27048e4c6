namespace SocialKit.Campaigns;

/// <summary>Tells whether what a campaign writes for a picture is a plain path inside its <c>media</c> folder, on every system.</summary>
internal static class MediaPath
{
    // A colon names a drive or a stream on Windows, a backslash is a separator there; the bar separates the parts of the line.
    public static bool IsInside(string file, CampaignLimits limits)
    {
        string[] parts = file.Split('/');
        return parts.Length <= limits.MaxMediaDepth + 1
            && file.Length <= 255
            && !file.Any(c => c is '\\' or ':' or '|' || char.IsControl(c))
            && parts.All(part => part.Length > 0 && part is not ("." or ".."));
    }
}
