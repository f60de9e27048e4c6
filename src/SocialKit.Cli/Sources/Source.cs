namespace SocialKit.Cli.Sources;

/// <summary>What a person asked to have looked at.</summary>
internal abstract record Source
{
    /// <summary>A campaign's folder.</summary>
    /// <param name="Path">As the person gave it.</param>
    /// <param name="Language">The language of the one file that was named; null for all.</param>
    internal sealed record CampaignFolder(string Path, string? Language = null) : Source;

    /// <summary>A text that belongs to no campaign.</summary>
    /// <param name="Name">The file's path as given, or <c>-</c>.</param>
    /// <param name="Text">Its content, literally; null if it is not a text, as <paramref name="Findings"/> say.</param>
    /// <param name="Findings">What is wrong with it.</param>
    internal sealed record LooseText(string Name, string? Text, ValueList<Finding> Findings) : Source;
}
