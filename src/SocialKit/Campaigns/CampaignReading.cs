namespace SocialKit.Campaigns;

/// <summary>What came of reading a campaign folder.</summary>
public sealed class CampaignReading
{
    internal CampaignReading()
    {
    }

    /// <summary>The campaign, as far as it could be read; null if nothing of it could. If there are errors it is not whole, and nothing should be done with it.</summary>
    public Campaign? Campaign { get; internal init; }

    /// <summary>Everything found: <c>campaign.md</c> first, then the messages, source language first, then the letters, then the folder; line by line in each.</summary>
    public ValueList<Finding> Findings { get; internal init; } = [];

    /// <summary>True if the path, or a file that it holds, could not be read at all: it is missing, is no folder, or the system refused. Bad content is no such case.</summary>
    public bool CouldNotBeRead { get; internal init; }

    /// <summary>True if a finding is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);

    internal PlaceBook Places { get; init; } = new();

    internal IReadOnlyList<ReadFile> Files { get; init; } = [];

    /// <summary>The absolute path of the folder, links followed.</summary>
    internal string? Folder { get; init; }

    internal PlatformSet Platforms { get; init; } = new([]);

    /// <summary>Reads the bytes of a picture, never from outside the campaign's folder.</summary>
    /// <param name="file">One of the campaign's pictures.</param>
    /// <param name="finding">Why it cannot be read; null if it was.</param>
    /// <param name="limits">The most bytes; the defaults if none are given.</param>
    /// <returns>The bytes; null if it cannot be read.</returns>
    public byte[]? ReadPicture(MediaFile file, out Finding? finding, CampaignLimits? limits = null)
    {
        limits ??= new();
        var log = new FindingLog(limits.MaxFindings);
        var bytes = Folder is { } folder && CampaignFolder.Open(folder, limits with { MaxFileBytes = limits.MaxPictureBytes }, log) is { } opened
            ? opened.Read($"media/{file.File}", log, out _)
            : null;
        finding = bytes is { Length: 0 }
            ? new(CampaignCodes.CannotRead, Severity.Error, $"The picture media/{file.File} is empty.", "Put the picture there.")
            : log.InOrder.FirstOrDefault();
        if (finding is not null)
            finding = finding with { Place = PlaceOf(file) ?? finding.Place };
        return finding is null ? bytes : null;
    }

    /// <summary>The name of the file by which a campaign may change the look of its page: the one file of its folder that this library hands on unread.</summary>
    public const string PageStyleName = "page.css";

    /// <summary>Reads the bytes of the campaign's style sheet, never from outside its folder.</summary>
    /// <param name="finding">Why it cannot be read; null if it was, or is not there.</param>
    /// <param name="limits">The most bytes; the defaults if none are given.</param>
    /// <returns>The bytes; null if there is none, or it cannot be read.</returns>
    public byte[]? ReadPageStyle(out Finding? finding, CampaignLimits? limits = null)
    {
        limits ??= new();
        var log = new FindingLog(limits.MaxFindings);
        var bytes = Folder is { } folder && CampaignFolder.Open(folder, limits, log) is { } opened && opened.Has(PageStyleName) ? opened.Read(PageStyleName, log, out _) : null;
        finding = log.InOrder.FirstOrDefault();
        return finding is null ? bytes : null;
    }

    /// <summary>Where the text of <paramref name="message"/> begins, or its heading if it has no text; null if it was not read here.</summary>
    public SourcePlace? PlaceOf(Message message) => Places[PlaceBook.Of(message)];

    /// <summary>Where the character at <paramref name="index"/> of the text of <paramref name="message"/> stands, in UTF-16 units.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text is shorter.</exception>
    public SourcePlace? PlaceOf(Message message, int index)
    {
        var before = message.Text.AsSpan(0, index);
        var start = PlaceOf(message);
        return start is null ? null : start with { Line = start.Line + before.Count('\n'), Column = index - (before.LastIndexOf('\n') + 1) + 1 };
    }

    /// <summary>Where the heading of <paramref name="message"/> stands; null if it was not read here.</summary>
    public SourcePlace? PlaceOfHeading(Message message) => Places["heading\n" + PlaceBook.Of(message)];

    /// <summary>Where the text of <paramref name="letter"/> begins; null if it was not read here.</summary>
    public SourcePlace? PlaceOf(Letter letter) => Places[PlaceBook.Of(letter)];

    /// <summary>Where the heading of <paramref name="target"/> stands; null if it was not read here.</summary>
    public SourcePlace? PlaceOf(Target target) => Places[PlaceBook.Of(target)];

    /// <summary>Where the value of one of the contacts of <paramref name="target"/> begins; null if it was not read here.</summary>
    public SourcePlace? PlaceOf(Target target, Contact contact) => Places[PlaceBook.Of(target, contact)];

    /// <summary>Where the handle of <paramref name="account"/> begins; null if it was not read here.</summary>
    public SourcePlace? PlaceOf(FollowedAccount account) => Places[PlaceBook.Of(account)];

    /// <summary>Where the line of <paramref name="file"/> begins; null if it was not read here.</summary>
    public SourcePlace? PlaceOf(MediaFile file) => Places[PlaceBook.Of(file)];

    /// <summary>Where the value of <paramref name="rule"/> begins; null if it was not read here.</summary>
    public SourcePlace? PlaceOf(RepostRule rule) => Places[PlaceBook.Of(rule)];

    /// <summary>Where <paramref name="hashtag"/>, without its sign, stands; null if it was not read here.</summary>
    public SourcePlace? PlaceOfHashtag(string hashtag) => Places[PlaceBook.OfHashtag(hashtag)];

    /// <summary>Where the value of a front-matter key of <c>campaign.md</c> begins, such as that of <c>deadline</c>; null if it is not there.</summary>
    public SourcePlace? PlaceOfKey(string key) => Places[PlaceBook.OfKey(key)];

    /// <summary>Where the deadline stands; null if there is none.</summary>
    public SourcePlace? PlaceOfDeadline => PlaceOfKey(CampaignKeys.Deadline);

    /// <summary>Where the embargo stands; null if there is none.</summary>
    public SourcePlace? PlaceOfEmbargo => PlaceOfKey(CampaignKeys.Embargo);

    /// <summary>Where the heading <c># Targets</c> stands; null if there is none.</summary>
    public SourcePlace? PlaceOfTargets => Places[PlaceBook.OfSection(CampaignSection.Targets)];

    /// <summary>Where the heading <c># Hashtags</c> stands; null if there is none.</summary>
    public SourcePlace? PlaceOfHashtags => Places[PlaceBook.OfSection(CampaignSection.Hashtags)];
}
