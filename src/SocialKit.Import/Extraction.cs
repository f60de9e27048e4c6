using SocialKit.Campaigns;

namespace SocialKit.Import;

/// <summary>The fields of a document in the document's own terms: what stands there, nothing chosen or completed.</summary>
public sealed record Extraction
{
    /// <summary>The document's name.</summary>
    public required string File { get; init; }

    /// <summary>The title without its kicker; null if there is none.</summary>
    public string? Title { get; init; }

    /// <summary>What stands above the title, such as "URGENT ACTION"; null if nothing does.</summary>
    public string? Kicker { get; init; }

    /// <summary>The country and number behind the title, such as "Drovania" and "UA 515.21"; null if they do not stand there.</summary>
    public string? Case { get; init; }

    /// <summary>The person the document is about; null if it does not say.</summary>
    public string? Person { get; init; }

    /// <summary>The person's pronouns; null if the document does not say.</summary>
    public string? Pronouns { get; init; }

    /// <summary>The last day for appeals; null if none is given, or none with certainty.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>The languages to write in, BCP 47, in the document's order.</summary>
    public ValueList<string> Languages { get; init; } = [];

    /// <summary>The language that the document is written in, BCP 47; null if its labels do not tell.</summary>
    public string? Language { get; init; }

    /// <summary>Whom to address.</summary>
    public ValueList<ExtractedTarget> Targets { get; init; } = [];

    /// <summary>The texts to post.</summary>
    public ValueList<ExtractedMessage> Messages { get; init; } = [];

    /// <summary>The hashtags that the document recommends, without "#".</summary>
    public ValueList<string> Hashtags { get; init; } = [];

    /// <summary>The accounts to follow or repost.</summary>
    public ValueList<ExtractedAccount> Follow { get; init; } = [];

    /// <summary>The model letter; null if there is none.</summary>
    public string? Letter { get; init; }

    /// <summary>The summary and the background in Markdown; null if there are none.</summary>
    public string? About { get; init; }
}

/// <summary>Somebody to address, as a document names them.</summary>
public sealed record ExtractedTarget
{
    /// <summary>The office, or the body where no office is named; null if neither is.</summary>
    public string? Title { get; init; }

    /// <summary>The person's name, without honorifics; null if none is named.</summary>
    public string? Name { get; init; }

    /// <summary>True if the document asks only for a copy to be sent there.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The ways to reach them, in order.</summary>
    public ValueList<ExtractedContact> Contacts { get; init; } = [];
}

/// <summary>One way to reach somebody, as a document has it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Written">As written.</param>
/// <param name="Normal">A number in E.164, or an account's name without "@" and address; null if that could not be told; for other kinds as written.</param>
/// <param name="Platform">The platform of an account, also one that this program does not post to; else null.</param>
public sealed record ExtractedContact(ContactKind Kind, string Written, string? Normal, string? Platform = null);

/// <summary>A text to post.</summary>
/// <param name="Text">The text, literally; markup undone.</param>
public sealed record ExtractedMessage(string Text)
{
    /// <summary>The platform that the document states; else null.</summary>
    public string? Platform { get; init; }

    /// <summary>The language that the document states, BCP 47; else null.</summary>
    public string? Language { get; init; }

    /// <summary>The hashtags in the text, without "#".</summary>
    public ValueList<string> Hashtags { get; init; } = [];

    /// <summary>The accounts mentioned in the text, without "@".</summary>
    public ValueList<string> Mentions { get; init; } = [];
}

/// <summary>An account to follow or repost.</summary>
/// <param name="Platform">Where it is; null if the document does not say.</param>
/// <param name="Name">The name, without "@" and address.</param>
/// <param name="Written">As written.</param>
public sealed record ExtractedAccount(string? Platform, string Name, string Written);
