using SocialKit.Campaigns;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>A post as one platform really gets it: what is counted, previewed, copied, and later hashed, approved and sent.</summary>
/// <param name="Platform">Where it goes.</param>
/// <param name="Text">The text, literally.</param>
public sealed record Post(PlatformId Platform, string Text)
{
    /// <summary>The language of the text, BCP 47; null if it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The addresses behind links whose shown text was shortened in <see cref="Text"/>.</summary>
    public ValueList<PostLink> Links { get; init; } = [];

    /// <summary>The pictures, in order.</summary>
    public ValueList<MediaFile> Media { get; init; } = [];

    /// <summary>What is said to the platform beside the text, such as a visibility or a content warning; ordered by name, each name once.</summary>
    /// <value>None: the platform's own defaults.</value>
    public ValueList<PostOption> Options { get; init; } = [];

    /// <summary>The value of the option called <paramref name="name"/>; null if it is not set.</summary>
    public string? Option(string name) => Options.FirstOrDefault(option => option.Name == name)?.Value;
}

/// <summary>Something that is said to one platform beside the text.</summary>
/// <param name="Name">One of the platform's <see cref="Platform.PostOptions"/>.</param>
/// <param name="Value">What is said, literally.</param>
public sealed record PostOption(string Name, string Value);

/// <summary>What one platform lets a post say beside its text.</summary>
/// <param name="Name">Lower-case with hyphens, such as <c>visibility</c>.</param>
/// <param name="Means">What it does, in a sentence.</param>
/// <param name="Values">The values that it takes; empty if it takes any text.</param>
public sealed record PostOptionRule(string Name, string Means, ValueList<string> Values);

/// <summary>A link whose address stands beside the text, not in it.</summary>
/// <param name="Span">What readers see, in UTF-16 units of the post's text.</param>
/// <param name="Address">Where it leads: absolute, with its scheme.</param>
public readonly record struct PostLink(TextSpan Span, string Address);
