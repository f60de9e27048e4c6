namespace SocialKit.Cli.Sharing;

/// <summary>Which text a person wants to take along.</summary>
internal sealed record TextWish
{
    /// <summary>The campaign's folder or name, a text file, <c>-</c>; null for the only campaign there is.</summary>
    public string? Source { get; init; }

    /// <summary>The message's id; null for the only one there is.</summary>
    public string? Message { get; init; }

    /// <summary>BCP 47; null for the campaign's own language.</summary>
    public string? Language { get; init; }

    /// <summary>Which of the texts that take turns; null for the first.</summary>
    public int? Variant { get; init; }

    /// <summary>Which post of a thread; null for the first.</summary>
    public int? Part { get; init; }

    /// <summary>What is put behind the text after a blank, such as the address of a page; null for nothing.</summary>
    public string? Appended { get; init; }
}
