namespace SocialKit.Campaigns;

/// <summary>Reads campaign folders. Whatever the folder holds, the answer is a campaign or findings, never an exception.</summary>
/// <param name="platforms">The platforms whose accounts and variants a campaign may name.</param>
/// <param name="limits">How large a folder may be; null for the defaults.</param>
/// <remarks>It has no state and may be shared between threads. A folder can only be read: it names no program, no address and no secret.</remarks>
public sealed class CampaignReader(PlatformSet platforms, CampaignLimits? limits = null)
{
    private readonly CampaignLimits _limits = limits ?? new CampaignLimits();

    /// <summary>Reads the campaign in <paramref name="folder"/>, and finds everything wrong with it at once.</summary>
    /// <param name="folder">The path as the person gave it; places in findings begin with it.</param>
    public CampaignReading Read(string folder)
    {
        var log = new FindingLog(_limits.MaxFindings);
        try
        {
            if (CampaignFolder.Open(folder, _limits, log) is { } open)
                return new FolderReading(open, platforms, _limits, log).Read(CampaignFolder.NameOf(folder));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            log.Error(CampaignCodes.CannotRead, new SourcePlace(folder, 1, 1), $"The system refused to read it: {refusal.Message}", "Look at the folder's permissions.");
        }
        return new CampaignReading { Findings = [.. log.InOrder], CouldNotBeRead = true };
    }
}
