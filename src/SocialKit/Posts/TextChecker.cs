using System.Runtime.InteropServices;
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
        Findings = Find(text);
    }

    // Each check tells for itself, beside what it looks for, whether it may have anything to say; only those that may are asked, in the order of Checker.
    private ValueList<Finding> Find(ReadOnlySpan<char> text)
    {
        var reading = Reading;
        var limits = _context.Rules.Limits;
        var marks = TextMarks.Of(text);
        var entities = CollectionsMarshal.AsSpan(_entities);
        var length = !LengthFindings.IsQuiet(text, reading, limits);
        var characters = !CharacterFindings.IsQuiet(text, marks, reading, entities, _handles);
        var placeholders = !PlaceholderFindings.IsQuiet(text, marks);
        var mentions = !MentionFindings.IsQuiet(text, entities, _context);
        var hashtags = !HashtagFindings.IsQuiet(text, entities, limits);
        var links = !LinkFindings.IsQuiet(text, entities);
        var personal = !PersonalDataFindings.IsQuiet(text, marks, entities);
        if (!(length || characters || placeholders || mentions || hashtags || links || personal))
            return Nothing;

        var post = new PostUnderCheck(Checker.AsWritten(text.ToString(), _context), _context, reading, _entities);
        if (length)
            LengthFindings.Add(post);
        if (characters)
            CharacterFindings.Add(post);
        if (placeholders)
            PlaceholderFindings.Add(post);
        if (mentions)
            MentionFindings.Add(post);
        if (hashtags)
            HashtagFindings.Add(post);
        if (links)
            LinkFindings.Add(post);
        if (personal)
            PersonalDataFindings.Add(post);
        return post.InOrder();
    }
}
