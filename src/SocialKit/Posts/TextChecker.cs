using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Checks one text after another exactly as each is written: nothing is composed, no link is shortened. It says what
/// <see cref="Checker"/> says, and allocates nothing for a text about which there is nothing to say.</summary>
/// <remarks>For one thread. Every check overwrites the last one's results.</remarks>
/// <param name="context">Where the texts go; a campaign has no place in it.</param>
/// <exception cref="ArgumentException"><paramref name="context"/> has a campaign or siblings.</exception>
public sealed class TextChecker(CheckContext context)
{
    private static readonly ValueList<Finding> Nothing = [];

    private readonly CheckContext _context = context is { Campaign: null, Siblings.Count: 0 }
        ? context
        : throw new ArgumentException("A loose text belongs to no campaign.", nameof(context));

    private readonly List<Entity> _entities = [];
    private readonly List<TextSpan> _handles = [];

    /// <summary>How the platform counts the last text.</summary>
    public PostReading Reading { get; private set; }

    /// <summary>What the platform finds in the last text, in order.</summary>
    public IReadOnlyList<Entity> Entities => _entities;

    /// <summary>What a person should know about the last text, in its order.</summary>
    public ValueList<Finding> Findings { get; private set; } = Nothing;

    /// <summary>Checks <paramref name="text"/>.</summary>
    public void Check(ReadOnlySpan<char> text)
    {
        _entities.Clear();
        Reading = _context.Rules.Read(text, _entities);
        Findings = IsQuiet(text) ? Nothing : Checker.CheckAsWritten(text.ToString(), _context).Findings;
    }

    // True only if no check can have anything to say. Each tells for itself, beside what it looks for; where it is not sure it says false.
    private bool IsQuiet(ReadOnlySpan<char> text)
    {
        var reading = Reading;
        var limits = _context.Rules.Limits;
        return LengthFindings.IsQuiet(text, reading, limits)
            && CharacterFindings.IsQuiet(text, reading, _entities, _handles)
            && PlaceholderFindings.IsQuiet(text)
            && MentionFindings.IsQuiet(text, _entities, _context)
            && HashtagFindings.IsQuiet(text, _entities, limits)
            && LinkFindings.IsQuiet(text, _entities)
            && PersonalDataFindings.IsQuiet(text, _entities);
    }
}
