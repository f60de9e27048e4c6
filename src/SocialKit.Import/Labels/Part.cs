namespace SocialKit.Import.Labels;

/// <summary>What a label announces.</summary>
internal enum LabelKind
{
    /// <summary>Text under no label.</summary>
    None,

    /// <summary>Text under a heading, or after a bold name with a colon, that no table knows.</summary>
    Unknown,

    /// <summary>What to do, in words for the reader.</summary>
    Steps,

    /// <summary>Whom to address.</summary>
    Targets,

    /// <summary>Who gets a copy.</summary>
    CopyTargets,

    /// <summary>A model letter follows.</summary>
    LetterAhead,

    /// <summary>The letter itself, from its salutation.</summary>
    Letter,

    /// <summary>The background.</summary>
    Background,

    /// <summary>The section on social media.</summary>
    Social,

    /// <summary>The last day for appeals.</summary>
    Deadline,

    /// <summary>The languages to write in.</summary>
    Languages,

    /// <summary>The person's name and pronouns.</summary>
    Person,

    /// <summary>Texts to post.</summary>
    Messages,

    /// <summary>Hashtags to use.</summary>
    Hashtags,

    /// <summary>Accounts to follow or repost.</summary>
    Follow,

    /// <summary>Accounts to mention.</summary>
    Tag,

    /// <summary>A platform's name alone.</summary>
    PlatformName,

    /// <summary>The next of several actions.</summary>
    NextAction,

    /// <summary>Advice to the reader that a campaign does not keep.</summary>
    Advice,
}

/// <summary>A part of one line.</summary>
internal sealed record Slice(Block Block, Line Line, int Start, int End)
{
    public string Text => Line.Text[Start..End];

    public bool IsBlank => Line.Text.AsSpan(Start, End - Start).IsWhiteSpace();

    public SourcePlace PlaceIn(string file)
    {
        var start = Start;
        while (start < End && char.IsWhiteSpace(Line.Text[start]))
            start++;
        var position = Line.PositionOf(start);
        return new SourcePlace(file, position.Line, position.Column);
    }

    public Slice Cut(int start, int end) => this with { Start = Start + start, End = Start + end };
}

/// <summary>What stands between one label and the next.</summary>
/// <param name="Kind">What the label announces.</param>
/// <param name="Label">The label itself; null for text before the first.</param>
/// <param name="Lines">The text that follows it, line by line, blank lines left out.</param>
internal sealed record Part(LabelKind Kind, Slice? Label, ValueList<Slice> Lines)
{
    /// <summary>The platform that the label or a heading above it names.</summary>
    public string? Platform { get; init; }

    /// <summary>The language that the label names, BCP 47.</summary>
    public string? Language { get; init; }

    /// <summary>True if the part's heading names a topic among texts to post: what is surely one is taken, and nothing else.</summary>
    public bool IsTopic { get; init; }

    /// <summary>True if the part's heading names a language.</summary>
    public bool IsNamed { get; init; }

    /// <summary>True if the part stands in the section on social media.</summary>
    public bool IsSocial { get; init; }

    /// <summary>The language of the table that knew the label; null for labels that no table knows.</summary>
    public string? TableLanguage { get; init; }
}
