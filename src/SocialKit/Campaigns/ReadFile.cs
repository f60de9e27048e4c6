namespace SocialKit.Campaigns;

/// <summary>What a text file of a campaign is.</summary>
internal enum FileKind
{
    Campaign,
    Messages,
    Letter,
}

/// <summary>The name of a text file of a campaign: <c>campaign.md</c>, <c>messages.xx.md</c> or <c>letter.xx.md</c>.</summary>
internal sealed record FileName(FileKind Kind, string Language)
{
    public static FileName Campaign { get; } = new(FileKind.Campaign, "");

    public string Name => Kind switch
    {
        FileKind.Campaign => "campaign.md",
        FileKind.Messages => $"messages.{Language}.md",
        _ => $"letter.{Language}.md",
    };

    /// <summary>The file called <paramref name="name"/>, whatever its language looks like; null if it is no file of a campaign.</summary>
    public static FileName? Parse(string name)
    {
        if (name == Campaign.Name)
            return Campaign;
        return name.Split('.') switch
        {
            ["messages", var language, "md"] => new FileName(FileKind.Messages, language),
            ["letter", var language, "md"] => new FileName(FileKind.Letter, language),
            _ => null,
        };
    }
}

/// <summary>A text file as it was read, with what the writer needs to give it back.</summary>
/// <param name="Name">Which file it is.</param>
/// <param name="Bytes">Exactly what the disk held.</param>
/// <param name="HasErrors">True if the campaign does not hold all that the file says.</param>
internal sealed record ReadFile(FileName Name, byte[] Bytes, bool HasErrors)
{
    /// <summary>What was found in it.</summary>
    public required FindingLog Log { get; init; }

    /// <summary>The file as text; null if it is none.</summary>
    public SourceText? Source { get; init; }

    /// <summary>Where the parts of a <c>campaign.md</c> stand.</summary>
    public CampaignLayout? Campaign { get; init; }

    /// <summary>Where the messages or the letter stand.</summary>
    public IReadOnlyList<TextBlock> Blocks { get; init; } = [];
}

/// <summary>The lines of one message, or of a letter. All lines are counted from 0.</summary>
/// <param name="Message">The message; null for a letter.</param>
/// <param name="FirstLine">The heading.</param>
/// <param name="TextFirst">The first line of the text.</param>
/// <param name="TextEnd">The line after the last line of the text.</param>
/// <param name="EndLine">The line after the last line of all, blank lines included.</param>
internal sealed record TextBlock(Message? Message, int FirstLine, int TextFirst, int TextEnd, int EndLine);

/// <summary>Where the parts of a <c>campaign.md</c> stand. All lines are counted from 0.</summary>
/// <param name="Matter">The front matter.</param>
/// <param name="Sections">The sections, in order.</param>
internal sealed record CampaignLayout(FrontMatter Matter, IReadOnlyList<SectionBlock> Sections);

/// <summary>The lines of one section, heading and blank lines included.</summary>
internal sealed record SectionBlock(CampaignSection Section, int FirstLine, int EndLine);
