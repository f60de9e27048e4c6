namespace SocialKit.Campaigns;

/// <summary>How large a campaign folder may be. The defaults are far above what people write and far below what would make a program slow.</summary>
public sealed record CampaignLimits
{
    /// <summary>The most bytes a text file may have; a larger one is refused by its size, before it is read.</summary>
    /// <value>4 MiB</value>
    public int MaxFileBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The most entries that the folder, and each folder of pictures, may have.</summary>
    /// <value>2000</value>
    public int MaxFiles { get; init; } = 2000;

    /// <summary>How many folders deep pictures may lie inside <c>media</c>.</summary>
    /// <value>4</value>
    public int MaxMediaDepth { get; init; } = 4;

    /// <summary>The most bytes a picture may have; a larger one is refused by its size, before it is read.</summary>
    /// <value>50 MiB</value>
    public int MaxPictureBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>The longest line, in UTF-16 units.</summary>
    /// <value>65536</value>
    public int MaxLineLength { get; init; } = 64 * 1024;

    /// <summary>The longest front matter, in UTF-16 units.</summary>
    /// <value>16384</value>
    public int MaxFrontMatterLength { get; init; } = 16 * 1024;

    /// <summary>The most messages in one file.</summary>
    /// <value>5000</value>
    public int MaxMessages { get; init; } = 5000;

    /// <summary>The most lines that <c>campaign.md</c> may list in one section, targets included.</summary>
    /// <value>5000</value>
    public int MaxItems { get; init; } = 5000;

    /// <summary>The most findings that are kept for one file; one more says that there are others.</summary>
    /// <value>100</value>
    public int MaxFindings { get; init; } = 100;
}
